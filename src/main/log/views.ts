import type { Change, ExchangeDetail, ExchangeSummary, Idp, MadeBy, Verdict } from '#shared/contract/exchanges.ts';
import { ExchangeDetail as ExchangeDetailSchema } from '#shared/contract/exchanges.ts';
import type { LogSession } from '#shared/contract/log.ts';
import { bodyToText } from '../store/body-codec.ts';
import type { LogSessionRow } from '../store/logbook/sessions.ts';
import { type ChangeRow, NO_EXCHANGE } from '../store/repositories/changes.ts';
import type { ExchangeRow, ExchangeSummaryRow } from '../store/repositories/exchanges.ts';
import type { Tx } from '../store/store.ts';

/** Database rows as the console's contract has them. */
export function viewSummary(row: ExchangeSummaryRow): ExchangeSummary {
  return {
    id: row.id,
    at: row.at,
    idp: row.idp as Idp,
    client: row.client,
    method: row.method,
    path: row.path,
    status: row.status,
    durationMs: row.duration_us / 1000,
    verdict: row.verdict as Verdict,
    sentence: row.sentence,
    resourceType: row.resource_type,
    resourceId: row.resource_id,
    resourceName: row.resource_name,
    findingCount: row.finding_count,
    madeBy: row.made_by as MadeBy | null,
  };
}

/** The exchange with this id, whole; undefined when it is not in the log (any more). */
export function readDetail(tx: Tx, id: number): ExchangeDetail | undefined {
  const row = tx.exchanges.get(id);
  return row === undefined ? undefined : viewDetail(row, tx);
}

function viewDetail(row: ExchangeRow, tx: Tx): ExchangeDetail {
  const marks = tx.log.marks.of(row.id);
  return ExchangeDetailSchema.parse({
    ...viewSummary(row),
    remoteAddress: row.remote,
    tokenId: row.token_id,
    tokenName: row.token_name,
    url: row.url,
    requestHeaders: parse(row.request_headers),
    requestBody: bodyToText(row.request_body),
    requestBytes: row.request_bytes,
    responseHeaders: parse(row.response_headers),
    responseBody: bodyToText(row.response_body),
    findings: row.findings === null ? [] : parse(row.findings),
    changes: tx.changes.ofExchange(row.id).map(viewChange),
    evidence: parse(row.evidence),
    forgiven: row.forgiven === null ? [] : parse(row.forgiven),
    ...marks,
    sessionId: tx.log.sessions.of(row)?.id ?? null,
    runId: keptRun(row, tx),
  });
}

/** A deleted run is no longer named. */
function keptRun({ made_by: by, run_id: id }: ExchangeRow, tx: Tx): number | null {
  if (id === null) return null;
  const run = by === 'replay' ? tx.runs.get(id) : tx.rehearsals.get(id);
  return run === undefined ? null : id;
}

/** Untyped on purpose, because the contract's schema checks it. */
function parse(json: string): unknown {
  return JSON.parse(json);
}

/** A change as the console's contract has it. */
export function viewChange(row: ChangeRow): Change {
  return {
    id: row.id,
    exchangeId: row.exchange_id === NO_EXCHANGE ? null : row.exchange_id,
    at: row.at,
    sentence: row.sentence,
    resourceType: row.resource_type,
    resourceId: row.resource_id,
    resourceName: row.resource_name,
    kind: row.kind,
    version: row.version,
    before: row.before === null ? null : (JSON.parse(row.before) as Record<string, unknown>),
    after: row.after === null ? null : (JSON.parse(row.after) as Record<string, unknown>),
  };
}

/** A session as the console's contract has it. */
export function viewSession(row: LogSessionRow): LogSession {
  return {
    id: row.id,
    idp: row.idp as Idp,
    client: row.client,
    tokenName: row.token_name,
    firstId: row.first_id,
    lastId: row.last_id,
    firstAt: row.first_at,
    lastAt: row.last_at,
    requests: row.requests,
    changed: row.changed,
    refused: row.refused,
    warnings: row.warnings,
  };
}
