import type { LogFileEvent, LogFileExchange } from '#main/log/format/schema.ts';
import type { LogFileFacts } from '#main/log/format/write.ts';

export const FACTS: LogFileFacts = {
  createdBy: 'scim-rehearsal 0.1.0',
  createdAt: '2026-03-02T14:10:00.000Z',
  sandbox: 'default',
  profile: 'meisterplan',
  tenantUrl: 'http://127.0.0.1:4700/scim/v2',
  pseudonymised: false,
  query: null,
};

/** An exchange as Entra ID makes one; `part` is what the test is about. */
export function exchangeEntry(part: Partial<LogFileExchange> = {}): LogFileExchange {
  return {
    kind: 'exchange',
    id: 1,
    at: '2026-03-02T14:02:11.318Z',
    durationMs: 3.1,
    idp: 'entra',
    client: 'Entra ID, default dialect',
    remoteAddress: '127.0.0.1',
    madeBy: null,
    token: { id: 't1', name: 'Entra' },
    request: {
      method: 'POST',
      url: '/scim/v2/Users',
      path: '/Users',
      headers: [{ name: 'Authorization', value: 'Bearer api-01••••' }],
      body: '{"userName":"anna@contoso.example"}',
      bytes: 35,
    },
    response: { status: 201, headers: [{ name: 'ETag', value: 'W/"1"' }], body: '{"id":"u1","userName":"anna@contoso.example"}' },
    verdict: 'ok',
    sentence: 'Entra ID created anna@contoso.example',
    resource: { type: 'User', id: 'u1', name: 'anna@contoso.example' },
    findings: [],
    forgiven: [],
    evidence: [],
    changes: [],
    pinned: false,
    note: null,
    tags: [],
    ...part,
  };
}

export function eventEntry(part: Partial<LogFileEvent> = {}): LogFileEvent {
  return {
    kind: 'event',
    id: 'e1',
    at: '2026-03-02T14:02:11.000Z',
    durationMs: 250,
    idp: 'entra',
    action: 'Create',
    outcome: 'success',
    sentence: 'Entra ID logged Create for anna@contoso.example: success',
    subject: { name: 'Anna Smith', sourceId: 's1', targetId: 'u1', userName: 'anna@contoso.example' },
    error: null,
    steps: [],
    modified: [],
    cycleId: 'c1',
    ...part,
  };
}
