import type { Forgiver } from './forgiver.ts';
import type { Extension, Shape, Shapes } from './shapes.ts';

/** What a name in a body, or the start of a PATCH path, stands for. */
export interface Located {
  /** null for the core schema */
  readonly extension: Extension | null;
  /** what follows the schema URN, as sent: `name.givenName`, `emails[type eq "work"].value`; empty for the extension itself */
  readonly local: string;
  /** the whole name in the form of RFC 7644 §3.10: `urn:…:User:department`, `name.givenName` */
  readonly canonical: string;
  /** a dot stood where the colon belongs; it was forgiven already */
  readonly dotted: boolean;
}

/**
 * Splits a name into schema and attribute. An extension's URN may be followed by a dot instead of a colon: pre-2018 Entra ID
 * jobs and one line of the vendor's article write it so. Null when it is about no extension and not URN-qualified.
 */
export function locate(name: string, shapes: Shapes, forgiver: Forgiver): Located {
  if (!/^urn:/i.test(name)) return { extension: null, local: name, canonical: name, dotted: false };
  for (const { urn, extension } of shapes.schemas) {
    const found = afterUrn(name, urn);
    if (found === null) continue;
    if (extension === null) {
      return { extension, local: found.local, canonical: found.local === '' ? name : found.local, dotted: false };
    }
    if (found.local === '') return { extension, local: '', canonical: extension.urn, dotted: false };
    const dotted = found.separator === '.';
    if (dotted) forgiveDot(name, extension, found.local, forgiver);
    return { extension, local: found.local, canonical: `${extension.urn}:${found.local}`, dotted };
  }
  return { extension: null, local: name, canonical: name, dotted: false };
}

/** Splits `emails[type eq "work"].value` into its three parts; null when it is no such path. */
export function splitLocal(local: string): { attribute: string; filter: string | null; sub: string | null } | null {
  const match = /^([A-Za-z$][\w$-]*)(\[.*\])?(?:\.([A-Za-z$][\w$-]*))?$/s.exec(local);
  if (match === null) return null;
  const [, attribute = '', filter, sub] = match;
  return { attribute, filter: filter ?? null, sub: sub ?? null };
}

/** The shape at the end of a located path: the attribute, or its sub-attribute. */
export function shapeAt(located: Located, shapes: Shapes): { shape: Shape; attribute: Shape; filtered: boolean } | null {
  const parts = splitLocal(located.local);
  if (parts === null) return null;
  const attribute = (located.extension?.attributes ?? shapes.attributes).get(parts.attribute);
  if (attribute === undefined) return null;
  if (parts.sub === null) return { shape: attribute, attribute, filtered: parts.filter !== null };
  const sub = attribute.subs.get(parts.sub);
  return sub === undefined ? null : { shape: sub, attribute, filtered: parts.filter !== null };
}

/** Entra ID's documentation shows `manager` without the enterprise URN; where one extension has it, that one is meant. */
export function qualify(name: string, shapes: Shapes, forgiver: Forgiver): string {
  if (!/^manager(?![\w-])/i.test(name)) return name;
  const urn = urnOfManager(shapes);
  if (urn === null) return name;
  const qualified = `${urn}:${name}`;
  forgiver.forgive({
    code: 'missing-urn',
    ruleId: 'loose-shapes',
    attribute: `${urn}:manager`,
    what: `\`${name}\` came without the URN of its schema`,
    outcome: ` and was read as \`${qualified}\``,
    scimType: 'invalidPath',
  });
  return qualified;
}

/** The one extension that has a `manager`; null where the core schema has it, none has, or several have. */
export function urnOfManager(shapes: Shapes): string | null {
  if (shapes.attributes.get('manager') !== undefined) return null;
  const owners = [...shapes.extensions.values()].filter(({ attributes }) => attributes.get('manager') !== undefined);
  return owners.length === 1 ? (owners[0]?.urn ?? null) : null;
}

function afterUrn(name: string, urn: string): { separator: string; local: string } | null {
  if (name.length < urn.length || name.slice(0, urn.length).toLowerCase() !== urn.toLowerCase()) return null;
  const separator = name.charAt(urn.length);
  if (separator !== '' && separator !== ':' && separator !== '.') return null;
  return { separator, local: name.slice(urn.length + 1) };
}

function forgiveDot(name: string, extension: Extension, local: string, forgiver: Forgiver): void {
  forgiver.forgive({
    code: 'urn-dot',
    ruleId: 'loose-shapes',
    attribute: `${extension.urn}:${local}`,
    what: `\`${name}\` was written with a dot before \`${local}\` where a colon belongs`,
    scimType: 'invalidPath',
  });
}
