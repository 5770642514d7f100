import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { foldCase } from './fold-case.ts';
import { isObject } from './json.ts';

/** What people know a user or group by (RFC 7643 §4.1.1, §4.2). Null where there is no text: what was stored under loose rules may hold anything. */

/** The `userName` of a user. */
export function userNameOf(user: JsonObject): string | null {
  return textOf(user['userName']);
}

/** The `displayName` of a user or group. */
export function displayNameOf(resource: JsonObject): string | null {
  return textOf(resource['displayName']);
}

/** "Anna Groß", of the parts of `name`, else `displayName`. */
export function personNameOf(user: JsonObject): string | null {
  const { givenName, familyName } = isObject(user['name']) ? user['name'] : {};
  const parts = [textOf(givenName), textOf(familyName)].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(' ') : displayNameOf(user);
}

/** The mail address of type `work`, which rule 4 requires; types count in any case (RFC 7643 §2.1). */
export function workMailOf(user: JsonObject): string | null {
  const work = mailsOf(user).find(({ type }) => typeof type === 'string' && foldCase(type) === 'work');
  return textOf(work?.['value']);
}

/** The same, else the first mail address. */
export function mailOf(user: JsonObject): string | null {
  return workMailOf(user) ?? textOf(mailsOf(user)[0]?.['value']);
}

function mailsOf({ emails }: JsonObject): JsonObject[] {
  return Array.isArray(emails) ? emails.filter(isObject) : [];
}

function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
