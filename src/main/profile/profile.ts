import { z } from 'zod';
import { ResourceTypeDefinition, SchemaDefinition } from '#shared/scim/wire.ts';
import type { RuleSettings } from '../rules/settings.ts';

/** RFC 7644 §3.7.4 leaves the limits to the service provider; the listener reads no more than this. */
const BULK_LIMITS = { maxOperations: 1000, maxPayloadSize: 4 * 1024 * 1024 } as const;
const MAX_RESULTS = 1000;

const Bulk = z.strictObject({
  supported: z.boolean().default(true),
  maxOperations: z.int().min(1).max(BULK_LIMITS.maxOperations).default(BULK_LIMITS.maxOperations),
  maxPayloadSize: z.int().min(1024).max(BULK_LIMITS.maxPayloadSize).default(BULK_LIMITS.maxPayloadSize),
});

const Filter = z.strictObject({
  supported: z.boolean().default(true),
  maxResults: z.int().min(1).max(MAX_RESULTS).default(MAX_RESULTS),
});

/** RFC 9865 §4. Paging by index (RFC 7644 §3.4.2.4) is always there. */
const Pagination = z.strictObject({
  cursor: z.boolean().default(true),
  defaultPaginationMethod: z.enum(['index', 'cursor']).default('index'),
  defaultPageSize: z.int().min(1).max(MAX_RESULTS).default(100),
});

/** What the service provider offers (RFC 7643 §5); what is off is answered with 501 (RFC 7644 §3.12). */
export const ProfileFeatures = z.strictObject({
  patch: z.boolean().default(true),
  bulk: Bulk.prefault({}),
  filter: Filter.prefault({}),
  changePassword: z.boolean().default(false),
  sort: z.boolean().default(true),
  etag: z.boolean().default(true),
  /** `/Me`: the user that owns the token (RFC 7644 §3.11) */
  me: z.boolean().default(true),
  pagination: Pagination.prefault({}),
});
export type ProfileFeatures = z.infer<typeof ProfileFeatures>;

/** The JSON form of a profile file; `docs/profiles.md` describes it. Ids and values of rules are checked in `check.ts`. */
export const ProfileFile = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be 1 to 40 lower-case letters, digits and dashes, a letter first'),
  name: z.string().min(1),
  description: z.string().default(''),
  features: ProfileFeatures.prefault({}),
  rules: z.record(z.string(), z.string()).default({}),
  schemas: z.array(SchemaDefinition).min(1),
  resourceTypes: z.array(ResourceTypeDefinition).min(1),
});
export type ProfileFile = z.infer<typeof ProfileFile>;

/** A service provider as data: what it stores, what it offers, and which rules it starts with. */
export interface Profile extends Omit<ProfileFile, 'rules'> {
  readonly rules: Partial<RuleSettings>;
}
