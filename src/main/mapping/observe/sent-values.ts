import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { URN } from '#shared/scim/urns.ts';
import { isObject, isUnassigned } from '../../scim/json.ts';
import { type ResourceModel, findAttribute } from '../../scim/model.ts';

/** One value as an identity provider sent it. */
export interface SentValue {
  /**
   * As an admin would name it in a mapping: `emails[type eq "work"].value`. In the endpoint's spelling where it knows the attribute; else as sent,
   * so that a dot in the place of a colon is still to be seen.
   */
  readonly path: string;
  /** null: the attribute was named without a value, or removed */
  readonly value: string | number | boolean | null;
}

/** What every resource carries, and what nobody maps. */
const NOT_MAPPED = new Set(['schemas', 'meta', 'id']);
/** RFC 7643 §4.1.2: lists in every profile, so that an object in their place can be read as a list of one. */
const LISTS = new Set([
  'emails',
  'phonenumbers',
  'ims',
  'photos',
  'addresses',
  'groups',
  'entitlements',
  'roles',
  'x509certificates',
]);
const EXTENSION_URN = /:\d+(?:\.\d+)*:[a-z]\w*$/i;
const PATH = /^(?<base>[^[\]]+)(?:\[\s*(?<key>\w+)\s+eq\s+(?<wanted>[^\]]+?)\s*\](?:\.(?<sub>[\w$-]+))?)?$/is;

/**
 * The values of one POST, PUT or PATCH body, one for each leaf, in whatever dialect they were sent: whole resources, operations with and without a
 * path, names in any case, URNs as containers and as names (RFC 7643 §3, RFC 7644 §3.5.2). Nothing is refused here; what cannot be read is left out.
 */
export function readSentValues(body: JsonObject, model: ResourceModel): SentValue[] {
  const reader = new Reader(model);
  const key = Object.keys(body).find((name) => name.toLowerCase() === 'operations');
  const operations = key === undefined ? undefined : body[key];
  if (operations === undefined) reader.resource(body, '');
  else for (const one of Array.isArray(operations) ? operations : [operations]) if (isObject(one)) reader.operation(one);
  return reader.found;
}

class Reader {
  readonly found: SentValue[] = [];
  readonly #model: ResourceModel;

  constructor(model: ResourceModel) {
    this.#model = model;
  }

  resource(body: JsonObject, prefix: string): void {
    for (const [name, value = null] of Object.entries(body)) {
      if (prefix === '' && NOT_MAPPED.has(name.toLowerCase())) continue;
      if (isExtension(name, value, this.#model)) this.resource(value, `${this.#canonical(name)}:`);
      else this.#path(`${prefix}${name}`, value);
    }
  }

  operation({ op, path, value = null }: JsonObject): void {
    const removes = typeof op === 'string' && op.toLowerCase() === 'remove';
    if (typeof path === 'string' && path !== '') {
      if (!removes && isExtension(path, value, this.#model)) this.resource(value, `${this.#canonical(path)}:`);
      else if (!NOT_MAPPED.has(path.toLowerCase())) this.#path(path, removes ? null : value);
      return;
    }
    const attributes = Array.isArray(value) ? value[0] : value;
    if (!removes && isObject(attributes)) this.resource(attributes, '');
  }

  /** A name in a body, or the path of an operation, with its value. */
  #path(text: string, value: JsonValue): void {
    const { base = text, key, wanted, sub } = PATH.exec(text)?.groups ?? {};
    const canonical = this.#canonical(base);
    if (key === undefined || wanted === undefined) return this.#value(canonical, value);
    const filtered = `${canonical}${filterOf(key, wanted.replaceAll(/^['"]|['"]$/g, ''))}`;
    if (sub !== undefined) return this.#leaf(filtered, sub, value);
    const only = Array.isArray(value) && value.length === 1 ? (value[0] ?? null) : value;
    if (isObject(only)) this.#members(filtered, only);
    else this.#leaf(filtered, 'value', only);
  }

  #value(path: string, value: JsonValue): void {
    if (isUnassigned(value)) return this.#push(path, null);
    if (Array.isArray(value)) {
      for (const element of this.#isMembers(path) ? value.slice(0, 1) : value) this.#element(path, element);
    } else if (!isObject(value)) {
      this.#push(path, value);
    } else if (LISTS.has(path.toLowerCase())) {
      this.#element(path, value);
    } else if (/(?:^|:)manager$/i.test(path)) {
      // Mapped as `manager`, sent as an object with `value` (RFC 7643 §4.3).
      this.#push(path, scalarOf(value['value'] ?? null));
    } else {
      this.#members(path, value);
    }
  }

  /** One element of a list, told apart by its type as mappings do. */
  #element(path: string, element: JsonValue): void {
    if (!isObject(element)) return this.#push(path, scalarOf(element));
    if (this.#isMembers(path)) return this.#push(path, scalarOf(element['value'] ?? null));
    const { type, primary } = element;
    const byType = typeof type === 'string' && type !== '' ? filterOf('type', type) : '';
    const byPrimary = path.toLowerCase() === 'roles' && isTrue(primary) ? filterOf('primary', 'True') : '';
    this.#members(`${path}${byType || byPrimary}`, element);
  }

  #members(path: string, value: JsonObject): void {
    for (const [sub, member = null] of Object.entries(value)) this.#leaf(path, sub, member);
  }

  #leaf(path: string, sub: string, value: JsonValue): void {
    const folded = sub.toLowerCase();
    // They tell the elements of a list apart, and are part of the path.
    if (folded === 'primary' || (folded === 'type' && path.endsWith(']'))) return;
    const whole = path.endsWith(']') ? `${path}.${this.#subName(path, sub)}` : this.#canonical(`${path}.${sub}`);
    this.#push(whole, isUnassigned(value) ? null : scalarOf(value));
  }

  #subName(path: string, sub: string): string {
    const found = findAttribute(this.#model, `${path.slice(0, path.indexOf('['))}.${sub}`);
    return found?.kind === 'attribute' ? found.attribute.name : sub;
  }

  #isMembers(path: string): boolean {
    return path.toLowerCase() === this.#model.relational?.name.toLowerCase();
  }

  #canonical(name: string): string {
    const found = findAttribute(this.#model, name);
    if (found !== null) return found.kind === 'attribute' ? found.attribute.path : found.extension.urn;
    const core = `${this.#model.type.schema}:`;
    return name.toLowerCase().startsWith(core.toLowerCase()) ? name.slice(core.length) : name;
  }

  #push(path: string, value: SentValue['value']): void {
    this.found.push({ path: path.slice(0, MAX_PATH), value });
  }
}

const MAX_PATH = 200;

function isExtension(name: string, value: JsonValue, model: ResourceModel): value is JsonObject {
  if (!isObject(value) || !/^urn:/i.test(name)) return false;
  return (
    findAttribute(model, name)?.kind === 'extension' ||
    name.toLowerCase() === URN.enterpriseUser.toLowerCase() ||
    EXTENSION_URN.test(name)
  );
}

/** Entra ID's default dialect writes flags as text. */
function isTrue(value: JsonValue | undefined): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
}

function filterOf(key: string, wanted: string): string {
  if (key.toLowerCase() === 'primary') return `[primary eq "${wanted.toLowerCase() === 'true' ? 'True' : wanted}"]`;
  return `[${key} eq "${wanted}"]`;
}

/** What is nested deeper than any mapping reaches is shown as its JSON. */
function scalarOf(value: JsonValue): SentValue['value'] {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
