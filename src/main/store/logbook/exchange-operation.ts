import type { Op } from '#shared/log-query/terms.ts';

/**
 * What an exchange was about, as `op:` in a search of the log means it. It is read from method, address and sentence, so that nothing
 * more has to be kept when an exchange is recorded. Disabling a user is an update too.
 */
export function operationsOf({ method, path, sentence }: { method: string; path: string; sentence: string }): Op[] {
  const address = path.split('?', 1)[0] ?? '';
  if (/^\/(ServiceProviderConfig|ResourceTypes|Schemas)\b/i.test(address)) return ['discover'];
  if (/^\/Bulk\b/i.test(address)) return ['bulk'];
  switch (method) {
    case 'POST':
      return address.endsWith('/.search') ? ['search'] : ['create'];
    case 'PUT':
    case 'PATCH':
      return ['update', ...switched(sentence)];
    case 'DELETE':
      return ['delete'];
    case 'GET':
    case 'HEAD':
      return /^\/[^/]+\/[^/]+/.test(address) || /^\/Me$/i.test(address) ? ['read'] : ['search'];
    default:
      return [];
  }
}

/** The words of `explain/sentence.ts`. */
function switched(sentence: string): Op[] {
  if (/ disabled |\(disabling /.test(sentence)) return ['disable'];
  return / enabled |\(enabling /.test(sentence) ? ['enable'] : [];
}
