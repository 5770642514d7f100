import type { Change, ExchangeDetail, ExchangeSummary, Idp, Verdict } from '#shared/contract/exchanges.ts';
import { ExchangeDetail as ExchangeDetailSchema } from '#shared/contract/exchanges.ts';
import { bodyToText } from '../store/body-codec.ts';
import { type ChangeRow, NO_EXCHANGE } from '../store/repositories/changes.ts';
import type { ExchangeRow, ExchangeSummaryRow } from '../store/repositories/exchanges.ts';

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
  };
}

/** @param changes of this exchange, oldest first */
export function viewDetail(row: ExchangeRow, changes: readonly ChangeRow[]): ExchangeDetail {
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
    changes: changes.map(viewChange),
    evidence: parse(row.evidence),
    forgiven: row.forgiven === null ? [] : parse(row.forgiven),
  });
}

/** Untyped on purpose: the contract's schema looks it over. */
function parse(json: string): unknown {
  return JSON.parse(json);
}

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
