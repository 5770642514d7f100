import { describe, expect, test } from 'vitest';
import type { Caller, WireRequest } from '#main/dialect/caller.ts';
import { recognise, unknownCaller } from '#main/dialect/recognise.ts';
import { URN } from '#shared/scim/urns.ts';

function request(parts: Partial<WireRequest>): WireRequest {
  return { method: 'GET', path: '/Users', query: '', headers: {}, body: undefined, ...parts };
}

const patch = (path: string, ...operations: object[]) =>
  request({ method: 'PATCH', path, body: JSON.parse(JSON.stringify({ schemas: [URN.patchOp], Operations: operations })) });
const probe = 'filter=userName+eq+%22cf4d78e8-2b2c-4f3e-9a53-1b5b7f1c9d11%22';
const okta = { 'user-agent': 'Okta SCIM Client 1.0.0' };
const adScim = { adscimversion: 'Date:2026-11-02, ActivityId:1' };

describe('recognise by proof', () => {
  test.each<[string, Partial<WireRequest>, Partial<Caller>]>([
    [
      'header ADSCIMVersion',
      { headers: adScim },
      { idp: 'entra', dialect: 'entra', name: 'Entra ID', evidence: ['header `ADSCIMVersion` present'] },
    ],
    ['the flag in the address', { query: 'aadOptscim062020&filter=id+pr' }, { idp: 'entra', dialect: 'entra-scim2020' }],
    ['the flag spelled as IBM spells it', { query: 'aadOptSCIM062020=true' }, { idp: 'entra', dialect: 'entra-scim2020' }],
    [
      'the ADSCIM schema URI',
      {
        method: 'POST',
        path: '/Groups',
        body: { schemas: [URN.group, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'] },
      },
      { idp: 'entra' },
    ],
    ['the Okta user agent', { headers: okta }, { idp: 'okta', dialect: 'okta' }],
    [
      'the Google user agent',
      { headers: { 'user-agent': 'Google-Auto-Provisioning' } },
      { idp: 'google', name: 'Google Workspace' },
    ],
    ['the OneLogin user agent', { headers: { 'user-agent': 'OneLogin SCIM' } }, { idp: 'onelogin' }],
  ])('%s', (_, parts, caller) => {
    expect(recognise(request(parts))).toMatchObject(caller);
  });
});

describe('recognise by shape', () => {
  test.each<[string, WireRequest, Partial<Caller>]>([
    ['random GUID search: Entra ID', request({ query: probe }), { idp: 'entra', dialect: 'entra' }],
    [
      'capital operations: Entra ID, default dialect',
      patch('/Users/1', { op: 'Replace', path: 'active', value: 'False' }),
      { idp: 'entra', dialect: 'entra-default' },
    ],
    [
      'dotted keys: Entra ID, SCIM-compliant dialect',
      patch('/Users/1', { op: 'replace', value: { 'name.givenName': 'N' } }),
      { idp: 'entra', dialect: 'entra-scim2020' },
    ],
    ['dangling & with plus signs: OneLogin', request({ query: 'filter=userName+eq+%22u01%22&' }), { idp: 'onelogin' }],
    ['bare ?: OneLogin', request({ method: 'PUT', path: '/Users/1', bareQuery: true, body: {} }), { idp: 'onelogin' }],
    [
      'legacy schema URI: OneLogin',
      request({ method: 'POST', body: { schemas: ['urn:scim:schemas:core:1.0'] } }),
      { idp: 'onelogin' },
    ],
    [
      'lower-case remove with a list: JumpCloud',
      patch('/Groups/1', { op: 'remove', path: 'members', value: [{ value: 'a' }] }),
      { idp: 'jumpcloud' },
    ],
    ['username Eq: PingOne', request({ query: 'filter=username%20Eq%20%22a%22' }), { idp: 'pingone' }],
    ['GET /Users/0: PingFederate', request({ path: '/Users/0' }), { idp: 'pingfederate' }],
    [
      'an Okta id as externalId: Okta',
      request({ method: 'POST', body: { externalId: '00u1a2b3c4d5e6f7g8h9' } }),
      { idp: 'okta' },
    ],
  ])('%s', (_, wire, caller) => {
    expect(recognise(wire)).toMatchObject(caller);
  });

  test.each<[string, WireRequest]>([
    ['a plain list', request({ query: 'startIndex=1&count=100' })],
    ['a plain PATCH', patch('/Users/1', { op: 'replace', path: 'active', value: false })],
    ['a plain PUT of a group', request({ method: 'PUT', path: '/Groups/1', body: { schemas: [URN.group], displayName: 'G' } })],
    ['a search for a name that is no GUID', request({ query: 'filter=userName+eq+%22anna%22' })],
    ['a GUID search with paging', request({ query: `${probe}&count=1` })],
  ])('%s tells nothing', (_, wire) => {
    expect(recognise(wire)).toEqual(unknownCaller);
  });
});

describe('recognise the dialect of a known identity provider', () => {
  const oktaRequest = (parts: Partial<WireRequest>) => recognise(request({ headers: okta, ...parts }));

  test('Okta: PUT of a group or of a deactivated user means an app from the wizard', () => {
    expect(oktaRequest({ method: 'PUT', path: '/Groups/1', body: {} }).dialect).toBe('okta-wizard');
    expect(oktaRequest({ method: 'PUT', path: '/Users/1', body: { active: false } }).dialect).toBe('okta-wizard');
  });

  test('Okta: PUT of an active user settles nothing, since both kinds of app send it', () => {
    expect(oktaRequest({ method: 'PUT', path: '/Users/1', body: { active: true } }).dialect).toBe('okta');
  });

  test('Okta: any PATCH means an app from the catalog', () => {
    expect(recognise({ ...patch('/Users/1', { op: 'replace', value: { active: false } }), headers: okta })).toMatchObject({
      dialect: 'okta-catalog',
      client: 'Okta, app from the catalog',
    });
  });

  test('Entra ID: lower-case removal of one member by filter means the SCIM-compliant dialect', () => {
    const wire = { ...patch('/Groups/1', { op: 'remove', path: 'members[value eq "u1"]' }), headers: adScim };
    expect(recognise(wire).dialect).toBe('entra-scim2020');
  });

  test('Entra ID: provision on demand sends the default dialect in spite of the flag, and the evidence says so', () => {
    const wire = { ...patch('/Users/1', { op: 'Replace', path: 'active', value: 'False' }), query: 'aadOptscim062020' };
    const caller = recognise(wire);
    expect(caller.dialect).toBe('entra-default');
    expect(caller.evidence.at(-1)).toContain('Provision on demand');
  });
});

describe('recognise by the token', () => {
  const entra = recognise({ ...patch('/Users/1', { op: 'Add', path: 'active', value: 'True' }), headers: adScim });

  test('a bare GET is of the caller last seen with the token', () => {
    expect(recognise(request({ path: '/Users/7' }), entra)).toMatchObject({
      idp: 'entra',
      dialect: 'entra-default',
      evidence: ['dialect as in earlier Entra ID requests with the same token'],
    });
    expect(recognise(request({ path: '/Users/7' }), recognise(request({ headers: adScim }))).evidence).toEqual([
      'same token as earlier Entra ID requests',
    ]);
  });

  test('the shape of another vendor does not outweigh the token', () => {
    expect(recognise(patch('/Groups/1', { op: 'remove', path: 'members', value: [{ value: 'a' }] }), entra).idp).toBe('entra');
  });

  test('proof of another vendor does', () => {
    expect(recognise(request({ headers: okta }), entra)).toMatchObject({ idp: 'okta', dialect: 'okta' });
  });

  test('a tool used by hand is not taken for the identity provider', () => {
    expect(recognise(request({ headers: { 'user-agent': 'curl/8.5.0' } }), entra)).toMatchObject({
      idp: 'unknown',
      client: 'Unknown client (curl/8.5.0)',
    });
  });

  test('a caller that was unknown is no evidence', () => {
    expect(recognise(request({}), unknownCaller)).toEqual(unknownCaller);
  });
});
