import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import type { Forgiver } from './forgiver.ts';
import { locate, qualify } from './keys.ts';
import { normaliseSchemas } from './schema-uris.ts';
import type { Names, Shape, Shapes } from './shapes.ts';
import { isObject } from '../scim/json.ts';
import { normaliseValue } from './values.ts';

/**
 * A POST or PUT body in the shape of RFC 7643 §3: extension attributes inside their container, `schemas` with known URIs,
 * values as their schema declares them. Attributes without a value, `id` and `meta` are the strict core's to pass over.
 */
export function normaliseResource(body: JsonObject, shapes: Shapes, forgiver: Forgiver): JsonObject {
  let copy: JsonObject | null = null;
  let schemasKey = 'schemas';
  for (const key of Object.keys(body)) {
    const before = body[key] ?? null;
    const shape = shapes.attributes.get(key);
    if (shape !== undefined) {
      const after = normaliseValue(shape, before, forgiver);
      if (after !== before) {
        copy ??= { ...body };
        copy[key] = after;
      }
      continue;
    }
    if (key.toLowerCase() === 'schemas') {
      schemasKey = key;
      continue;
    }
    const extension = shapes.extensions.get(key);
    if (extension !== undefined) {
      if (!isObject(before)) continue;
      const after = normaliseAttributes(before, extension.attributes, forgiver);
      if (after !== before) {
        copy ??= { ...body };
        copy[key] = after;
      }
      continue;
    }
    copy = moveKey(key, before, body, copy, shapes, forgiver);
  }
  const schemas = normaliseSchemas(body[schemasKey], shapes.coreUrn, (uri) => knownUri(uri, shapes), forgiver);
  if (schemas !== body[schemasKey]) {
    copy ??= { ...body };
    delete copy[schemasKey];
    copy = { schemas, ...copy };
  }
  const whole = copy ?? body;
  return addWorkType(whole, shapes, forgiver);
}

/** The attributes of one extension. */
export function normaliseAttributes(value: JsonObject, attributes: Names<Shape>, forgiver: Forgiver): JsonObject {
  let copy: JsonObject | null = null;
  for (const key of Object.keys(value)) {
    const shape = attributes.get(key);
    if (shape === undefined) continue;
    const before = value[key] ?? null;
    const after = normaliseValue(shape, before, forgiver);
    if (after === before) continue;
    copy ??= { ...value };
    copy[key] = after;
  }
  return copy ?? value;
}

/** The canonical form of a schema URI that this resource type knows. */
function knownUri(uri: string, shapes: Shapes): string | undefined {
  if (uri === shapes.coreUrn || uri.toLowerCase() === shapes.coreUrn.toLowerCase()) return shapes.coreUrn;
  return shapes.extensions.get(uri)?.urn;
}

/** `urn:…:User:department`, `name.givenName` and Entra ID's unqualified `manager` as keys of a body go where they belong. */
function moveKey(
  key: string,
  value: JsonValue,
  body: JsonObject,
  copy: JsonObject | null,
  shapes: Shapes,
  forgiver: Forgiver,
): JsonObject | null {
  const qualified = qualify(key, shapes, forgiver);
  const located = locate(qualified, shapes, forgiver);
  const [name = '', sub, ...rest] = located.local.split('.');
  const home = located.extension?.attributes ?? shapes.attributes;
  const shape = home.get(name);
  const target = sub === undefined ? shape : shape?.subs.get(sub);
  if (shape === undefined || target === undefined || rest.length > 0) return copy;
  if (sub !== undefined && shape.multiValued) return copy;
  if (qualified === key && !located.dotted) forgiveKey(key, target, forgiver);
  const next = { ...(copy ?? body) };
  delete next[key];
  const container = located.extension === null ? next : childObject(next, located.extension.urn);
  if (container === null) return copy;
  const normalised = normaliseValue(target, value, forgiver);
  if (sub === undefined) {
    container[shape.name] = normalised;
    return next;
  }
  const parent = childObject(container, shape.name);
  if (parent === null) return copy;
  parent[target.name] = normalised;
  return next;
}

/** A copy of the object under `key` in place, so that the sender's own object stays as it was; null when there is something else. */
function childObject(parent: JsonObject, key: string): JsonObject | null {
  const existing = parent[key] ?? null;
  if (existing !== null && !isObject(existing)) return null;
  const child = { ...existing };
  parent[key] = child;
  return child;
}

function forgiveKey(key: string, target: Shape, forgiver: Forgiver): void {
  forgiver.forgive({
    code: /^urn:/i.test(key) ? 'urn-as-key' : 'path-as-key',
    ruleId: 'loose-shapes',
    attribute: target.label,
    what: `the path \`${key}\` was used as a name in the body`,
    scimType: 'invalidSyntax',
  });
}

/**
 * The mapping emails[type eq "work"].value is required (rule 4). Where no address is of type work, and one is the only or the
 * primary one and has no type at all, it is clear which is meant. Under strict rules the address stays without a type.
 */
export function addWorkType(body: JsonObject, shapes: Shapes, forgiver: Forgiver): JsonObject {
  const { settings } = forgiver;
  if (settings['required-mappings'] === 'off' || settings['loose-shapes'] === 'refuse') return body;
  const shape = shapes.attributes.get('emails');
  if (shape === undefined || shape.subs.get('type') === undefined) return body;
  const key = body['emails'] !== undefined ? 'emails' : Object.keys(body).find((name) => name.toLowerCase() === 'emails');
  const emails = key === undefined ? undefined : body[key];
  if (key === undefined || !Array.isArray(emails)) return body;
  const typed = withWorkType(emails, forgiver);
  return typed === emails ? body : { ...body, [key]: typed };
}

/** The list with `work` as the type of the address that is clearly meant; the same list when there is none. */
function withWorkType(emails: JsonValue[], forgiver: Forgiver): JsonValue[] {
  let candidate = -1;
  let untyped = 0;
  for (let index = 0; index < emails.length; index++) {
    const email = emails[index];
    if (!isObject(email)) return emails;
    const type = email['type'] ?? null;
    if (type === null || type === '') {
      untyped += 1;
      if (candidate === -1 || email['primary'] === true) candidate = index;
    } else if (typeof type === 'string' && type.toLowerCase() === 'work') {
      return emails;
    }
  }
  const chosen = emails[candidate];
  if (!isObject(chosen) || (chosen['primary'] !== true && (untyped > 1 || emails.length > 1))) return emails;
  forgiver.forgive({
    code: 'email-without-type',
    ruleId: 'required-mappings',
    attribute: 'emails.type',
    what: 'the e-mail address came without a type and was taken as the work address',
  });
  return emails.with(candidate, { ...chosen, type: 'work' });
}
