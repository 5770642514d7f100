import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const BYTES_OF_ID = 16;
/** Random bytes are fetched in bulk: one call to the system for 256 ids. */
const pool = Buffer.alloc(256 * BYTES_OF_ID);
let used = pool.length;

/**
 * An id for a new resource: a UUID of version 7 (RFC 9562 §5.7). Ids that rise with time keep the indexes over them compact:
 * neighbours in time are neighbours on disk.
 */
export function newId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.subarray(used, used + BYTES_OF_ID);
  used += BYTES_OF_ID;
  return v7({ random });
}
