import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { CursorPosition } from '../../scim/cursor.ts';
import type { AttributeModel, ResourceModel } from '../../scim/model.ts';
import type { Sort } from '../../scim/sort.ts';

/** @returns what a resource is sorted by, as `sortKey` in `scim/sort.ts` has it; null when SQL cannot tell */
export function sortToSql(sort: Sort, model: ResourceModel): RawBuilder<string | number | null> | null {
  const { attribute } = sort;
  const value = valueOf(attribute, model);
  if (value === null) return null;
  if (attribute.definition.type === 'dateTime') return sql`instant(${value})`;
  if (attribute.definition.type === 'boolean') return sql`iif(${value} is null, null, iif(${value}, 'true', 'false'))`;
  // SQLite reads whole numbers exactly, beyond 2^53 too; here they are doubles, as a cursor carries them.
  if (attribute.definition.type === 'integer' || attribute.definition.type === 'decimal') return sql`cast(${value} as real)`;
  if (attribute.definition.caseExact) return value;
  return sql`fold(${value})`;
}

function valueOf(attribute: AttributeModel, model: ResourceModel): RawBuilder<string | number | null> | null {
  const top = attribute.parent ?? attribute;
  if (top === model.relational || (top.name === 'groups' && top.definition.mutability === 'readOnly')) return null;
  if (top.name === 'meta' && top.extension === null) return metaColumn(attribute.name);
  if (attribute.parent !== null && attribute.definition.multiValued) return null;
  const names = top.extension === null ? [top.name] : [top.extension, top.name];
  const path = `$${names.map((name) => `."${name}"`).join('')}`;
  const sub = attribute.parent === null ? '' : `."${attribute.name}"`;
  if (!top.definition.multiValued) return sql`json_extract(resource.doc, ${sql.lit(`${path}${sub}`)})`;
  const part = attribute.parent === null ? sql`element.value` : sql`json_extract(element.value, ${sql.lit(`$${sub}`)})`;
  // The primary value, else the first (RFC 7644 §3.4.2.3).
  const primary = attribute.parent === null ? sql`` : sql`coalesce(json_extract(element.value, '$.primary'), 0) desc, `;
  return sql`(select ${part} from json_each(resource.doc, ${sql.lit(path)}) as element order by ${primary}element.key limit 1)`;
}

function metaColumn(name: string): RawBuilder<string | number | null> | null {
  if (name === 'created') return sql`resource.created`;
  if (name === 'lastModified') return sql`resource.modified`;
  return name === 'resourceType' ? sql`resource.type` : null;
}

/** Rows behind (or before) a position, in the order of the list: sort value with nothing last when ascending, then creation. */
export function beyond(position: CursorPosition, key: RawBuilder<unknown> | null, descending: boolean): RawBuilder<SqlBool> {
  const forward = position.direction === 'next';
  const laterSeq = forward ? sql`resource.seq > ${position.seq}` : sql`resource.seq < ${position.seq}`;
  if (key === null) return sql<SqlBool>`(${laterSeq})`;
  const value = position.sortValue ?? null;
  const nullsBeyond = forward !== descending;
  if (value === null) {
    const tie = sql`(${key} is null and ${laterSeq})`;
    return nullsBeyond ? sql<SqlBool>`${tie}` : sql<SqlBool>`(${tie} or ${key} is not null)`;
  }
  const further = forward !== descending ? sql`${key} > ${value}` : sql`${key} < ${value}`;
  const tie = sql`(${key} = ${value} and ${laterSeq})`;
  return nullsBeyond ? sql<SqlBool>`(${further} or ${tie} or ${key} is null)` : sql<SqlBool>`(${further} or ${tie})`;
}

/** @param backward the page before a position is read from its end */
export function orderBy(key: RawBuilder<unknown> | null, descending: boolean, backward: boolean): RawBuilder<unknown> {
  const seq = backward ? sql`resource.seq desc` : sql`resource.seq asc`;
  if (key === null) return seq;
  const down = descending !== backward;
  return sql`${key} ${down ? sql`desc nulls first` : sql`asc nulls last`}, ${seq}`;
}
