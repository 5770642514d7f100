import { URN } from '#shared/scim/urns.ts';
import type { Draft } from './draft.ts';

const NEW_USER = {
  schemas: [URN.user],
  userName: 'anna@contoso.example',
  name: { givenName: 'Anna', familyName: 'Example' },
  emails: [{ type: 'work', value: 'anna@contoso.example', primary: true }],
  active: true,
};

export const BEGINNINGS = ['search', 'create', 'patch'] as const;
export type Beginning = (typeof BEGINNINGS)[number];

const ACCEPT = 'Accept: application/scim+json';
const WITH_BODY = `${ACCEPT}\nContent-Type: application/scim+json`;

/** The request that each beginning begins with. */
export const FIRST_DRAFTS: Readonly<Record<Beginning, Draft>> = {
  search: { method: 'GET', path: '/Users', headers: ACCEPT, body: '' },
  create: { method: 'POST', path: '/Users', headers: WITH_BODY, body: JSON.stringify(NEW_USER, null, 2) },
  patch: { method: 'PATCH', path: '/Users/', headers: WITH_BODY, body: '' },
};
