import type { ExchangeRow } from '#main/store/repositories/exchanges.ts';

/** An exchange of the log: Entra ID created a user. */
export function exchangeRow(id: number, more: Partial<ExchangeRow> = {}): ExchangeRow {
  return {
    id,
    at: new Date(id * 1000).toISOString(),
    idp: 'entra',
    client: 'Entra ID',
    method: 'POST',
    path: '/Users',
    url: '/scim/v2/Users',
    status: 201,
    duration_us: 1,
    verdict: 'ok',
    sentence: '',
    resource_type: 'User',
    resource_id: `u-${id}`,
    resource_name: null,
    finding_count: 0,
    remote: '127.0.0.1',
    token_id: null,
    token_name: null,
    request_headers: '[]',
    request_body: JSON.stringify({ userName: `user-${id}` }),
    request_bytes: 1,
    response_headers: '[]',
    response_body: null,
    findings: null,
    evidence: '[]',
    forgiven: null,
    made_by: null,
    run_id: null,
    ...more,
  };
}
