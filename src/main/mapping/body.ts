import type { Idp } from '#shared/contract/exchanges.ts';
import type { Mapping } from '#shared/contract/mappings.ts';
import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { splitLocal } from '../dialect/keys.ts';
import { isObject } from '../scim/json.ts';
import type { ResourceModel } from '../scim/model.ts';
import type { Scalar } from './expression/expression.ts';
import { readTarget } from './target.ts';

/** A value on its way to the target of its mapping. */
export interface Flow {
  readonly mapping: Mapping;
  readonly value: Scalar;
}

/**
 * The body of the POST in which an identity provider sends these values: each at the place that its target names, schemas first.
 * Entra ID (documentation of SCIM compatibility, default behaviour) sends flags as the texts "True" and "False".
 */
export function bodyOf(flows: readonly Flow[], model: ResourceModel, idp: Idp): JsonObject {
  const body: JsonObject = { schemas: [] };
  let schemas: JsonValue | undefined;
  for (const { mapping, value } of flows) {
    if (isSchemaList(mapping, idp)) schemas = parseList(mapping.source);
    else place(body, model, mapping, wireValue(model, mapping, value, idp));
  }
  const urns = Object.keys(body).filter((key) => /^urn:/i.test(key) && isObject(body[key]));
  body['schemas'] = schemas ?? [model.type.schema, ...urns];
  return body;
}

/** A template lists the schemas itself; elsewhere the identity provider does. */
export function isSchemaList({ target }: Mapping, idp: Idp): boolean {
  return idp === 'onelogin' && target === 'schemas';
}

function parseList(source: string): JsonValue {
  // The reader wrote it with JSON.stringify.
  return JSON.parse(source) as JsonValue;
}

/** How the identity provider writes a flag, or a member of a group. */
function wireValue(model: ResourceModel, mapping: Mapping, value: Scalar, idp: Idp): JsonValue {
  const { attribute } = readTarget(model, mapping.target);
  if (attribute !== null && attribute === model.relational) return [{ value }];
  if (attribute?.definition.type !== 'boolean' || !/^(?:true|false)$/i.test(String(value))) return value;
  const isTrue = /^true$/i.test(String(value));
  if (idp === 'entra') return isTrue ? 'True' : 'False';
  return idp === 'okta' ? isTrue : value;
}

/** Puts a value where the target says, into a body or a template. */
export function place(
  body: JsonObject,
  model: ResourceModel,
  { target, single }: Pick<Mapping, 'target' | 'single'>,
  value: JsonValue,
): void {
  const { dotted, text } = readTarget(model, target);
  const qualified = dotted ? null : /^(urn:.+):([^:]+)$/is.exec(text);
  const [, urn = '', local = text] = qualified ?? [];
  const home = urn === '' || urn.toLowerCase() === model.type.schema.toLowerCase() ? body : childOf(body, urn);
  const parts = splitLocal(local);
  if (home === null || parts === null || !placeParts(home, parts, value, single === true)) set(body, text, value);
}

interface Parts {
  readonly attribute: string;
  readonly filter: string | null;
  readonly sub: string | null;
}

/** Whether there was a place for it. */
function placeParts(home: JsonObject, { attribute, filter, sub }: Parts, value: JsonValue, single: boolean): boolean {
  if (filter === null && sub === null) {
    set(home, attribute, value);
    return true;
  }
  const holder = filter === null ? childOf(home, attribute) : elementOf(home, attribute, filter, single);
  if (holder === null) return false;
  set(holder, sub ?? 'value', value);
  return true;
}

/** The object under the name, made where there is none; null when there is something else. */
function childOf(parent: JsonObject, name: string): JsonObject | null {
  const existing = Object.hasOwn(parent, name) ? parent[name] : undefined;
  if (existing !== undefined) return isObject(existing) ? existing : null;
  const made: JsonObject = {};
  set(parent, name, made);
  return made;
}

/** The element that the filter `[type eq "work"]` names, made where there is none; the first e-mail address is the primary one. */
function elementOf(parent: JsonObject, name: string, filter: string, single: boolean): JsonObject | null {
  const [, key, wanted] = /^\[\s*(\w+)\s+eq\s+"?([^"\]]*)"?\s*\]$/i.exec(filter) ?? [];
  const existing = (Object.hasOwn(parent, name) ? parent[name] : undefined) ?? [];
  if (key === undefined || wanted === undefined || !Array.isArray(existing)) return null;
  const found = existing.find((one) => isObject(one) && one[key] === wanted);
  if (isObject(found)) return found;
  const isFirstEmail = existing.length === 0 && name.toLowerCase() === 'emails';
  const made: JsonObject = { ...(isFirstEmail ? { primary: true } : {}), [key]: wanted };
  set(parent, name, single ? made : [...existing, made]);
  return made;
}

/** A hostile file may name an attribute `__proto__`. */
function set(holder: JsonObject, name: string, value: JsonValue): void {
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
}
