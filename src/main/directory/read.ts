import { etagOf, ifNoneMatch } from '../scim/etag.ts';
import type { Projection } from '../scim/projection.ts';
import { headersFor, present } from './present.ts';
import { parseDoc } from '../store/document.ts';
import { type Outcome, type Work, nameOf, requireResource } from './work.ts';

/**
 * GET of one resource (RFC 7644 §3.4.1); 304 when the client has this version already (§3.14).
 * @throws ScimError 404
 */
export function read(work: Work, id: string, projection: Projection | null): Outcome {
  const row = requireResource(work, id);
  const etag = etagOf(row.version);
  const facts = {
    operation: 'read',
    resourceType: row.type,
    resourceId: row.id,
    resourceName: nameOf(parseDoc(row), work.model),
  } as const;
  if (work.ifNoneMatch !== undefined && ifNoneMatch(work.ifNoneMatch, etag)) {
    return { status: 304, body: null, headers: { ETag: etag }, facts };
  }
  return { status: 200, body: present(work, row, projection), headers: headersFor(work, row), facts };
}
