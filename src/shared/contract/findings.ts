import { z } from 'zod';

/** How sure we are that the real endpoint behaves so. `rfc` marks plain RFC 7643/7644 behaviour. */
export const Fidelity = z.enum(['documented', 'inferred', 'assumed', 'rfc']);
export type Fidelity = z.infer<typeof Fidelity>;

/** `forgiven`: accepted although the shape is off. `warning`: accepted, but a trap. `refused`: answered with an error. */
export const Severity = z.enum(['forgiven', 'warning', 'refused']);
export type Severity = z.infer<typeof Severity>;

/** One thing to know about one exchange: what happened, why, what to do, where to click. */
export const Finding = z.object({
  /** stable kebab-case identifier of the kind of finding, such as `unlisted-attribute` */
  code: z.string(),
  severity: Severity,
  /** the attribute it is about, as a SCIM path, when there is one */
  attribute: z.string().nullable(),
  /** rule of the catalogue it rests on (`rules.list`); null for plain RFC */
  ruleId: z.string().nullable(),
  fidelity: Fidelity,
  /** "`title` is not in the mapping list" */
  what: z.string(),
  why: z.string(),
  fix: z.string(),
  /** the IdP's own menu words in order; null when the IdP is unknown or nothing is to click */
  clickPath: z.array(z.string()).nullable(),
});
export type Finding = z.infer<typeof Finding>;
