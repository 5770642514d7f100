import { readAddress, withoutUnprintable } from './address.ts';
import type { ErrorCode } from './codes.ts';
import type { ExchangeFacts, Operation } from './facts.ts';
import { isOnPurpose, reasonOf } from './findings.ts';
import { readSimpleFilter } from './simple-filter.ts';

type Names = { readonly names: readonly string[]; readonly count: number } | null;

/** One exchange as one sentence with a subject: "Entra ID created anna@contoso.example". */
export function tell(facts: ExchangeFacts, errorCode: ErrorCode | null): string {
  return withoutUnprintable(`${told(facts, errorCode)}${drilled(facts)}`);
}

/** What a drill did to an exchange that was done all the same. */
function drilled({ notes }: ExchangeFacts): string {
  const note = notes.find(({ code }) => code === 'drill');
  return note === undefined ? '' : ` (${lowerFirst(note.what.replace(/\.$/, ''))})`;
}

function told(facts: ExchangeFacts, errorCode: ErrorCode | null): string {
  const { error } = facts;
  if (error !== null && errorCode !== null) {
    // What was meant is not known where the address or the method leads nowhere.
    const isLost = errorCode === 'method-not-allowed' || errorCode === 'unknown-path';
    const attempt = attempts[isLost ? 'unknown' : facts.operation](facts);
    const reason = reasonOf(error, errorCode);
    if (errorCode === 'drill') return attempt === '' ? reason : `${reason} (${attempt})`;
    const verb = isOnPurpose(facts) ? 'Refused on purpose' : error.status >= 500 && error.status !== 501 ? 'Failed' : 'Refused';
    return attempt === '' ? `${verb}: ${lowerFirst(reason)}` : `${verb}: ${lowerFirst(reason)} (${attempt})`;
  }
  const deed = facts.checksBack === true ? checks[facts.operation] : undefined;
  return `${facts.caller.name} ${(deed ?? deeds[facts.operation])(facts)}${takenOver(facts)}`;
}

/** A rehearsal looked for what must be gone, and it is: "The rehearsal checked user 2819c223: not there". */
export function tellMissed(facts: ExchangeFacts): string {
  return withoutUnprintable(`${facts.caller.name} checked ${target(facts)}: not there`);
}

/** What a rehearsal does to see what became of a step. */
const checks: Readonly<Partial<Record<Operation, (facts: ExchangeFacts) => string>>> = {
  read: (facts) => `checked ${target(facts)}`,
  search: (facts) => `checked for ${sought(facts)}: ${found(facts.resultCount)}`,
};

/** Rule 8, where a user was found and changed; a creation that met one says so itself. */
function takenOver({ operation, notes }: ExchangeFacts): string {
  const isChange = operation !== 'match' && operation !== 'bulk';
  return isChange && notes.some(({ code }) => code === 'user-taken-over') ? ' (taken over: made by hand before)' : '';
}

/** What was done, by operation; what follows the name of the caller. */
const deeds: Readonly<Record<Operation, (facts: ExchangeFacts) => string>> = {
  discover: ({ path }) => `read ${discovered(path)}`,
  probe: () => 'tested the connection',
  search: (facts) => `looked for ${sought(facts)}: ${found(facts.resultCount)}`,
  list: ({ resourceType, resultCount }) => `listed ${counted(resultCount, resourceType)}`,
  read: (facts) => (facts.status === 304 ? `asked whether ${target(facts)} had changed: no` : `read ${target(facts)}`),
  create: (facts) => `created ${target(facts)}${joined(facts.membersAdded)}`,
  match: (facts) =>
    facts.resourceType === 'User'
      ? `created ${target(facts)}, who existed and was updated`
      : `created ${target(facts)}, which existed and was taken over${joined(facts.membersAdded)}`,
  update: (facts) => changed(facts),
  replace: (facts) => changed(facts),
  deactivate: (facts) => `disabled ${target(facts)}${besides(facts)}`,
  reactivate: (facts) => `enabled ${target(facts)} again${besides(facts)}`,
  delete: (facts) =>
    facts.notes.some(({ code }) => code === 'user-deactivated-instead')
      ? `deleted ${target(facts)}, who was deactivated instead`
      : `deleted ${target(facts)}`,
  'add-members': (facts) => membersChanged(facts),
  'remove-members': (facts) => membersChanged(facts),
  'change-members': (facts) => membersChanged(facts),
  bulk: ({ resultCount }) =>
    resultCount === null
      ? 'sent a bulk request'
      : `sent ${resultCount} ${resultCount === 1 ? 'operation' : 'operations'} in bulk`,
  unknown: ({ method, path }) => `sent ${method} ${shorten(readAddress(path))}`,
};

/** What was attempted, by operation; for the brackets behind a refusal. */
const attempts: Readonly<Record<Operation, (facts: ExchangeFacts) => string>> = {
  discover: ({ path }) => `reading ${discovered(path)}`,
  probe: () => 'testing the connection',
  search: (facts) => `looking for ${sought(facts)}`,
  list: ({ resourceType }) => `listing ${plural(resourceType)}`,
  read: (facts) => `reading ${target(facts)}`,
  create: (facts) => `creating ${target(facts)}`,
  match: (facts) => `creating ${target(facts)}`,
  update: (facts) => `changing ${target(facts)}`,
  replace: (facts) => `changing ${target(facts)}`,
  deactivate: (facts) => `disabling ${target(facts)}`,
  reactivate: (facts) => `enabling ${target(facts)}`,
  delete: (facts) => `deleting ${target(facts)}`,
  'add-members': (facts) => `adding members to ${target(facts)}`,
  'remove-members': (facts) => `removing members from ${target(facts)}`,
  'change-members': (facts) => `changing members of ${target(facts)}`,
  bulk: () => 'sending in bulk',
  unknown: ({ method, path }) => (method === '' || method === '?' ? '' : `${method} ${shorten(readAddress(path))}`),
};

function changed(facts: ExchangeFacts): string {
  const { changedAttributes: paths, membersAdded, membersRemoved } = facts;
  const members = memberPhrases(membersAdded, membersRemoved);
  const attributes = paths.filter((path) => path.toLowerCase() !== 'members');
  if (attributes.length === 0 && members.length === 0) return `sent ${target(facts)} again: nothing changed${unstored(facts)}`;
  if (attributes.length === 0) return membersChanged(facts);
  const phrase = `changed ${enumerate(attributes.map(shortName), attributes.length)} of ${target(facts)}`;
  return [phrase, ...members].join(' and ');
}

/** What a PATCH was about and is not kept; a whole resource that is sent again always carries some of that. */
function unstored({ operation, notes }: ExchangeFacts): string {
  const paths = operation === 'update' ? notes.filter(({ code }) => isIgnored(code)).map(({ attribute }) => attribute) : [];
  const names = paths.filter((path) => path !== null).map(shortName);
  if (names.length === 0) return '';
  return `, for ${enumerate(names, names.length)} ${names.length === 1 ? 'is' : 'are'} not stored here`;
}

function isIgnored(code: string): boolean {
  return code === 'ignored-attribute' || code === 'formatted-name';
}

/** Anything that changed along with `active`. */
function besides({ changedAttributes }: ExchangeFacts): string {
  const others = changedAttributes.filter((path) => path.toLowerCase() !== 'active');
  return others.length === 0 ? '' : ` and changed ${enumerate(others.map(shortName), others.length)}`;
}

function membersChanged(facts: ExchangeFacts): string {
  const { membersAdded, membersRemoved } = facts;
  const added = count(membersAdded) > 0 && membersAdded !== null ? `added ${people(membersAdded)} to` : null;
  const removed = count(membersRemoved) > 0 && membersRemoved !== null ? `removed ${people(membersRemoved)} from` : null;
  if (added !== null && removed !== null) return `${added} and ${removed} ${target(facts)}`;
  if (added !== null || removed !== null) return `${added ?? removed ?? ''} ${target(facts)}`;
  return `sent members of ${target(facts)} again: nothing changed`;
}

function memberPhrases(added: Names, removed: Names): string[] {
  return [
    ...(added !== null && added.count > 0 ? [`added ${people(added)}`] : []),
    ...(removed !== null && removed.count > 0 ? [`removed ${people(removed)}`] : []),
  ];
}

function count(names: Names): number {
  return names?.count ?? 0;
}

function joined(added: Names): string {
  return added === null || added.count === 0 ? '' : ` with ${people(added)}`;
}

function people({ names, count: total }: { readonly names: readonly string[]; readonly count: number }): string {
  return names.length === 0 ? `${total} ${total === 1 ? 'member' : 'members'}` : enumerate(names, total);
}

/** "Anna, Ben and 3 more"; three names are written out. */
function enumerate(names: readonly string[], total: number): string {
  const shown = total <= 3 && names.length === total ? names : names.slice(0, 2);
  const more = total - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

/** "anna@contoso.example", "group Sales", "Device kiosk-1"; without a name the id, without an id "a user". */
function target({ resourceType, resourceName, resourceId }: ExchangeFacts): string {
  const kind = noun(resourceType);
  if (resourceName !== null && resourceName !== '') {
    return resourceType === 'User' ? shorten(resourceName) : `${kind} ${shorten(resourceName)}`;
  }
  if (resourceId !== null && resourceId !== '') return `${kind} ${shortId(resourceId)}`;
  return /^[aeio]/i.test(kind) ? `an ${kind}` : `a ${kind}`;
}

function sought({ filter, resourceType, resourceName }: ExchangeFacts): string {
  const simple = filter === null ? null : readSimpleFilter(filter);
  if (simple !== null) {
    const by = /^(?:userName|displayName)$/i.test(simple.attribute) ? '' : ` with ${simple.attribute}`;
    return `${noun(resourceType)}${by} ${shorten(simple.value)}`;
  }
  if (filter !== null) return `${plural(resourceType)} where ${shorten(filter)}`;
  return resourceName === null ? plural(resourceType) : `${noun(resourceType)} ${shorten(resourceName)}`;
}

function found(resultCount: number | null): string {
  if (resultCount === null) return 'answered';
  if (resultCount === 0) return 'none';
  return resultCount === 1 ? 'found' : `${resultCount} found`;
}

function counted(resultCount: number | null, resourceType: string | null): string {
  if (resultCount === null) return plural(resourceType);
  return resultCount === 1 ? `1 ${noun(resourceType)}` : `${resultCount} ${plural(resourceType)}`;
}

function discovered(path: string): string {
  if (/^\/ServiceProviderConfig/i.test(path)) return 'what this endpoint supports';
  if (/^\/Schemas/i.test(path)) return 'the schemas';
  return /^\/ResourceTypes/i.test(path) ? 'the resource types' : 'what this endpoint offers';
}

function noun(resourceType: string | null): string {
  if (resourceType === 'User') return 'user';
  if (resourceType === 'Group') return 'group';
  return resourceType ?? 'resource';
}

function plural(resourceType: string | null): string {
  return `${noun(resourceType)}s`;
}

/** `urn:…:User:department` is long; the name is enough in a sentence. */
function shortName(path: string): string {
  const local = /^urn:/i.test(path) ? path.slice(path.lastIndexOf(':') + 1) : path;
  return shorten(local);
}

function shortId(id: string): string {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(id) ? id.slice(0, 8) : shorten(id);
}

function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}

/** Only a word that is no name loses its capital: `Operations`, "SCIM" and "User" stay as they are. */
function lowerFirst(text: string): string {
  return /^(?:The|There|This|Send|These|Attribute|Attributes|Each|Every|Only|More|Member|A|An|No|Text|Something)\b/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}
