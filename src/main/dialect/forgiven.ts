import type { RuleId } from '../rules/settings.ts';

/** Every kind of thing that the dialect step forgives. Each has a text in explain/forgiven-texts.ts. */
export const forgivenCodes = [
  'path-behind-query',
  'empty-query-parameter',
  'parameter-name-case',
  'bare-plus-sign',
  'filter-attribute-alias',
  'filter-string-boolean',
  'filter-value-path-with-sub-attribute',
  'unknown-schema-uri',
  'schemas-missing',
  'core-schema-missing',
  'string-boolean',
  'single-value-for-array',
  'array-for-single-value',
  'plain-value-for-object',
  'object-for-plain-value',
  'empty-text-for-object',
  'json-in-string',
  'display-name-for-display',
  'email-without-type',
  'urn-dot',
  'urn-as-key',
  'path-as-key',
  'missing-urn',
  'operation-case',
  'operations-not-a-list',
  'null-value',
  'read-only-in-patch',
  'member-removal-by-value-array',
  'value-on-scalar-removal',
  'wrapped-value',
  'pathless-removal',
] as const;
export type ForgivenCode = (typeof forgivenCodes)[number];

/** One thing that is not RFC shape and was accepted all the same. */
export interface Forgiven {
  /** stable kebab-case kind, one of `ForgivenCode` */
  readonly code: string;
  readonly ruleId: RuleId | null;
  readonly attribute: string | null;
  /** "the text \"False\" was read as a boolean for `active`" */
  readonly what: string;
}
