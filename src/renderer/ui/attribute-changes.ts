type Json = Readonly<Record<string, unknown>>;

/** One leaf attribute that differs; null where it was not there. */
export interface AttributeChange {
  /** tells it apart from the others */
  readonly key: string;
  /** as a SCIM path: `emails[type eq "work"].value` */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

interface Leaf {
  readonly path: string;
  readonly text: string;
}

/**
 * Which attributes differ between two states of a resource, in the order of the newer state, what went away last.
 * Elements of a list are told apart by their `type`, or else by their `value`, so that a list in another order is no change.
 * A reference to another resource, such as a member of a group, is one leaf: its name.
 */
export function attributeChanges(before: Json | null, after: Json | null): AttributeChange[] {
  const old = leaves(before ?? {});
  const fresh = leaves(after ?? {});
  const keys = new Set([...fresh.keys(), ...old.keys()]);
  return [...keys]
    .filter((key) => old.get(key)?.text !== fresh.get(key)?.text)
    .map((key) => {
      const [was, is] = [old.get(key), fresh.get(key)];
      return { key, path: is?.path ?? was?.path ?? key, before: was?.text ?? null, after: is?.text ?? null };
    });
}

function leaves(resource: Json): Map<string, Leaf> {
  const found = new Map<string, Leaf>();
  for (const [name, value] of Object.entries(resource)) {
    if (name !== 'schemas' && name !== 'meta') walk(name, value, found);
  }
  return found;
}

function walk(path: string, value: unknown, found: Map<string, Leaf>): void {
  if (Array.isArray(value)) {
    walkList(path, value, found);
  } else if (isObject(value)) {
    const separator = isSchemaUri(path) ? ':' : '.';
    for (const [name, inner] of Object.entries(value)) {
      // `emails[type eq "work"].type` says nothing that its path does not say.
      if (!path.endsWith(`[${name} eq ${JSON.stringify(inner)}]`)) walk(`${path}${separator}${name}`, inner, found);
    }
  } else {
    found.set(path, { path, text: typeof value === 'string' ? value : JSON.stringify(value) });
  }
}

function walkList(path: string, list: readonly unknown[], found: Map<string, Leaf>): void {
  const seen = new Map<string, number>();
  for (const element of list) {
    const name = elementName(path, element);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const key = count === 1 ? name : `${name} #${count}`;
    const reference = referenceText(element);
    if (reference === null) walk(key, element, found);
    else found.set(key, { path, text: reference });
  }
}

/** The name of a referenced resource, or its id where the name is not known; null for any other element. */
function referenceText(element: unknown): string | null {
  if (!isReference(element)) return null;
  return typeof element['display'] === 'string' ? element['display'] : String(element['value']);
}

/** Does an element say nothing but which user or group is meant? */
function isReference(element: unknown): element is Json {
  if (!isObject(element) || typeof element['value'] !== 'string') return false;
  return Object.entries(element).every(
    ([key, value]) =>
      key === 'value' || key === 'display' || key === '$ref' || (key === 'type' && (value === 'User' || value === 'Group')),
  );
}

function elementName(path: string, element: unknown): string {
  if (!isObject(element)) return path;
  const key = isReference(element) || !('type' in element) ? 'value' : 'type';
  const value = element[key];
  return typeof value === 'string' ? `${path}[${key} eq ${JSON.stringify(value)}]` : path;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

/** A schema's URN is followed by a colon, an attribute by a dot (RFC 7644 §3.10). */
function isSchemaUri(path: string): boolean {
  return /^urn:ietf:params:scim:schemas:\S*:\d+\.\d+:[A-Za-z]+$/.test(path);
}
