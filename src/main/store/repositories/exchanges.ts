import type { ExchangeFilter } from '#shared/contract/exchanges.ts';
import { type Expression, type ExpressionBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import { contains } from '../like.ts';
import type { OpenDatabase } from '../open-database.ts';
import { type QueryRunner, prepare } from '../statement.ts';
import type { ExchangeTable, Tables } from '../tables.ts';

export type ExchangeRow = Selectable<ExchangeTable>;

const SUMMARY_COLUMNS = [
  'id',
  'at',
  'idp',
  'client',
  'method',
  'path',
  'status',
  'duration_us',
  'verdict',
  'sentence',
  'resource_type',
  'resource_id',
  'resource_name',
  'finding_count',
] as const;
export type ExchangeSummaryRow = Pick<ExchangeRow, (typeof SUMMARY_COLUMNS)[number]>;

const SENT_COLUMNS = [
  'id',
  'at',
  'idp',
  'client',
  'method',
  'path',
  'status',
  'resource_id',
  'request_body',
  'findings',
] as const;
export type SentRow = Pick<ExchangeRow, (typeof SENT_COLUMNS)[number]>;

export function createExchangeRepository({ sqlite, db }: OpenDatabase, runner: QueryRunner) {
  const insert = prepare<ExchangeRow>(sqlite, (p) =>
    db.insertInto('exchange').values({
      id: p.id,
      at: p.at,
      idp: p.idp,
      client: p.client,
      method: p.method,
      path: p.path,
      url: p.url,
      status: p.status,
      duration_us: p.duration_us,
      verdict: p.verdict,
      sentence: p.sentence,
      resource_type: p.resource_type,
      resource_id: p.resource_id,
      resource_name: p.resource_name,
      finding_count: p.finding_count,
      remote: p.remote,
      token_id: p.token_id,
      token_name: p.token_name,
      request_headers: p.request_headers,
      request_body: p.request_body,
      request_bytes: p.request_bytes,
      response_headers: p.response_headers,
      response_body: p.response_body,
      findings: p.findings,
      evidence: p.evidence,
      forgiven: p.forgiven,
    }),
  );
  const insertRule = prepare<{ rule: string; exchange: number }>(sqlite, (p) =>
    db
      .insertInto('exchange_rule')
      .values({ rule_id: p.rule, exchange_id: p.exchange })
      .onConflict((c) => c.doNothing()),
  );
  const byId = prepare<{ id: number }, ExchangeRow>(sqlite, (p) => db.selectFrom('exchange').selectAll().where('id', '=', p.id));
  const lastId = prepare<object, { id: number | null }>(sqlite, () =>
    db.selectFrom('exchange').select((e) => e.fn.max('id').as('id')),
  );
  const countAll = prepare<object, { n: number }>(sqlite, () =>
    db.selectFrom('exchange').select((e) => e.fn.countAll<number>().as('n')),
  );
  const firstWithToken = prepare<object, ExchangeSummaryRow>(sqlite, () =>
    db
      .selectFrom('exchange')
      .select(SUMMARY_COLUMNS)
      .where('token_id', 'is not', null)
      .where('status', '!=', 401)
      .where('status', '!=', 403)
      .orderBy('id')
      .limit(1),
  );
  const latest = prepare<object, ExchangeSummaryRow>(sqlite, () =>
    db.selectFrom('exchange').select(SUMMARY_COLUMNS).orderBy('id', 'desc').limit(1),
  );
  const sent = prepare<{ after: number; upTo: number; limit: number }, SentRow>(sqlite, (p) =>
    db
      .selectFrom('exchange')
      .select(SENT_COLUMNS)
      .where('id', '>', p.after)
      .where('id', '<=', p.upTo)
      .where('method', 'in', ['POST', 'PUT', 'PATCH'])
      .where('request_body', 'is not', null)
      .orderBy('id')
      .limit(p.limit),
  );
  const firstId = prepare<object, { id: number | null }>(sqlite, () =>
    db.selectFrom('exchange').select((e) => e.fn.min('id').as('id')),
  );
  const cutOff = prepare<{ id: number }>(sqlite, (p) =>
    db.updateTable('exchange').set({ verdict: 'cut-off' }).where('id', '=', p.id),
  );
  const clearRules = prepare(sqlite, () => db.deleteFrom('exchange_rule'));
  const clearAll = prepare(sqlite, () => db.deleteFrom('exchange'));
  const touched = prepare<object, { rule_id: string; n: number }>(sqlite, () =>
    db
      .selectFrom('exchange_rule')
      .select((e) => ['rule_id', e.fn.countAll<number>().as('n')])
      .groupBy('rule_id'),
  );

  return {
    insert(row: ExchangeRow, ruleIds: Iterable<string>): void {
      insert.run(row);
      for (const rule of ruleIds) insertRule.run({ rule, exchange: row.id });
    },
    get: (id: number): ExchangeRow | undefined => byId.get({ id }),
    lastId: (): number => lastId.get({})?.id ?? 0,
    /** 0: the log is empty */
    firstId: (): number => firstId.get({})?.id ?? 0,
    /** What POST, PUT and PATCH requests carried, the oldest first. */
    sent: (range: { after: number; upTo: number; limit: number }): SentRow[] => sent.all(range),
    count: (): number => countAll.get({})?.n ?? 0,
    firstAuthenticated: (): ExchangeSummaryRow | undefined => firstWithToken.get({}),
    latest: (): ExchangeSummaryRow | undefined => latest.get({}),
    markCutOff: (id: number): void => void cutOff.run({ id }),
    clear(): number {
      clearRules.run({});
      return clearAll.run({});
    },
    touchedByRule: (): Map<string, number> => new Map(touched.all({}).map((row) => [row.rule_id, row.n])),

    /** newest first, with the number that match in all */
    search(query: { filter: ExchangeFilter; before?: number | undefined; after?: number | undefined; limit: number }): {
      rows: ExchangeSummaryRow[];
      total: number;
    } {
      const where = (e: ExpressionBuilder<Tables, 'exchange'>) => e.and(conditions(e, query.filter));
      let page = db.selectFrom('exchange').select(SUMMARY_COLUMNS).where(where);
      if (query.before !== undefined) page = page.where('id', '<', query.before);
      if (query.after !== undefined) page = page.where('id', '>', query.after);
      const total = db
        .selectFrom('exchange')
        .select((e) => e.fn.countAll<number>().as('n'))
        .where(where);
      return {
        rows: runner.all<ExchangeSummaryRow>(page.orderBy('id', 'desc').limit(query.limit)),
        total: runner.get<{ n: number }>(total)?.n ?? 0,
      };
    },
  };
}

function conditions(e: ExpressionBuilder<Tables, 'exchange'>, filter: ExchangeFilter): Expression<SqlBool>[] {
  const all: Expression<SqlBool>[] = [];
  if (filter.text !== undefined && filter.text !== '') all.push(matchesText(filter.text));
  if (filter.verdicts !== undefined && filter.verdicts.length > 0) all.push(e('verdict', 'in', filter.verdicts));
  if (filter.idps !== undefined && filter.idps.length > 0) all.push(e('idp', 'in', filter.idps));
  if (filter.methods !== undefined && filter.methods.length > 0) all.push(e('method', 'in', filter.methods));
  if (filter.resourceId !== undefined) all.push(e('resource_id', '=', filter.resourceId));
  if (filter.ruleId !== undefined) {
    const touched = e.selectFrom('exchange_rule').select('exchange_id').where('rule_id', '=', filter.ruleId);
    all.push(e('id', 'in', touched));
  }
  return all;
}

function matchesText(text: string): Expression<SqlBool> {
  const columns = [sql`sentence`, sql`path`, sql`resource_name`, sql`body_text(request_body)`, sql`body_text(response_body)`];
  const found = columns.map((column) => contains(column, text));
  return sql<SqlBool>`(${sql.join(found, sql` or `)})`;
}

export type ExchangeRepository = ReturnType<typeof createExchangeRepository>;
