import type { Answered, Recorded } from '#main/replay/recorded.ts';

/** An exchange as the log would have kept it. */
export function recorded(change: Partial<Recorded>): Recorded {
  const body = change.requestBody ?? null;
  const path = change.path ?? '/Users';
  return {
    exchangeId: 1,
    at: '2026-03-02T14:00:00.000Z',
    sentence: 'Entra ID created anna@contoso.example',
    verdict: 'ok',
    method: 'GET',
    path,
    url: `/scim/v2${path}`,
    requestHeaders: [],
    requestBody: body,
    requestBytes: body === null ? 0 : Buffer.byteLength(body),
    status: 200,
    responseHeaders: [],
    responseBody: null,
    ruleIds: [],
    ...change,
  };
}

export function answered(status: number, body: unknown, headers: Answered['headers'] = []): Answered {
  return { status, headers, body: body === null ? null : JSON.stringify(body), durationUs: 1, verdict: null, told: null };
}

export const NOTHING_LEARNED = { ids: [], mentions: [], versions: [], cursors: [] };
