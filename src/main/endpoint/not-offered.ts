import { ScimError } from '../scim/errors.ts';

/** RFC 7644 §3.12: 501 for what the service provider does not offer */
export function notOffered(what: string): ScimError {
  return new ScimError(501, `This service provider does not offer ${what}; the profile switches it off.`, {
    reason: 'not-implemented',
  });
}
