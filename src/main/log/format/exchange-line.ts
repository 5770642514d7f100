import type { ExchangeDetail } from '#shared/contract/exchanges.ts';
import type { LogFileExchange } from './schema.ts';

/** What an admin noted on an exchange. */
export interface Marks {
  readonly pinned: boolean;
  readonly note: string | null;
  readonly tags: readonly string[];
}

/** An exchange of the log as its line in a file. */
export function exchangeLine(detail: ExchangeDetail, marks: Marks): LogFileExchange {
  return {
    kind: 'exchange',
    id: detail.id,
    at: detail.at,
    durationMs: detail.durationMs,
    idp: detail.idp,
    client: detail.client,
    remoteAddress: detail.remoteAddress,
    token: detail.tokenId === null ? null : { id: detail.tokenId, name: detail.tokenName ?? '' },
    madeBy: detail.madeBy,
    request: {
      method: detail.method,
      url: detail.url,
      path: detail.path,
      headers: detail.requestHeaders,
      body: detail.requestBody,
      bytes: detail.requestBytes,
    },
    response: { status: detail.status, headers: detail.responseHeaders, body: detail.responseBody },
    verdict: detail.verdict,
    sentence: detail.sentence,
    resource: { type: detail.resourceType, id: detail.resourceId, name: detail.resourceName },
    findings: detail.findings,
    forgiven: detail.forgiven,
    evidence: detail.evidence,
    changes: detail.changes.map(({ resourceType, resourceId, resourceName, kind, version, before, after }) => ({
      resourceType,
      resourceId,
      resourceName,
      kind,
      version,
      before,
      after,
    })),
    pinned: marks.pinned,
    note: marks.note,
    tags: [...marks.tags],
  };
}
