import type { AttributeModel, ResourceModel } from '../scim/model.ts';
import { findAttribute } from '../scim/model.ts';
import type { CompiledProfile } from '../profile/compile.ts';
import type { RuleSettings } from '../rules/settings.ts';

/** What the target side of a mapping names. */
export interface Target {
  /** as written, without space around */
  readonly text: string;
  /** the attribute in the endpoint's spelling; as written where the endpoint has none */
  readonly path: string;
  /** the attribute, or the sub-attribute at the end of the path; null: the endpoint has none */
  readonly attribute: AttributeModel | null;
  /** of `[type eq "work"]`; null: no such filter */
  readonly type: string | null;
  /** a dot stands between the URN of an extension and the attribute, where a colon belongs */
  readonly dotted: boolean;
}

/** An attribute that may be mapped, as the article or a profile lists it. */
export interface Listed {
  /** `emails[type eq "work"].value`, `urn:…:User:linkedResource.id` */
  readonly path: string;
  readonly attribute: AttributeModel;
  readonly required: boolean;
}

const FILTERED = /^([^[\]]+)\[\s*type\s+eq\s+"([^"]*)"\s*\](?:\.([\w$-]+))?$/i;

/** Finds what a target names: `attr`, `attr.sub`, `attr[type eq "x"].sub`, with a URN or without. Never throws. */
export function readTarget(model: ResourceModel, written: string): Target {
  const text = written.trim();
  const { name, dotted } = undot(model, text);
  const filtered = FILTERED.exec(name);
  if (filtered === null) {
    const attribute = attributeNamed(model, name);
    return { text, path: attribute?.path ?? text, attribute, type: null, dotted };
  }
  const [, head = '', type = '', sub] = filtered;
  const whole = attributeNamed(model, head);
  const multi = whole !== null && whole.definition.multiValued && whole.subAttributes.has('type') ? whole : null;
  const attribute = multi === null || sub === undefined ? multi : (multi.subAttributes.get(sub.toLowerCase()) ?? null);
  if (multi === null || attribute === null) return { text, path: text, attribute: null, type, dotted };
  const end = sub === undefined ? '' : `.${attribute.name}`;
  return { text, path: `${multi.path}[type eq "${type.toLowerCase()}"]${end}`, attribute, type, dotted };
}

function attributeNamed(model: ResourceModel, name: string): AttributeModel | null {
  const found = findAttribute(model, name);
  return found?.kind === 'attribute' ? found.attribute : null;
}

/** `urn:…:meisterplan:2.0:User.sendInvitationMail`: the vendor's article itself writes a dot once. */
function undot(model: ResourceModel, text: string): { name: string; dotted: boolean } {
  for (const { urn } of model.extensions.values()) {
    if (text.charAt(urn.length) === '.' && text.slice(0, urn.length).toLowerCase() === urn.toLowerCase()) {
      return { name: `${urn}:${text.slice(urn.length + 1)}`, dotted: true };
    }
  }
  return { name: text, dotted: false };
}

/**
 * The attributes that may be mapped to a resource type: what its schemas declare, but for what the service provider gives itself. Of a
 * list, the value of each type that the profile names.
 */
export function listedAttributes(profile: CompiledProfile, model: ResourceModel, settings: RuleSettings): Listed[] {
  const declared = new Set(baseAttributes(profile, model));
  const own = [...model.attributes.values()].filter(({ name }) => declared.has(name.toLowerCase()));
  const extended = [...model.extensions.values()].flatMap(({ attributes }) => [...attributes.values()]);
  return [...own, ...extended].flatMap((attribute) => mappable(model, attribute, settings));
}

/** Whether the attribute is one that every resource has (RFC 7643 §3.1), such as externalId, and no schema of the profile names. */
export function isCommon(profile: CompiledProfile, model: ResourceModel, { extension, parent, name }: AttributeModel): boolean {
  const top = (parent?.name ?? name).toLowerCase();
  return extension === null && !baseAttributes(profile, model).includes(top);
}

function baseAttributes(profile: CompiledProfile, model: ResourceModel): string[] {
  const base = profile.schemas.find(({ id }) => id.toLowerCase() === model.type.schema.toLowerCase());
  return base?.attributes.map(({ name }) => name.toLowerCase()) ?? [];
}

function mappable(model: ResourceModel, attribute: AttributeModel, settings: RuleSettings): Listed[] {
  const { definition, path, name } = attribute;
  if (definition.mutability === 'readOnly') return [];
  if (definition.type !== 'complex') return [{ path, attribute, required: definition.required }];
  const value = attribute.subAttributes.get('value');
  if (definition.multiValued) {
    if (attribute === model.relational) return [{ path, attribute, required: definition.required }];
    const types = attribute.subAttributes.get('type')?.definition.canonicalValues ?? (name === 'emails' ? ['work'] : []);
    const isRequired = (type: string) =>
      model.type.name === 'User' && name === 'emails' && type === 'work' && settings['required-mappings'] === 'enforce';
    return value === undefined
      ? []
      : types.map((type) => ({ path: `${path}[type eq "${type}"].value`, attribute: value, required: isRequired(type) }));
  }
  return [...attribute.subAttributes.values()].flatMap((sub) => mappable(model, sub, settings));
}
