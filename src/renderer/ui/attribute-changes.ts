type Json = Readonly<Record<string, unknown>>;

/** One leaf attribute that differs; null where it was not there. */
export interface AttributeChange {
  /** as a SCIM path: `emails[type eq "work"].value` */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * Which attributes differ between two states of a resource, in the order of the newer state, what went away last.
 * Elements of a list are told apart by their `type`, or else by their `value`, so that a list in another order is no change.
 */
export function attributeChanges(before: Json | null, after: Json | null): AttributeChange[] {
  const old = leaves(before ?? {});
  const fresh = leaves(after ?? {});
  const paths = new Set([...fresh.keys(), ...old.keys()]);
  return [...paths]
    .filter((path) => old.get(path) !== fresh.get(path))
    .map((path) => ({ path, before: old.get(path) ?? null, after: fresh.get(path) ?? null }));
}

function leaves(resource: Json): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(resource)) {
    if (name !== 'schemas' && name !== 'meta') walk(name, value, found);
  }
  return found;
}

function walk(path: string, value: unknown, found: Map<string, string>): void {
  if (Array.isArray(value)) {
    const seen = new Map<string, number>();
    for (const element of value) {
      const name = elementName(path, element);
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      walk(count === 1 ? name : `${name} #${count}`, element, found);
    }
  } else if (typeof value === 'object' && value !== null) {
    const separator = path.startsWith('urn:') && !path.includes('.', path.lastIndexOf(':')) && isSchemaUri(path) ? ':' : '.';
    for (const [name, inner] of Object.entries(value)) {
      if (path.endsWith(`[${name} eq ${JSON.stringify(inner)}]`)) continue;
      walk(`${path}${separator}${name}`, inner, found);
    }
    if (path.endsWith(']') && Object.keys(value).length === 1) found.set(path, '');
  } else {
    found.set(path, typeof value === 'string' ? value : JSON.stringify(value));
  }
}

function elementName(path: string, element: unknown): string {
  if (typeof element !== 'object' || element === null) return path;
  for (const key of ['type', 'value']) {
    const value: unknown = Reflect.get(element, key);
    if (typeof value === 'string') return `${path}[${key} eq ${JSON.stringify(value)}]`;
  }
  return path;
}

function isSchemaUri(path: string): boolean {
  return /^urn:ietf:params:scim:schemas:[^.]*(?:\d+\.\d+:[A-Za-z]+)$/.test(path);
}
