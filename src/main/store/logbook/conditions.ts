import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Condition, Range, Term } from '#shared/log-query/terms.ts';
import type { Tables } from '../tables/index.ts';

type Builder = ExpressionBuilder<Tables, 'exchange'>;

/** A search as conditions on the rows of the log: what it means exactly. */
export function conditionsOf(e: Builder, terms: readonly Term[]): Expression<SqlBool> {
  return e.and(
    terms.map(({ condition, negated }) => {
      const meant = meaning(e, condition);
      return negated ? sql<SqlBool>`not coalesce(${meant}, 0)` : meant;
    }),
  );
}

function meaning(e: Builder, condition: Condition): Expression<SqlBool> {
  switch (condition.kind) {
    case 'text':
      return sql<SqlBool>`says(${condition.text}, sentence, path, readable(path), resource_name, request_body, response_body)`;
    case 'idp':
    case 'method':
    case 'verdict':
      return e(condition.kind, 'in', condition.values);
    case 'by':
      return e.or([
        e('made_by', 'in', condition.values),
        ...(condition.values.includes('outside') ? [e('made_by', 'is', null)] : []),
      ]);
    case 'op':
      return e.or(condition.values.map((op) => sql<SqlBool>`is_operation(${op}, method, path, sentence)`));
    case 'status':
      return e.or(condition.ranges.map((range) => within(e, 'status', range)));
    case 'duration':
      return e.or(condition.ranges.map((range) => within(e, 'duration_us', range)));
    case 'id':
      return e.or(condition.ranges.map((range) => within(e, 'id', range)));
    case 'name':
      return e.and([
        e.or([e('resource_type', '=', condition.type), e('path', 'like', `/${condition.type}s%`)]),
        e.or(condition.values.map((value) => sql<SqlBool>`says(${value}, resource_name, resource_id, readable(query_of(path)))`)),
      ]);
    case 'resource':
      return e('resource_id', 'in', condition.values);
    case 'path':
      return e.or(condition.values.map((value) => sql<SqlBool>`says(${value}, path, readable(path))`));
    case 'token':
      return e.or(condition.values.map((value) => sql<SqlBool>`(token_id = ${value} or fold(token_name) = fold(${value}))`));
    case 'rule':
      return e(
        'id',
        'in',
        e.selectFrom('exchange_rule').select('exchange_rule.exchange_id').where('exchange_rule.rule_id', 'in', condition.values),
      );
    case 'tag':
      return e(
        'id',
        'in',
        e.selectFrom('exchange_tag').select('exchange_tag.exchange_id').where('exchange_tag.tag', 'in', condition.values),
      );
    case 'pinned':
      return e(
        'id',
        'in',
        e.selectFrom('exchange_mark').select('exchange_mark.exchange_id').where('exchange_mark.pinned', '=', 1),
      );
    case 'has':
      return e.or(condition.values.map((what) => having(e, what)));
    case 'session':
      return inSession(condition.values);
    case 'time': {
      const { min, max } = condition.range;
      return e.and([
        ...(Number.isFinite(min) ? [e('at', '>=', new Date(min).toISOString())] : []),
        ...(Number.isFinite(max) ? [e('at', '<=', new Date(max).toISOString())] : []),
      ]);
    }
  }
}

function having(e: Builder, what: 'note' | 'tag' | 'finding' | 'change'): Expression<SqlBool> {
  switch (what) {
    case 'note':
      return e(
        'id',
        'in',
        e.selectFrom('exchange_mark').select('exchange_mark.exchange_id').where('exchange_mark.note', 'is not', null),
      );
    case 'tag':
      return e('id', 'in', e.selectFrom('exchange_tag').select('exchange_tag.exchange_id'));
    case 'finding':
      return e('finding_count', '>', 0);
    case 'change':
      return sql<SqlBool>`exists (select 1 from change where change.id >= exchange.id * 10000 and change.id < (exchange.id + 1) * 10000)`;
  }
}

function inSession(ids: readonly number[]): Expression<SqlBool> {
  return sql<SqlBool>`exists (select 1 from log_session s where s.id in (${sql.join(ids)}) and exchange.id between s.first_id and s.last_id
    and s.caller = exchange.idp || ' ' || coalesce(exchange.token_id, ''))`;
}

function within(e: Builder, column: 'status' | 'duration_us' | 'id', { min, max }: Range): Expression<SqlBool> {
  return e.and([
    ...(Number.isFinite(min) ? [e(column, '>=', min)] : []),
    ...(Number.isFinite(max) ? [e(column, '<=', max)] : []),
  ]);
}
