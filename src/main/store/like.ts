import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';

/** Whether a value contains the text, which is taken as it stands: `%` and `_` in it are no wildcards. */
export function contains(value: RawBuilder<unknown>, text: string): Expression<SqlBool> {
  const pattern = `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
  return sql<SqlBool>`${value} like ${pattern} escape '\\'`;
}
