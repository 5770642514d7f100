import { z } from 'zod';
import { Ref } from './directory.ts';
import { command, query } from './operation.ts';
import { TableFile, TableSource, roomFor } from './table-file.ts';

/** Bytes of a resource list that is read; some 100,000 resources. */
export const RESOURCE_FILE_LIMIT = 5 * 1024 * 1024;

/** A resource of the rehearsed product that `linkedResource.id` may name (rules 11 and 20). */
export const LinkedResource = z.object({ id: z.string(), name: z.string() });
export type LinkedResource = z.infer<typeof LinkedResource>;

/** Something odd about one line of a file. */
export const ResourceFileProblem = z.object({
  /** of the file, from 1; a quoted field may span several */
  line: z.number().int(),
  /** `left-out`: the line is not imported · `read`: it is, in the way that is told */
  effect: z.enum(['left-out', 'read']),
  what: z.string(),
});
export type ResourceFileProblem = z.infer<typeof ResourceFileProblem>;

/** What an import would do. */
export const ResourcePreview = z.object({
  source: TableSource,
  /** how the two columns were found: "Resource ID" and "Name" */
  columns: z.object({ id: z.string(), name: z.string() }),
  /** resources in the file */
  count: z.number().int(),
  added: z.number().int(),
  renamed: z.number().int(),
  unchanged: z.number().int(),
  /** in the list now and not in the file: they leave it when the file replaces the list */
  missing: z.number().int(),
  /** the first ones */
  sample: z.array(LinkedResource),
  /** the first ones, in the order of lines */
  problems: z.array(ResourceFileProblem),
  problemCount: z.number().int(),
});
export type ResourcePreview = z.infer<typeof ResourcePreview>;

const ROOM = roomFor(RESOURCE_FILE_LIMIT);

export const resources = {
  /** By name. `inAll` counts what there is without the search. */
  list: query(
    z.object({
      text: z.string().max(200).default(''),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.object({ items: z.array(LinkedResource), total: z.number().int(), inAll: z.number().int() }),
  ),
  /** The first users who are linked to it, and how many in all. */
  get: query(z.object({ id: z.string() }), LinkedResource.extend({ users: z.array(Ref), userCount: z.number().int() })),
  /** Error `invalid_input` for a file that cannot be read as a resource list, with the line where that is known. */
  preview: query(TableFile, ResourcePreview, ROOM),
  /** `replace`: the list becomes what the file says. `merge`: what the file does not name stays. Errors as `preview`. */
  import: command(
    TableFile.extend({ mode: z.enum(['replace', 'merge']) }),
    z.object({ added: z.number().int(), renamed: z.number().int(), removed: z.number().int(), inAll: z.number().int() }),
    ROOM,
  ),
  remove: command(z.object({ id: z.string() }), z.object({ inAll: z.number().int() })),
  clear: command(z.object({}), z.object({ removed: z.number().int() })),
  /** What a user is linked to; null when `linkedResource.id` is not set. `name` is null for an id that is not in the list. */
  linkOf: query(
    z.object({ userId: z.string() }),
    z.object({ link: z.object({ id: z.string(), name: z.string().nullable(), hasList: z.boolean() }).nullable() }),
  ),
};
