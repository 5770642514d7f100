import { z } from 'zod';
import { Ref } from './directory.ts';
import { command, query } from './operation.ts';
import { Right } from './tokens.ts';

/** A right as such, and the groups that have it. */
export const RightView = z.object({
  right: Right,
  /** in the vendor's words; `all-other` stands for everything that is not named in the documentation */
  label: z.string(),
  meaning: z.string(),
  /** named in the documentation of provisioning */
  documented: z.boolean(),
  /** at most 200, the oldest first */
  groups: z.array(Ref),
});
export type RightView = z.infer<typeof RightView>;

/** A right as one group has it or not. */
export const GroupRight = z.object({
  right: Right,
  label: z.string(),
  meaning: z.string(),
  granted: z.boolean(),
  /** tokens that work now and would be refused once the group no longer has the right */
  locksOut: z.array(z.object({ tokenId: z.string(), tokenName: z.string(), ownerId: z.string(), ownerName: z.string() })),
});
export type GroupRight = z.infer<typeof GroupRight>;

/** A right that a user has, with the groups that each give it (rule 9: the rights of several groups add up). */
export const EffectiveRight = z.object({ right: Right, label: z.string(), meaning: z.string(), groups: z.array(Ref) });
export type EffectiveRight = z.infer<typeof EffectiveRight>;

const OfGroup = z.object({ groupId: z.string(), rights: z.array(GroupRight) });
const Act = z.object({ groupId: z.string(), right: Right });

export const rights = {
  list: query(z.object({}), z.object({ items: z.array(RightView) })),
  /** Of a group or user that is gone: no rights. */
  ofGroup: query(z.object({ groupId: z.string() }), OfGroup),
  ofUser: query(z.object({ userId: z.string() }), z.object({ userId: z.string(), rights: z.array(EffectiveRight) })),
  /** Gives a group a right; one that it has already stays. Counts from the next request on. */
  grant: command(Act, OfGroup),
  /** Takes a right from a group. A token whose owner has it from nowhere else is refused from the next request on. */
  revoke: command(Act, OfGroup),
};
