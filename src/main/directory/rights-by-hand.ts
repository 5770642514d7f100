import type { Right } from '#shared/contract/tokens.ts';
import type { ResourceRow } from '../store/repositories/resources.ts';
import { RIGHT_LABELS } from '../token/rights.ts';
import type { Act } from './act.ts';
import { type Work, nameOfRow, requireResource } from './work.ts';

/**
 * Gives a group a right, or takes it. Rights are no part of the SCIM resource, so its version stays; the history tells of it all the same.
 * @throws ScimError 404 when the group is not there
 */
export function setRightByHand(work: Work, groupId: string, right: Right, granted: boolean): Act<ResourceRow> {
  const group = requireResource(work, groupId);
  const name = nameOfRow(group);
  const had = work.tx.rights.ofGroup(group.seq).includes(right);
  if (had === granted) return { result: group, deed: '' };
  if (granted) work.tx.rights.grant(group.seq, right);
  else work.tx.rights.revoke(group.seq, right);
  work.changes.push({
    resourceType: group.type,
    resourceId: group.id,
    resourceName: name,
    kind: 'updated',
    version: group.version,
    before: group.doc,
    after: group.doc,
  });
  const deed = granted ? `gave "${name}" the right` : `took from "${name}" the right`;
  return { result: group, deed: `${deed} "${RIGHT_LABELS[right]}"` };
}
