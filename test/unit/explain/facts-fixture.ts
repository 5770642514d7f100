import type { Caller } from '#main/dialect/caller.ts';
import { recognise } from '#main/dialect/recognise.ts';
import type { ExchangeFacts } from '#main/explain/facts.ts';

function callerWith(headers: Record<string, string>): Caller {
  return recognise({ method: 'GET', path: '/Users', query: '', headers, body: undefined });
}

export const entra = callerWith({ adscimversion: 'Date:2026-11-02' });
export const okta = callerWith({ 'user-agent': 'Okta SCIM Client 1.0.0' });
export const onelogin = callerWith({ 'user-agent': 'OneLogin SCIM' });
export const stranger = callerWith({});

/** A user created by Entra ID, unless said otherwise. */
export function factsOf(rest: Partial<ExchangeFacts>): ExchangeFacts {
  return {
    caller: entra,
    method: 'POST',
    path: '/Users',
    status: 201,
    operation: 'create',
    resourceType: 'User',
    resourceName: 'anna@contoso.example',
    resourceId: '2819c223-7f76-453a-919d-413861904646',
    filter: null,
    resultCount: null,
    membersAdded: null,
    membersRemoved: null,
    changedAttributes: [],
    error: null,
    forgiven: [],
    notes: [],
    ...rest,
  };
}
