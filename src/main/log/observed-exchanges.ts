import { Idp } from '#shared/contract/exchanges.ts';
import type { Finding } from '#shared/contract/findings.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import { readTarget } from '../dialect/target.ts';
import type { ObservedExchange } from '../mapping/observe/traffic.ts';
import type { CompiledProfile } from '../profile/compile.ts';
import { isObject } from '../scim/json.ts';
import { bodyToText } from '../store/body-codec.ts';
import type { ExchangeRow, SentRow } from '../store/repositories/exchanges.ts';
import { parseJsonBody } from './import/json-body.ts';
import { observedModel, observedOperations } from './observed-operations.ts';

/**
 * What a recorded request says about mappings: one exchange for a user or group, one for each operation of a bulk request, none otherwise.
 * @param answerOf reads the answer to it, which is needed for a bulk request only
 */
export function observedExchanges(
  row: SentRow,
  profile: CompiledProfile,
  answerOf: (id: number) => ExchangeRow['response_body'],
): ObservedExchange[] {
  // Without a valid token anybody could have sent it.
  if (row.status === 401) return [];
  const segments = readTarget(row.path, '')?.segments ?? [];
  const [endpoint = '', id = null] = segments;
  const isPost = row.method === 'POST';
  if (segments.length !== (isPost ? 1 : 2)) return [];
  const model = observedModel(profile, endpoint);
  const isBulk = isPost && endpoint.toLowerCase() === 'bulk';
  if (model === null && !isBulk) return [];
  const body = parseObject(row.request_body);
  if (body === null) return [];
  const sending = sendingOf(row);
  if (model !== null) return [{ ...sending, method: row.method, model, resourceId: id ?? row.resource_id, body }];
  return observedOperations(body, parseObject(answerOf(row.id)), profile).map((operation) => ({ ...sending, ...operation }));
}

function sendingOf({ id, at, idp, client, findings }: SentRow) {
  const known = Idp.safeParse(idp);
  return {
    id,
    at,
    idp: known.success ? known.data : ('unknown' as const),
    client,
    findings: findings === null ? [] : (JSON.parse(findings) as Finding[]).map(asOfOneRequest),
  };
}

/** A bulk request is answered 200 whatever was refused in it, so the log only warns; for the operation it is a refusal like any other. */
function asOfOneRequest(finding: Finding): Finding {
  return finding.code === 'bulk-operation-refused' ? { ...finding, severity: 'refused' } : finding;
}

/** The log also keeps bodies that are not JSON; they were refused for that, and say nothing about mappings. */
function parseObject(stored: ExchangeRow['request_body']): JsonObject | null {
  const body = parseJsonBody(bodyToText(stored));
  return isObject(body) ? body : null;
}
