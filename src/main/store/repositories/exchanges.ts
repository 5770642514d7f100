import type { Selectable } from 'kysely';
import type { OpenDatabase } from '../open-database.ts';
import { prepare } from '../statement.ts';
import type { ExchangeTable } from '../tables/log.ts';

export type ExchangeRow = Selectable<ExchangeTable>;

export const SUMMARY_COLUMNS = [
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
  'made_by',
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
  'made_by',
] as const;
export type SentRow = Pick<ExchangeRow, (typeof SENT_COLUMNS)[number]>;

/** @param onRevised is told of an exchange whose row has changed after it was recorded */
export function createExchangeRepository({ sqlite, db }: OpenDatabase, onRevised: (id: number) => void) {
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
      made_by: p.made_by,
      run_id: p.run_id,
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
  const firstWithToken = prepare<{ after: number }, ExchangeSummaryRow>(sqlite, (p) =>
    db
      .selectFrom('exchange')
      .select(SUMMARY_COLUMNS)
      .where('id', '>', p.after)
      .where('made_by', 'is', null)
      .where('token_id', 'is not', null)
      .where('status', '!=', 401)
      .where('status', '!=', 403)
      .orderBy('id')
      .limit(1),
  );
  const latest = prepare<object, ExchangeSummaryRow>(sqlite, () =>
    db.selectFrom('exchange').select(SUMMARY_COLUMNS).orderBy('id', 'desc').limit(1),
  );
  const latestOutside = prepare<{ after: number }, ExchangeSummaryRow>(sqlite, (p) =>
    db
      .selectFrom('exchange')
      .select(SUMMARY_COLUMNS)
      .where('id', '>', p.after)
      .where('made_by', 'is', null)
      .orderBy('id', 'desc')
      .limit(1),
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
  const touched = prepare<object, { rule_id: string; n: number }>(sqlite, () =>
    db
      .selectFrom('exchange_rule')
      .select((e) => ['rule_id', e.fn.countAll<number>().as('n')])
      .groupBy('rule_id'),
  );

  return {
    insert(row: ExchangeRow, ruleIds: Iterable<string>): void {
      insert.runLater(row);
      for (const rule of ruleIds) insertRule.runLater({ rule, exchange: row.id });
    },
    get: (id: number): ExchangeRow | undefined => byId.get({ id }),
    lastId: (): number => lastId.get({})?.id ?? 0,
    /** 0: the log is empty */
    firstId: (): number => firstId.get({})?.id ?? 0,
    /** What POST, PUT and PATCH requests carried, the oldest first. */
    sent: (range: { after: number; upTo: number; limit: number }): SentRow[] => sent.all(range),
    /** the first one from outside whose token was good, among those after an id */
    firstAuthenticated: (after: number): ExchangeSummaryRow | undefined => firstWithToken.get({ after }),
    /** the newest one from outside, among those after an id */
    latestFromOutside: (after: number): ExchangeSummaryRow | undefined => latestOutside.get({ after }),
    latest: (): ExchangeSummaryRow | undefined => latest.get({}),
    markCutOff(id: number): void {
      cutOff.run({ id });
      onRevised(id);
    },
    touchedByRule: (): Map<string, number> => new Map(touched.all({}).map((row) => [row.rule_id, row.n])),
  };
}

export type ExchangeRepository = ReturnType<typeof createExchangeRepository>;
