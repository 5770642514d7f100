import { encodeBody } from '#main/store/body-codec.ts';
import type { ExchangeRow } from '#main/store/repositories/exchanges.ts';
import type { Store } from '#main/store/store.ts';

/** Records an exchange as Entra ID makes them, a second after the one before; `part` is what the test is about. */
export function record(store: Store, id: number, part: Partial<ExchangeRow> & { body?: string; rules?: string[] } = {}): void {
  const { body, rules = [], ...row } = part;
  store.write((tx) =>
    tx.exchanges.insert(
      {
        id,
        at: new Date(Date.parse('2026-03-02T14:00:00Z') + id * 1000).toISOString(),
        idp: 'entra',
        client: 'Entra ID',
        method: 'POST',
        path: '/Users',
        url: '/scim/v2/Users',
        status: 201,
        duration_us: 1500,
        verdict: 'ok',
        sentence: `Entra ID created user${id}@contoso.example`,
        resource_type: 'User',
        resource_id: `u${id}`,
        resource_name: `user${id}@contoso.example`,
        finding_count: rules.length,
        remote: '127.0.0.1',
        token_id: 't1',
        token_name: 'Entra',
        request_headers: '[]',
        request_body: encodeBody(body ?? null),
        request_bytes: 0,
        response_headers: '[]',
        response_body: null,
        findings: rules.length === 0 ? null : JSON.stringify(rules.map((ruleId) => ({ ruleId }))),
        evidence: '[]',
        forgiven: null,
        made_by: null,
        run_id: null,
        ...row,
      },
      rules,
    ),
  );
}
