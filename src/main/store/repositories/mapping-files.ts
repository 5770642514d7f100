import type { Selectable } from 'kysely';
import { bodyToText, encodeBody } from '../body-codec.ts';
import type { OpenDatabase } from '../open-database.ts';
import { prepare } from '../statement.ts';
import type { MappingFileTable } from '../tables/choices.ts';

/** The mapping that the admin gave last. */
export interface MappingFile {
  readonly name: string;
  /** `file`: the text of an export · `ticked`: a JSON list of the SCIM attributes that are ticked in Okta */
  readonly kind: MappingFileTable['kind'];
  readonly text: string;
  readonly bytes: number;
  /** ISO 8601, UTC */
  readonly imported: string;
}

/** There is one at most: a sandbox stands for one application of one identity provider. */
const ONLY = 1;

export function createMappingFileRepository({ sqlite, db }: OpenDatabase) {
  const get = prepare<object, Selectable<MappingFileTable>>(sqlite, () =>
    db.selectFrom('mapping_file').selectAll().where('id', '=', ONLY),
  );
  const put = prepare<Omit<Selectable<MappingFileTable>, 'id'>>(sqlite, (p) =>
    db.replaceInto('mapping_file').values({
      id: ONLY,
      name: p.name,
      kind: p.kind,
      content: p.content,
      bytes: p.bytes,
      imported: p.imported,
    }),
  );
  const remove = prepare(sqlite, () => db.deleteFrom('mapping_file'));
  return {
    get(): MappingFile | undefined {
      const row = get.get({});
      if (row === undefined) return undefined;
      const { name, kind, bytes, imported } = row;
      return { name, kind, bytes, imported, text: bodyToText(row.content) ?? '' };
    },
    put({ text, ...file }: MappingFile): void {
      put.run({ ...file, content: encodeBody(text) ?? '' });
    },
    remove: (): boolean => remove.run({}) > 0,
  };
}

export type MappingFileRepository = ReturnType<typeof createMappingFileRepository>;
