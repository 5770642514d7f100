import { z } from 'zod';
import { Ref } from './directory.ts';
import { Idp, Whose } from './exchanges.ts';
import { Fidelity } from './findings.ts';
import { query } from './operation.ts';

/** `solve`: people cannot work or get rights they must not have · `decide`: may be meant, but somebody has to say so · `know`: nothing to mend. */
export const TrapSeverity = z.enum(['solve', 'decide', 'know']);
export type TrapSeverity = z.infer<typeof TrapSeverity>;

export const TrapId = z.enum([
  'pushed-group-with-rights',
  'service-account-in-scope',
  'cannot-log-in',
  'user-name-not-mail',
  'user-without-mail',
  'active-never-sent',
  'extension-urn-dot',
  'invitation-with-sso',
  'user-without-group',
  'nested-groups',
  'user-name-case',
  'no-deletion',
]);
export type TrapId = z.infer<typeof TrapId>;

/** What a trap was seen in. Of each kind the first ones are listed, and `total` counts all. */
export const TrapEvidence = z.object({
  users: z.object({ items: z.array(Ref), total: z.number().int() }),
  groups: z.object({ items: z.array(Ref), total: z.number().int() }),
  exchanges: z.object({ ids: z.array(z.number().int()), total: z.number().int() }),
  /** attributes of a mapping export that show it */
  mappings: z.array(z.string()),
});
export type TrapEvidence = z.infer<typeof TrapEvidence>;

export const Trap = z.object({
  id: TrapId,
  title: z.string(),
  severity: TrapSeverity,
  /** one sentence with the figures: "3 users have …" */
  what: z.string(),
  why: z.string(),
  fix: z.string(),
  /** in the words of the identity provider that was seen; null when it is unknown or nothing is to click */
  clickPath: z.array(z.string()).nullable(),
  ruleId: z.string().nullable(),
  fidelity: Fidelity,
  evidence: TrapEvidence,
});
export type Trap = z.infer<typeof Trap>;

/** How many were looked at; of more than that only the newest. */
const Seen = z.object({ seen: z.number().int(), complete: z.boolean() });

export const traps = {
  /** The gravest first. Computed anew only when something has changed since. */
  list: query(
    z.object({}),
    z.object({
      items: z.array(Trap),
      /** traps that were looked for and not found */
      clean: z.array(z.object({ id: TrapId, title: z.string() })),
      /** how much was looked at */
      looked: z.object({ users: Seen, groups: Seen, exchanges: Seen }),
      /** the identity provider whose menus the fixes name; null before the first call of a known one */
      idp: Idp.nullable(),
      /** whose traffic they were looked for in */
      whose: Whose,
      /** users and groups that only the simulator, a check or a replay made, and that are left out since a provider has called */
      leftOut: z.number().int(),
    }),
  ),
};
