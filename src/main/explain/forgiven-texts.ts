import type { Severity } from '#shared/contract/findings.ts';
import type { ForgivenCode } from '../dialect/forgiven.ts';
import type { Place } from './places.ts';

export interface ForgivenText {
  readonly why: string;
  readonly fix: string;
  readonly place: Place | null;
  /** a trap, although it was accepted: the real endpoint may well refuse it */
  readonly severity?: Severity;
}

const FLAG = "Nothing has to be done. To see the RFC's own shape, put `?aadOptscim062020` behind the tenant URL in Entra ID.";
const NOTHING = 'Nothing has to be done: this is how this identity provider speaks.';
const TEMPLATE = 'If a template or an expression produces the value, correct it there. Else nothing has to be done.';

/** For something forgiven of a kind that is not listed: true of all of them. */
export const otherForgivenText: ForgivenText = {
  why: 'The shape is not the one of RFC 7643 and RFC 7644, but what it means is clear.',
  fix: TEMPLATE,
  place: 'user-mapping',
};

export const forgivenTexts: Readonly<Record<ForgivenCode, ForgivenText>> = {
  'path-behind-query': {
    why: 'The identity provider glued the path onto a tenant URL that ends in a flag; the path belongs before the question mark (RFC 3986 §3).',
    fix: 'Write the tenant URL without a slash before the question mark: `…/scim/v2?aadOptscim062020`.',
    place: 'address',
  },
  'empty-query-parameter': {
    why: 'A parameter without name or value says nothing (RFC 3986 §3.4).',
    fix: NOTHING,
    place: null,
  },
  'parameter-name-case': {
    why: 'RFC 7644 §3.4.2 spells its parameters in one way only.',
    fix: TEMPLATE,
    place: null,
  },
  'bare-plus-sign': {
    why: 'In an address a plus sign can stand for a space. Here spaces came as %20, so the plus sign was meant.',
    fix: 'Nothing has to be done here; another endpoint may take it for a space and miss the user.',
    place: 'matching',
  },
  'filter-attribute-alias': {
    why: 'The schema has emails, not email (RFC 7643 §4.1.2).',
    fix: 'Write emails.value in the filter expression.',
    place: 'matching',
  },
  'filter-string-boolean': {
    why: 'A boolean is compared with true or false without quotes (RFC 7644 §3.4.2.2).',
    fix: 'For Entra ID app roles nothing can be done: the mapping reads roles[primary eq "True"]. Elsewhere drop the quotes.',
    place: 'user-mapping',
  },
  'filter-value-path-with-sub-attribute': {
    why: 'Entra ID matches e-mail addresses in this form; the RFC\'s form is emails[type eq "work" and value eq …].',
    fix: NOTHING,
    place: 'matching',
  },
  'unknown-schema-uri': {
    why: 'The list "schemas" names the schemas that a body uses (RFC 7643 §3); what a request is about is clear from its address too.',
    fix: 'In a template, write urn:ietf:params:scim:schemas:core:2.0:User (or …:Group). Entra ID adds URIs of its own, which cannot be switched off.',
    place: 'user-mapping',
  },
  'schemas-missing': {
    why: 'A body must list its schemas (RFC 7643 §3).',
    fix: 'In a template, add "schemas" as a list with the URN that is named above.',
    place: 'user-mapping',
  },
  'core-schema-missing': {
    why: 'A body must list the schema of what it is (RFC 7643 §3, RFC 7644 §3.5.2).',
    fix: 'In a template, add the URN that is named above to "schemas".',
    place: 'user-mapping',
  },
  'string-boolean': { why: 'A boolean is true or false without quotes (RFC 7643 §2.3.2).', fix: FLAG, place: 'address' },
  'single-value-for-array': {
    why: 'The attribute holds several values, so it is a list even when there is one (RFC 7643 §2.4).',
    fix: 'In a template, put the value into [ and ].',
    place: 'user-mapping',
  },
  'array-for-single-value': {
    why: 'The attribute holds one value, so there is no list (RFC 7643 §2.4).',
    fix: TEMPLATE,
    place: 'user-mapping',
  },
  'plain-value-for-object': {
    why: 'The attribute is an object with sub-attributes; the bare value was taken for its "value" (RFC 7643 §2.3.8).',
    fix: NOTHING,
    place: 'user-mapping',
  },
  'object-for-plain-value': {
    why: 'The attribute is a plain value, not an object (RFC 7643 §2.3).',
    fix: TEMPLATE,
    place: 'user-mapping',
  },
  'empty-text-for-object': {
    why: 'An attribute is unset with null or a removal, not with an empty text (RFC 7643 §2.5).',
    fix: NOTHING,
    place: 'user-mapping',
  },
  'json-in-string': {
    why: 'Entra ID sends app roles of AppRoleAssignmentsComplex as JSON inside a text, and only ever adds them.',
    fix: 'Use SingleAppRoleAssignment or AssertiveAppRoleAssignmentsComplex in the mapping.',
    place: 'user-mapping',
  },
  'display-name-for-display': {
    why: 'A role has "display" where Entra ID sends "displayName" (RFC 7643 §2.4).',
    fix: NOTHING,
    place: 'user-mapping',
  },
  'email-without-type': {
    why: 'The required mapping is emails[type eq "work"].value. The address came without a type; whether the real endpoint takes that is not documented.',
    fix: 'Map the address to emails[type eq "work"].value; in a template add "type": "work".',
    place: 'user-mapping',
    severity: 'warning',
  },
  'urn-dot': {
    why: "Between a schema's URN and the attribute stands a colon. The vendor's article itself writes a dot once, which is a slip (RFC 7644 §3.10).",
    fix: 'Write the target attribute with a colon: {attribute}.',
    place: 'user-mapping',
    severity: 'warning',
  },
  'urn-as-key': {
    why: 'In a body, attributes stand under their plain names, and those of an extension in an object under its URN (RFC 7643 §3.3).',
    fix: NOTHING,
    place: 'user-mapping',
  },
  'path-as-key': {
    why: 'The names in a body are attribute names, not paths (RFC 7644 §3.5.2). Entra ID sends paths with the flag aadOptscim062020.',
    fix: NOTHING,
    place: 'user-mapping',
  },
  'missing-urn': {
    why: 'The attribute belongs to an extension and is named with its URN (RFC 7644 §3.10).',
    fix: 'Write the target attribute with the URN of its schema and a colon before it.',
    place: 'user-mapping',
  },
  'operation-case': {
    why: 'The operations are add, remove and replace in lower case (RFC 7644 §3.5.2).',
    fix: FLAG,
    place: 'address',
  },
  'operations-not-a-list': { why: 'Operations is a list (RFC 7644 §3.5.2).', fix: TEMPLATE, place: null },
  'null-value': {
    why: 'An attribute is removed with the operation remove (RFC 7644 §3.5.2.2); null means the same (RFC 7643 §2.5).',
    fix: NOTHING,
    place: 'user-mapping',
  },
  'read-only-in-patch': {
    why: 'The attribute is read-only, so it cannot be part of a change (RFC 7644 §3.5.2). Okta sends the id when it renames a group.',
    fix: NOTHING,
    place: 'group-mapping',
  },
  'member-removal-by-value-array': {
    why: 'RFC 7644 §3.5.2.2 knows no value on a removal; another endpoint may remove all members instead.',
    fix: FLAG,
    place: 'address',
  },
  'value-on-scalar-removal': {
    why: 'A removal needs only its path (RFC 7644 §3.5.2.2).',
    fix: NOTHING,
    place: 'user-mapping',
  },
  'wrapped-value': { why: 'With a path, the value is the list itself (RFC 7644 §3.5.2).', fix: TEMPLATE, place: 'group-mapping' },
  'pathless-removal': {
    why: 'A removal names with its path what to remove (RFC 7644 §3.5.2.2).',
    fix: TEMPLATE,
    place: 'group-mapping',
  },
};
