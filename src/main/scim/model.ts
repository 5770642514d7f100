import { URN } from '#shared/scim/urns.ts';
import type { AttributeDefinition, ResourceTypeDefinition, SchemaDefinition } from '#shared/scim/wire.ts';

/** One attribute, ready to be looked up and walked. */
export interface AttributeModel {
  readonly definition: AttributeDefinition;
  /** canonical spelling */
  readonly name: string;
  /** full SCIM path for messages: `name.givenName`, `urn:…:User:department` */
  readonly path: string;
  /** URN of the extension it belongs to; null for the base schema and common attributes */
  readonly extension: string | null;
  readonly parent: AttributeModel | null;
  /** by lower-cased name */
  readonly subAttributes: ReadonlyMap<string, AttributeModel>;
}

export interface ExtensionModel {
  readonly urn: string;
  readonly required: boolean;
  /** by lower-cased name */
  readonly attributes: ReadonlyMap<string, AttributeModel>;
}

/** A resource type with everything that requests ask of it, worked out once per profile. */
export interface ResourceModel {
  readonly type: ResourceTypeDefinition;
  /** attributes of the base schema and the common ones (RFC 7643 §3.1), by lower-cased name */
  readonly attributes: ReadonlyMap<string, AttributeModel>;
  /** by lower-cased URN */
  readonly extensions: ReadonlyMap<string, ExtensionModel>;
  /** base schema and extensions, the longest URN first: one URN may be how another begins */
  readonly schemas: readonly { readonly foldedUrn: string; readonly attributes: ReadonlyMap<string, AttributeModel> }[];
  /** the attribute whose values are resources of their own table: `members` of the core Group */
  readonly relational: AttributeModel | null;
  /** top-level attributes with `uniqueness` server or global, the key first */
  readonly unique: readonly AttributeModel[];
  /** every attribute and sub-attribute that is not `returned: default` */
  readonly specialReturn: readonly AttributeModel[];
  /** no attribute is `returned` never or request, so a stored document may be sent as it is */
  readonly storedFormIsDefaultView: boolean;
}

/** RFC 7643 §3.1: what every resource has, whatever its schema says. */
const COMMON: readonly AttributeDefinition[] = [
  common({ name: 'schemas', type: 'reference', multiValued: true, required: true, returned: 'always', caseExact: true }),
  common({ name: 'id', caseExact: true, mutability: 'readOnly', returned: 'always', uniqueness: 'none' }),
  common({ name: 'externalId', caseExact: true }),
  common({
    name: 'meta',
    type: 'complex',
    mutability: 'readOnly',
    subAttributes: [
      common({ name: 'resourceType', caseExact: true, mutability: 'readOnly' }),
      common({ name: 'created', type: 'dateTime', mutability: 'readOnly' }),
      common({ name: 'lastModified', type: 'dateTime', mutability: 'readOnly' }),
      common({ name: 'location', type: 'reference', caseExact: true, mutability: 'readOnly' }),
      common({ name: 'version', caseExact: true, mutability: 'readOnly' }),
    ],
  }),
];

function common(given: Partial<AttributeDefinition> & { name: string }): AttributeDefinition {
  return {
    type: 'string',
    multiValued: false,
    description: '',
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...given,
  };
}

/**
 * Works a resource type out.
 * @param schemas all schemas of the profile; those that the resource type names must be among them
 * @throws Error when one is missing (a profile is checked for that before)
 */
export function compileModel(type: ResourceTypeDefinition, schemas: readonly SchemaDefinition[]): ResourceModel {
  const find = (urn: string): SchemaDefinition => {
    const schema = schemas.find((candidate) => foldUrn(candidate.id) === foldUrn(urn));
    if (schema === undefined) throw new Error(`resource type ${type.id} names the schema ${urn}, which is not declared`);
    return schema;
  };
  const base = find(type.schema);
  const declared = new Set(base.attributes.map((definition) => definition.name.toLowerCase()));
  const definitions = [...COMMON.filter((one) => !declared.has(one.name.toLowerCase())), ...base.attributes];
  const attributes = compileAttributes(definitions, '', null, null);
  const extensions = new Map(
    type.schemaExtensions.map(({ schema, required }): [string, ExtensionModel] => {
      const { id, attributes: own } = find(schema);
      return [foldUrn(id), { urn: id, required, attributes: compileAttributes(own, `${id}:`, id, null) }];
    }),
  );
  const all = [...attributes.values(), ...[...extensions.values()].flatMap((one) => [...one.attributes.values()])];
  const specialReturn = all.flatMap(withSubAttributes).filter((one) => one.definition.returned !== 'default');
  return {
    type,
    attributes,
    extensions,
    schemas: [
      { foldedUrn: foldUrn(type.schema), attributes },
      ...[...extensions].map(([foldedUrn, extension]) => ({ foldedUrn, attributes: extension.attributes })),
    ].toSorted((a, b) => b.foldedUrn.length - a.foldedUrn.length),
    relational: foldUrn(type.schema) === foldUrn(URN.group) ? (attributes.get('members') ?? null) : null,
    unique: all.filter((one) => one.definition.uniqueness !== 'none' && one.name !== 'id'),
    specialReturn,
    storedFormIsDefaultView: specialReturn.every((one) => one.definition.returned === 'always'),
  };
}

function compileAttributes(
  definitions: readonly AttributeDefinition[],
  prefix: string,
  extension: string | null,
  parent: AttributeModel | null,
): Map<string, AttributeModel> {
  const compiled = new Map<string, AttributeModel>();
  for (const definition of definitions) {
    const path = `${prefix}${definition.name}`;
    const subAttributes = new Map<string, AttributeModel>();
    const model = { definition, name: definition.name, path, extension, parent, subAttributes };
    for (const [name, sub] of compileAttributes(definition.subAttributes ?? [], `${path}.`, extension, model)) {
      subAttributes.set(name, sub);
    }
    compiled.set(definition.name.toLowerCase(), model);
  }
  return compiled;
}

function withSubAttributes(model: AttributeModel): AttributeModel[] {
  return [model, ...model.subAttributes.values()];
}

/** URNs compare without regard to case here: RFC 8141 folds their head, and clients get the rest wrong too. */
export function foldUrn(urn: string): string {
  return urn.toLowerCase();
}

/** What a name that a client wrote stands for. */
export type NamedAttribute =
  | { readonly kind: 'attribute'; readonly attribute: AttributeModel }
  | { readonly kind: 'extension'; readonly extension: ExtensionModel };

/**
 * Finds what `attr`, `attr.sub`, `urn:…:User:attr.sub` or an extension's URN alone names (RFC 7644 §3.10); any case.
 * @returns null when the model has no such attribute
 */
export function findAttribute(model: ResourceModel, name: string): NamedAttribute | null {
  const folded = name.toLowerCase();
  if (!folded.startsWith('urn:')) return fromAttributes(model.attributes, folded);
  const extension = model.extensions.get(folded);
  if (extension !== undefined) return { kind: 'extension', extension };
  const owner = model.schemas.find(({ foldedUrn }) => folded.startsWith(`${foldedUrn}:`));
  return owner === undefined ? null : fromAttributes(owner.attributes, folded.slice(owner.foldedUrn.length + 1));
}

function fromAttributes(attributes: ReadonlyMap<string, AttributeModel>, folded: string): NamedAttribute | null {
  const dot = folded.indexOf('.');
  if (dot < 0) {
    const attribute = attributes.get(folded);
    return attribute === undefined ? null : { kind: 'attribute', attribute };
  }
  const sub = attributes.get(folded.slice(0, dot))?.subAttributes.get(folded.slice(dot + 1));
  return sub === undefined ? null : { kind: 'attribute', attribute: sub };
}
