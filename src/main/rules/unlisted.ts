import type { Idp } from '#shared/contract/exchanges.ts';
import { URN } from '#shared/scim/urns.ts';
import type { JsonValue } from '#shared/scim/wire.ts';
import { badRequest } from '../scim/errors.ts';
import type { ScimError } from '../scim/errors.ts';
import type { Note } from './note.ts';
import type { RuleSettings } from './settings.ts';

/** One attribute that came in and that the profile does not list. */
export interface UnlistedAttribute {
  /** `User`, `Group`, or a profile's own type */
  readonly resourceType: string;
  /** as sent: `title`, `name.formatted`, `roles[primary eq "True"].value`, `urn:…:enterprise:2.0:User:department` */
  readonly path: string;
  readonly value?: JsonValue | undefined;
  /** the path of a PATCH operation is it, which RFC 7644 §3.12 tells apart from a value */
  readonly isPath?: boolean | undefined;
  readonly idp?: Idp | undefined;
}

export type UnlistedVerdict =
  | { readonly decision: 'ignore'; readonly note: Note | null }
  | { readonly decision: 'refuse'; readonly error: ScimError };

/** What an admin cannot keep an identity provider from sending (rule 18), by resource type, in lower case. */
const tolerated: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['User', new Set(['externalid', 'displayname', 'locale', 'password', 'groups', 'roles', 'meta', 'id', 'schemas'])],
  ['Group', new Set(['externalid', 'meta', 'id', 'schemas'])],
]);

const alwaysSent: Partial<Record<Idp, { readonly name: string; readonly attributes: ReadonlySet<string> }>> = {
  okta: { name: 'Okta', attributes: new Set(['externalid', 'displayname', 'locale', 'password', 'groups', 'id', 'meta']) },
  entra: { name: 'Entra ID', attributes: new Set(['externalid', 'roles', 'meta', 'schemas']) },
};

/** The attributes of a user that this identity provider sends whether they are mapped or not, but for those of every message. */
export function alwaysSentBy(idp: Idp): string[] {
  const names = [...(alwaysSent[idp]?.attributes ?? [])].filter((name) => name !== 'id' && name !== 'meta' && name !== 'schemas');
  return names.map((name) => spelling[name] ?? name);
}

const spelling: Readonly<Record<string, string>> = { externalid: 'externalId', displayname: 'displayName' };

/**
 * Decides what happens to an attribute that the profile does not list (rule 18, and documented rule 6 behind it).
 *
 * An attribute without a value (`null`, `[]`, `{}`) counts as not sent (RFC 7643 §2.5) and is ignored in every setting;
 * it is worth a note only where the identity provider cannot help sending it.
 */
export function judgeUnlisted(setting: RuleSettings['unlisted-attributes'], attribute: UnlistedAttribute): UnlistedVerdict {
  const base = baseName(attribute.path);
  const isTolerated = tolerated.get(attribute.resourceType)?.has(base) ?? false;
  if (attribute.value !== undefined && isEmpty(attribute.value)) {
    return { decision: 'ignore', note: isTolerated && setting === 'tolerant' ? ignoredNote(attribute, base) : null };
  }
  switch (setting) {
    case 'literal':
      return { decision: 'refuse', error: unlistedError(attribute.path, setting, attribute.isPath) };
    case 'lenient':
      return { decision: 'ignore', note: ignoredNote(attribute, base) };
    case 'tolerant':
      if (isTolerated) return { decision: 'ignore', note: ignoredNote(attribute, base) };
      if (isFormattedName(attribute)) return { decision: 'ignore', note: formattedNameNote };
      return { decision: 'refuse', error: unlistedError(attribute.path, setting, attribute.isPath) };
  }
}

/** The refusal of an unlisted attribute: its `detail` is what the admin reads in the identity provider's own log. */
export function unlistedError(path: string, setting: RuleSettings['unlisted-attributes'], isPath = false): ScimError {
  const rule =
    setting === 'literal'
      ? 'rule unlisted-attributes, literal: every field outside the list is an error'
      : 'rule unlisted-attributes: mapping any other field is an error';
  return badRequest(
    isPath ? 'invalidPath' : 'invalidValue',
    `Attribute "${shorten(path)}" is not in the mapping list of this endpoint (${rule}).`,
    {
      attribute: shorten(path),
      ruleId: 'unlisted-attributes',
    },
  );
}

// Entra ID's default mapping for new custom applications sets it by Join(" ", [givenName], [surname]).
const formattedNameNote: Note = {
  code: 'formatted-name',
  severity: 'warning',
  ruleId: 'unlisted-attributes',
  attribute: 'name.formatted',
  what: '`name.formatted` is not in the mapping list: it was accepted and not stored, but read literally the documentation refuses it',
};

function ignoredNote({ path, idp }: UnlistedAttribute, base: string): Note {
  const sender = idp === undefined ? undefined : alwaysSent[idp];
  const because = sender?.attributes.has(base) === true ? `; ${sender.name} always sends it` : '';
  return {
    code: 'ignored-attribute',
    severity: 'forgiven',
    ruleId: 'unlisted-attributes',
    attribute: shorten(path),
    what: `\`${shorten(path)}\` is not in the mapping list: accepted and not stored${because}`,
  };
}

function isFormattedName({ resourceType, path }: UnlistedAttribute): boolean {
  return resourceType === 'User' && withoutCoreSchema(path).toLowerCase() === 'name.formatted';
}

/** `roles[primary eq "True"].value` and `urn:…:core:2.0:User:roles` are both about `roles`. Extension paths stay whole. */
function baseName(path: string): string {
  const local = withoutCoreSchema(path);
  if (local.toLowerCase().startsWith('urn:')) return local.toLowerCase();
  const end = local.search(/[.[]/);
  return (end === -1 ? local : local.slice(0, end)).toLowerCase();
}

function withoutCoreSchema(path: string): string {
  for (const urn of [URN.user, URN.group]) {
    const separator = path.charAt(urn.length);
    if ((separator === ':' || separator === '.') && path.slice(0, urn.length).toLowerCase() === urn.toLowerCase()) {
      return path.slice(urn.length + 1);
    }
  }
  return path;
}

function isEmpty(value: JsonValue): boolean {
  if (value === null) return true;
  if (Array.isArray(value)) return value.every(isEmpty);
  return typeof value === 'object' && Object.values(value).every((member) => member === undefined || isEmpty(member));
}

/** A hostile body can carry a name of a megabyte; the answer and the log need not. */
function shorten(path: string): string {
  return path.length <= 200 ? path : `${path.slice(0, 199)}…`;
}
