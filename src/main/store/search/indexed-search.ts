import { sql } from 'kysely';
import type { BoundFilter } from '../../scim/filter/bind.ts';
import { evaluateFilter } from '../../scim/filter/evaluate.ts';
import type { AttributeModel, ResourceModel } from '../../scim/model.ts';
import type { OpenDatabase } from '../open-database.ts';
import { LOOKUP_LIMIT, type ResourceRepository, type StoredDocument } from '../repositories/resources.ts';
import { columnOf, isLookedUp } from '../resource-keys.ts';
import { prepare } from '../statement.ts';
import { parseDoc } from '../document.ts';

/** What identity providers ask for before every act, as statements that were compiled once. */
export interface IndexedSearch {
  /** @returns every resource that fits, in order of creation; null when an index alone does not find them, or finds too many */
  find(model: ResourceModel, filter: BoundFilter): StoredDocument[] | null;
}

export function createIndexedSearch({ sqlite, db }: OpenDatabase, resources: ResourceRepository): IndexedSearch {
  const columns = ['seq', 'id', 'doc', 'version', 'created', 'modified'] as const;
  const byColumn = (column: 'key' | 'external_id' | 'display_key') =>
    prepare<{ type: string; value: string }, StoredDocument>(sqlite, (p) =>
      db
        .selectFrom('resource')
        .select(columns)
        .where('type', '=', p.type)
        .where(column, '=', p.value)
        .where(column, 'is not', null)
        .limit(sql.lit(LOOKUP_LIMIT)),
    );
  const statements = { key: byColumn('key'), external_id: byColumn('external_id'), display_key: byColumn('display_key') };

  const findByColumn = (model: ResourceModel, filter: BoundFilter) => {
    if (filter.kind !== 'compare' || filter.operator !== 'eq' || filter.operand.type !== 'text') return null;
    const { attribute, operand } = filter;
    const column = columnOf(model, attribute);
    // Where the key is not required, a resource without it has its id as key, which no filter may find.
    if (column === null || (column === 'key' && !attribute.definition.required)) return null;
    return statements[column].all({ type: model.type.name, value: operand.value });
  };

  const findByLookup = (model: ResourceModel, filter: BoundFilter): StoredDocument[] | null => {
    const clause = lookupClause(model, filter);
    if (clause === null) return null;
    const seqs = resources.byLookup(model.type.name, clause.attribute.path, clause.value);
    if (seqs.length === LOOKUP_LIMIT) return null;
    const rows = seqs.map((seq) => resources.bySeq(seq)).filter((row) => row !== undefined);
    // The index knows the value; the rest of the filter speaks of the same attribute, which the document has whole.
    return rows.filter((row) => evaluateFilter(filter, parseDoc(row)));
  };

  return {
    find(model, filter) {
      const found = findByColumn(model, filter) ?? findByLookup(model, filter);
      if (found === null || found.length >= LOOKUP_LIMIT) return null;
      return found.toSorted((a, b) => a.seq - b.seq);
    },
  };
}

/** A value that the lookup table holds and that every fitting resource must have. */
export interface LookupClause {
  readonly attribute: AttributeModel;
  readonly value: string;
}

/**
 * `emails.value eq "x"`, or the `value eq "x"` inside `emails[type eq "work" and value eq "x"]`.
 * @returns null when the filter is neither
 */
export function lookupClause(model: ResourceModel, filter: BoundFilter): LookupClause | null {
  if (filter.kind === 'element') return clauseWithin(model, filter.attribute, filter.filter);
  return equality(model, filter);
}

function clauseWithin(model: ResourceModel, parent: AttributeModel, filter: BoundFilter): LookupClause | null {
  if (filter.kind === 'compare') return filter.attribute.parent === parent ? equality(model, filter) : null;
  if (filter.kind !== 'and') return null;
  for (const operand of filter.operands) {
    const clause = clauseWithin(model, parent, operand);
    if (clause !== null) return clause;
  }
  return null;
}

function equality(model: ResourceModel, filter: BoundFilter): LookupClause | null {
  if (filter.kind !== 'compare' || filter.operator !== 'eq' || filter.operand.type !== 'text') return null;
  return isLookedUp(model, filter.attribute) ? { attribute: filter.attribute, value: filter.operand.value } : null;
}
