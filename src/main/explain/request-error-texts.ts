import type { ErrorCode } from './codes.ts';
import type { ErrorText } from './error-text.ts';

/** Refusals before a request is understood: its token, its media type, its JSON. */
export const requestErrorTexts = {
  'token-missing': {
    reason: 'no token',
    why: 'Every SCIM call must carry the header "Authorization: Bearer <token>" (RFC 7644 §2, RFC 6750).',
    fix: 'Enter the secret token in the identity provider. If it was entered, check that the tunnel or proxy in between passes the Authorization header on.',
    place: 'token',
    ruleId: null,
  },
  'token-malformed': {
    reason: 'the Authorization header holds no bearer token',
    why: 'Only the scheme "Bearer" is accepted, followed by one space and the token (RFC 6750 §2.1).',
    fix: 'Choose bearer token (in Okta "HTTP Header") as the way to authenticate and enter the token alone, without quotes. Some identity providers add the word "Bearer" themselves, others want it entered.',
    place: 'token',
    ruleId: null,
  },
  'token-unknown': {
    reason: 'the token is not known here',
    why: 'No token of this sandbox has this secret. Often it was cut short when copied, belongs to another sandbox, or is the production token.',
    fix: 'Create a token on the Tokens screen, copy the whole secret ("api-" and 32 hexadecimal digits) and enter it in the identity provider.',
    place: 'token',
    ruleId: 'api-token',
  },
  'token-revoked': {
    reason: 'the token was revoked',
    why: 'A revoked token is refused from the next call on.',
    fix: 'Create a new token on the Tokens screen and enter it in the identity provider in place of the old one.',
    place: 'token',
    ruleId: 'api-token',
  },
  'owner-missing': {
    reason: "the token's owner no longer exists",
    why: 'A token carries the rights of the user who owns it. This user was deleted, and the token with it.',
    fix: 'Create a token for a dedicated service user that the identity provider does not manage itself, and enter it in the identity provider.',
    place: 'token',
    ruleId: 'api-token',
  },
  'owner-inactive': {
    reason: "the token's owner is deactivated",
    why: 'A token carries the rights of the user who owns it. This user is not active.',
    fix: 'Activate the user, or create a token for a dedicated service user. Take the service user out of the scope of provisioning, so that the identity provider cannot lock itself out.',
    place: 'assignment',
    ruleId: 'api-token',
  },
  'right-missing': {
    reason: null,
    why: 'The token carries the rights of its owner, and provisioning needs two: "Access Meisterplan APIs and Connect External Applications" and "Manage Users and User Groups".',
    fix: 'Put the owner into a user group that has both rights, or create a token for a user who is in one.',
    place: null,
    ruleId: 'token-rights',
  },
  'auth-throttled': {
    reason: 'too many calls with a wrong token',
    why: 'After many failed attempts from one address further ones are put off, as protection against guessing.',
    fix: 'Enter the right token in the identity provider and wait for the time that the answer names.',
    place: 'token',
    ruleId: null,
  },
  'media-type': {
    reason: 'the media type of the body is not JSON',
    why: 'A body must be application/scim+json; application/json is accepted too (RFC 7644 §3.1).',
    fix: 'Set the header "Content-Type: application/scim+json" in the identity provider or in the proxy in between.',
    place: 'headers',
    ruleId: 'media-type',
  },
  'broken-json': {
    reason: 'the body is not valid JSON',
    why: 'A SCIM body is one JSON object in UTF-8 (RFC 7644 §3.1, RFC 8259).',
    fix: 'If a template produces the body, check its commas and quotes. If not, look at the request below for what a proxy in between did to it.',
    place: 'user-mapping',
    ruleId: null,
  },
  'body-empty': {
    reason: 'the body is empty',
    why: 'This kind of request carries its content in the body (RFC 7644 §3.3, §3.5).',
    fix: 'Send the request again with its body. If the identity provider did send one, a proxy or tunnel in between dropped it.',
    place: null,
    ruleId: null,
  },
  'body-not-object': {
    reason: 'the body is not a JSON object',
    why: 'A SCIM body is one JSON object, not a list, a text or a number (RFC 7644 §3.1).',
    fix: 'Correct the template or tool that produces the body so that it starts with "{".',
    place: 'user-mapping',
    ruleId: null,
  },
  'body-too-large': {
    reason: 'the body is too large',
    why: 'A body may be 1 MiB, a bulk request 4 MiB (RFC 7644 §3.7.4, §3.12).',
    fix: 'Send less at a time. For a group with very many members, have the identity provider send only the changes.',
    place: 'group-mapping',
    ruleId: null,
  },
  'too-deep': {
    reason: 'the body is nested too deeply',
    why: 'SCIM attributes nest two levels deep (RFC 7643 §2.3.8); far deeper bodies are taken for an attack.',
    fix: 'Correct the template or tool that produces the body.',
    place: 'user-mapping',
    ruleId: null,
  },
} as const satisfies Partial<Record<ErrorCode, ErrorText>>;
