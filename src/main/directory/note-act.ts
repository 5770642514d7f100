import { parseDoc } from '../store/document.ts';
import type { ResourceRow } from '../store/repositories/resources.ts';
import { type Work, nameOf } from './work.ts';

/**
 * Puts an act into the history of a resource that it does not change, such as setting a password; the version stays.
 * @returns the name of the resource, for the sentence of the act
 */
export function noteAct({ changes }: Work, row: ResourceRow): string {
  const name = nameOf(parseDoc(row));
  changes.push({
    resourceType: row.type,
    resourceId: row.id,
    resourceName: name,
    kind: 'updated',
    version: row.version,
    before: row.doc,
    after: row.doc,
  });
  return name;
}
