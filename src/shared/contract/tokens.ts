import { z } from 'zod';
import { command, query } from './operation.ts';

/** A right of the rehearsed product. The two documented ones are what a provisioning token needs. */
export const Right = z.enum(['access-apis', 'manage-users', 'all-other']);
export type Right = z.infer<typeof Right>;

/** What this program makes a token of its own for, and revokes it at the end of. */
export const TokenRun = z.enum(['rehearsal', 'replay', 'conformance']);
export type TokenRun = z.infer<typeof TokenRun>;

export const Token = z.object({
  id: z.string(),
  name: z.string(),
  /** first characters of the secret, for recognising it: `api-3f9c…` */
  prefix: z.string(),
  ownerId: z.string(),
  /** the owner's userName; kept when the owner was deleted */
  ownerName: z.string(),
  /** what follows from the owner's groups at this moment */
  rights: z.array(Right),
  /** both rights are there, the owner exists and is active */
  usable: z.boolean(),
  /** why it is not usable, one sentence; null when usable */
  unusableBecause: z.string().nullable(),
  created: z.string(),
  lastUsed: z.string().nullable(),
  revoked: z.string().nullable(),
  /** null: it was made for an identity provider */
  ofRun: TokenRun.nullable(),
});
export type Token = z.infer<typeof Token>;

export const TokenOwner = z.object({
  id: z.string(),
  userName: z.string(),
  displayName: z.string().nullable(),
  groups: z.array(z.string()),
  rights: z.array(Right),
  active: z.boolean(),
  /** live tokens; at most 25 */
  tokenCount: z.number().int(),
  /** the seeded service user that has just the two rights */
  recommended: z.boolean(),
});
export type TokenOwner = z.infer<typeof TokenOwner>;

export const tokens = {
  /** Live tokens first, then revoked ones, newest first. */
  list: query(z.object({}), z.object({ items: z.array(Token) })),
  /** Users who may own a token, the recommended one first. */
  owners: query(z.object({}), z.object({ items: z.array(TokenOwner) })),
  /** The answer carries the secret, this one time. Error `token_limit_reached` at 25 live tokens of one owner. */
  create: command(
    z.object({
      name: z.string().trim().max(100).default(''),
      /** left out: the recommended service user */
      ownerId: z.string().optional(),
    }),
    z.object({ token: Token, secret: z.string() }),
  ),
  revoke: command(z.object({ id: z.string() }), Token),
};
