import type { JsonObject } from '#shared/scim/wire.ts';
import { foldCase } from '../scim/fold-case.ts';
import { isObject } from '../scim/json.ts';
import { personNameOf, userNameOf } from '../scim/names.ts';

/** One address and nothing around it: a text that a header or an SMTP command could read as more than an address is none (RFC 5321 §4.1.2). */
const ADDRESS = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}]{1,250}$/u;

/** Whether mail can go to this text. */
export function isAddress(text: string): boolean {
  return ADDRESS.test(text);
}

/** @returns where mail for a user goes: the work address, else the first one that is an address; null for none */
export function mailAddressOf(user: JsonObject): string | null {
  const emails = Array.isArray(user['emails']) ? user['emails'].filter(isObject) : [];
  const work = emails.filter(({ type }) => typeof type === 'string' && foldCase(type) === 'work');
  for (const { value } of [...work, ...emails]) {
    if (typeof value === 'string' && isAddress(value)) return value;
  }
  return null;
}

/** @returns "Anna Groß" on one line, or null */
export function recipientNameOf(user: JsonObject): string | null {
  const name = oneLine(personNameOf(user) ?? '');
  return name === '' ? null : name;
}

/** @returns the user name on one line */
export function userNameLine(user: JsonObject): string {
  return oneLine(userNameOf(user) ?? '');
}

/** An identity provider may send anything, and a line break in it would begin a new header. */
export function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 200);
}
