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
  if (tx.rights.ofGroup(row.seq).length === 0) return [];
  const isPushed = row.origin === 'scim' || tx.trapEvidence.exchangesOf(row.id, 1, 'simulator').length > 0;
  if (isPushed) return ['Has rights: everyone whom the identity provider adds gets them.'];
  // Rule 19: a pushed group is matched by its name.
  return ['Has rights: a pushed group of this name would take them over.'];
}
