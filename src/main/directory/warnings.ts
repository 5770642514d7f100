import type { JsonObject } from '#shared/scim/wire.ts';
import type { ResourceRow } from '../store/repositories/resources.ts';
import type { Tx } from '../store/store.ts';

/**
 * What an admin should know about a user as it stands now, one sentence each.
 * @param wantsGroup whether the rule user-without-group warns: the vendor's own screens want at least one group
 */
export function userWarnings(tx: Tx, row: ResourceRow, doc: JsonObject, wantsGroup: boolean): string[] {
  const warnings: string[] = [];
  if (wantsGroup && !tx.members.isInAnyGroup(row.seq)) warnings.push('Is in no group: sees nothing after log-in.');
  const emails = doc['emails'];
  if (!Array.isArray(emails) || emails.length === 0) warnings.push('Has no e-mail address: no invitation can be sent.');
  return warnings;
}

/** What an admin should know about a group as it stands now. */
export function groupWarnings(tx: Tx, row: ResourceRow): string[] {
  const rights = tx.rights.ofGroup(row.seq);
  if (row.origin === 'scim' && rights.length === 0) return [];
  // Rule 19: who the IdP puts into such a group gets its rights.
  if (rights.length > 0) return ['Has rights: everyone whom the IdP adds gets them.'];
  return [];
}
