import type { Caller } from '../dialect/caller.ts';
import type { Forgiven } from '../dialect/forgiven.ts';
import type { ChangeDraft, OutcomeFacts } from '../directory/work.ts';
import { type Explanation, explain } from '../explain/explain.ts';
import type { Note } from '../explain/facts.ts';
import { maskBody, maskHeaders, maskUrl } from '../log/mask.ts';
import type { Maker } from '../service/own-traffic.ts';
import type { ScimError } from '../scim/errors.ts';
import { encodeBody } from '../store/body-codec.ts';
import type { ExchangeRow } from '../store/repositories/exchanges.ts';
import type { TokenRow } from '../store/repositories/tokens.ts';
import type { Tx } from '../store/store.ts';
import type { RawRequest } from './raw-request.ts';

/** One exchange, answered but not yet told. */
export interface Answered {
  readonly id: number;
  readonly raw: RawRequest;
  /** path and query below the tenant URL */
  readonly path: string;
  readonly caller: Caller;
  readonly token: TokenRow | undefined;
  /** whose doing it is; null: it came from outside */
  readonly maker: Maker | null;
  readonly runId: number | null;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly facts: OutcomeFacts;
  readonly error: ScimError | null;
  readonly forgiven: readonly Forgiven[];
  readonly notes: readonly Note[];
  readonly changes: readonly ChangeDraft[];
}

/** Writes the exchange and what it changed, told as a sentence; in the transaction that does the change itself. */
export function recordExchange(tx: Tx, answered: Answered): ExchangeRow {
  const explanation = explainAnswered(answered);
  const row = exchangeRow(answered, explanation);
  const rules = explanation.findings.map((finding) => finding.ruleId).filter((id) => id !== null);
  tx.exchanges.insert(row, rules);
  for (const [place, change] of answered.changes.entries()) {
    tx.changes.insert(
      {
        exchange_id: row.id,
        at: row.at,
        sentence: row.sentence,
        resource_type: change.resourceType,
        resource_id: change.resourceId,
        resource_name: change.resourceName,
        kind: change.kind,
        version: change.version,
        before: change.before,
        after: change.after,
      },
      place,
    );
  }
  return row;
}

function explainAnswered(answered: Answered): Explanation {
  const { facts, caller, raw, path, status, error, forgiven, notes, maker } = answered;
  return explain({
    caller,
    method: raw.method,
    // Only what was not understood is told by its address, which may hold a secret.
    path: facts.operation === 'unknown' ? maskUrl(path) : path,
    status,
    operation: facts.operation,
    resourceType: facts.resourceType ?? null,
    resourceName: facts.resourceName ?? null,
    resourceId: facts.resourceId ?? null,
    filter: facts.filter ?? null,
    resultCount: facts.resultCount ?? null,
    membersAdded: facts.membersAdded ?? null,
    membersRemoved: facts.membersRemoved ?? null,
    changedAttributes: facts.changedAttributes ?? [],
    error,
    forgiven,
    notes,
    checksBack: maker?.by === 'check-back',
    // Anything but a refused token is not what the step was after.
    refusedOnPurpose: status === 401 ? maker?.refusedOnPurpose : null,
  });
}

function exchangeRow(answered: Answered, { sentence, verdict, findings }: Explanation): ExchangeRow {
  const { raw, caller, token, facts } = answered;
  const responseHeaders = Object.entries(answered.headers).map(([name, value]) => ({ name, value }));
  return {
    id: answered.id,
    at: raw.receivedAt.toISOString(),
    idp: caller.idp,
    client: caller.client,
    method: raw.method,
    path: maskUrl(answered.path),
    url: maskUrl(raw.url),
    status: answered.status,
    duration_us: Math.round((performance.now() - raw.started) * 1000),
    verdict,
    sentence,
    resource_type: facts.resourceType ?? null,
    resource_id: facts.resourceId ?? null,
    resource_name: facts.resourceName ?? null,
    finding_count: findings.length,
    remote: raw.remote,
    token_id: token?.id ?? null,
    token_name: token === undefined ? null : token.name || token.prefix,
    request_headers: JSON.stringify(maskHeaders(raw.rawHeaders)),
    request_body: raw.body === null ? null : encodeBody(maskBody(raw.body.toString('utf8'))),
    request_bytes: raw.bodyBytes,
    response_headers: JSON.stringify(responseHeaders),
    response_body: encodeBody(answered.body),
    findings: findings.length === 0 ? null : JSON.stringify(findings),
    evidence: JSON.stringify(caller.evidence),
    forgiven: answered.forgiven.length === 0 ? null : JSON.stringify(answered.forgiven.map((one) => one.what)),
    made_by: answered.maker?.by ?? null,
    run_id: answered.runId,
  };
}
