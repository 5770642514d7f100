import { METHODS } from '#shared/scim/methods.ts';
import type { Recorded } from './recorded.ts';
import { isRecord, parseJson } from './recorded.ts';

/** Any number of bullets: what the log keeps in place of a secret. */
const MASKED = /•{4}/;

export type Replayable =
  | { readonly can: true; readonly recorded: Recorded; /** what to know of how it is sent */ readonly note: string | null }
  | { readonly can: false; readonly reason: string };

/**
 * Whether an exchange can be sent again, and in which form. Passwords are masked in the log, so a request goes out without them;
 * what consisted of nothing else cannot be replayed.
 */
export function replayable(recorded: Recorded, options: { deletes: boolean }): Replayable {
  const reason = obstacle(recorded, options);
  if (reason !== null) return { can: false, reason };
  const { requestBody } = recorded;
  if (requestBody === null || !MASKED.test(requestBody)) return { can: true, recorded, note: null };
  const body = parseJson(requestBody);
  if (!isRecord(body)) return no('The log keeps its body with a secret masked, and what is left cannot be read as JSON.');
  const stripped = withoutSecrets(body);
  if (MASKED.test(JSON.stringify(stripped)))
    return no('A secret inside its body is masked in the log, so the body is not known any more.');
  if (Array.isArray(stripped['Operations']) && stripped['Operations'].length === 0) {
    return no('It only set a password, which the log does not keep.');
  }
  return {
    can: true,
    recorded: { ...recorded, requestBody: JSON.stringify(stripped) },
    note: 'Sent without the password, which the log does not keep.',
  };
}

function obstacle(recorded: Recorded, { deletes }: { deletes: boolean }): string | null {
  const { method, path, url, status, requestBody, requestBytes, verdict } = recorded;
  if (!METHODS.some((each) => each === method) || /[\s\u0000-\u001F]/.test(path)) {
    return 'It was no well-formed HTTP request, so there is nothing to send.';
  }
  if (status === 0) return 'It has no answer to compare with.';
  if (verdict === 'cut-off') return 'Its answer never reached the client, so the recorded answer may not be what the client saw.';
  if (status === 401) {
    return 'It was refused for its secret token, which the log does not keep; the token of the target would be accepted.';
  }
  if (status === 403 && recorded.ruleIds.includes('token-rights')) {
    return 'It was refused for the rights of its secret token; the token of the target has other rights.';
  }
  if (MASKED.test(path)) return 'A secret in its address is masked in the log, so the address is not known any more.';
  // The log shows a path below the tenant URL without it; any other as it came.
  if (path === url || !/^[/?]/.test(path))
    return 'Its address was not below the tenant URL, so there is no address to send it to.';
  const bytes = requestBody === null ? 0 : Buffer.byteLength(requestBody);
  if (bytes !== requestBytes && !(requestBody !== null && MASKED.test(requestBody))) {
    return 'Its body was not kept byte for byte (it was too large, broken off, or no UTF-8).';
  }
  return deletes || !deletesSomething(recorded) ? null : 'Deletes are switched off for this run.';
}

function deletesSomething({ method, path, requestBody }: Recorded): boolean {
  if (method === 'DELETE') return true;
  if (method !== 'POST' || !/^\/Bulk\b/i.test(path)) return false;
  const body = parseJson(requestBody);
  const operations = isRecord(body) && Array.isArray(body['Operations']) ? body['Operations'] : [];
  return operations.some((one) => isRecord(one) && String(one['method']).toUpperCase() === 'DELETE');
}

/** Members that are masked, and PATCH operations that carry nothing else, are left out; bulk operations likewise. */
function withoutSecrets(value: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(value).filter(([, member]) => !isMasked(member));
  return Object.fromEntries(entries.map(([name, member]) => [name, inner(name, member)]));
}

function inner(name: string, member: unknown): unknown {
  if (isRecord(member)) return withoutSecrets(member);
  if (!Array.isArray(member)) return member;
  const elements = member.map((element: unknown) => (isRecord(element) ? withoutSecrets(element) : element));
  if (name !== 'Operations') return elements;
  return elements.filter((operation, index) => {
    const before: unknown = member[index];
    if (!isRecord(operation) || !isRecord(before) || !('value' in before)) return true;
    const { value } = operation;
    return (
      value !== undefined &&
      !(
        isRecord(value) &&
        Object.keys(value).length === 0 &&
        isRecord(before['value']) &&
        Object.keys(before['value']).length > 0
      )
    );
  });
}

function isMasked(member: unknown): boolean {
  return typeof member === 'string' && /^•{4,}/.test(member);
}

function no(reason: string): Replayable {
  return { can: false, reason };
}
