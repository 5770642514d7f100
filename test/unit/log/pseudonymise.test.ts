import { describe, expect, test } from 'vitest';
import type { LogFileExchange } from '#main/log/format/schema.ts';
import { Pseudonymiser } from '#main/log/pseudonymise/pseudonymiser.ts';
import { exchangeEntry } from './format/entries.ts';

const ID = '2819c223-7f76-453a-919d-413861904646';
const ANNA = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName: 'anna.smith@contoso.example',
  externalId: 'asmith',
  name: { givenName: 'Anna', familyName: 'Smith', formatted: 'Anna Smith' },
  displayName: 'Anna Smith',
  emails: [
    { type: 'work', value: 'Anna.Smith@contoso.example', primary: true },
    { type: 'home', value: 'anna@elsewhere.example' },
  ],
  phoneNumbers: [{ type: 'work', value: '+49 89 123456' }],
  title: 'Consultant',
};
const SECRETS = /anna|smith|contoso|elsewhere|123456/i;

function exchange(
  part: { body?: unknown; answer?: unknown; path?: string; sentence?: string } & Partial<LogFileExchange>,
): LogFileExchange {
  const { body, answer, path = '/Users', ...rest } = part;
  const base = exchangeEntry(rest);
  return {
    ...base,
    request: { ...base.request, path, url: `/scim/v2${path}`, body: body === undefined ? null : JSON.stringify(body) },
    response: { ...base.response, body: answer === undefined ? null : JSON.stringify(answer) },
  };
}

const SEARCH = exchange({
  path: '/Users?filter=userName+eq+%22anna.smith%40contoso.example%22',
  answer: { totalResults: 0, Resources: [] },
  sentence: 'Entra ID looked for anna.smith@contoso.example: found none',
  resource: { type: null, id: null, name: null },
});
const CREATE = exchange({
  body: ANNA,
  answer: { ...ANNA, id: ID },
  sentence: 'Entra ID created anna.smith@contoso.example',
  resource: { type: 'User', id: ID, name: 'anna.smith@contoso.example' },
});
const PATCH = exchange({
  path: `/Users/${ID}`,
  body: {
    Operations: [
      { op: 'Replace', path: 'name.familyName', value: 'Smith' },
      { op: 'Replace', path: 'emails[type eq "work"].value', value: 'anna.smith@contoso.example' },
      { op: 'Add', value: { 'name.givenName': 'Anna', displayName: 'Anna Smith' } },
    ],
  },
  sentence: 'Entra ID changed name.familyName of anna.smith@contoso.example',
  resource: { type: 'User', id: ID, name: 'anna.smith@contoso.example' },
});

describe('a pseudonymised log', () => {
  test('holds nothing of the person, in bodies, paths, filters and sentences', () => {
    const pseudonymiser = new Pseudonymiser();
    for (const one of [SEARCH, CREATE, PATCH]) expect(JSON.stringify(pseudonymiser.exchange(one))).not.toMatch(SECRETS);
  });

  test('has the same pseudonym for the same person everywhere, and keeps ids and all that is no name', () => {
    const pseudonymiser = new Pseudonymiser();
    const [search, create, patch] = [SEARCH, CREATE, PATCH].map((one) => pseudonymiser.exchange(one));
    expect(search?.sentence).toBe('Entra ID looked for person1@domain1.example: found none');
    expect(decodeURIComponent(search?.request.path ?? '').replaceAll('+', ' ')).toBe(
      '/Users?filter=userName eq "person1@domain1.example"',
    );
    const user = JSON.parse(create?.response.body ?? '') as typeof ANNA & { id: string };
    expect(user).toMatchObject({
      id: ID,
      userName: 'person1@domain1.example',
      name: { givenName: 'Given1', familyName: 'Family1', formatted: 'Given1 Family1' },
      title: 'Consultant',
    });
    expect(create?.resource).toEqual({ type: 'User', id: ID, name: 'person1@domain1.example' });
    expect(patch?.request.path).toBe(`/Users/${ID}`);
    expect(JSON.parse(patch?.request.body ?? '')).toEqual({
      Operations: [
        { op: 'Replace', path: 'name.familyName', value: 'Family1' },
        { op: 'Replace', path: 'emails[type eq "work"].value', value: 'person1@domain1.example' },
        { op: 'Add', value: { 'name.givenName': 'Given1', displayName: 'Given1 Family1' } },
      ],
    });
  });

  test('still shows the traps: a mail in capitals, a mail in another domain', () => {
    const user = JSON.parse(new Pseudonymiser().exchange(CREATE).request.body ?? '') as typeof ANNA;
    expect(user.emails.map(({ value }) => value)).toEqual(['Person1@domain1.example', 'person1@domain2.example']);
  });

  test('tells persons apart, and takes a member of a group for who it is', () => {
    const pseudonymiser = new Pseudonymiser();
    pseudonymiser.exchange(CREATE);
    const ben = exchange({
      body: { userName: 'ben@contoso.example' },
      sentence: 'Entra ID created ben@contoso.example',
      resource: { type: 'User', id: 'u2', name: 'ben@contoso.example' },
    });
    expect(pseudonymiser.exchange(ben).sentence).toBe('Entra ID created person2@domain1.example');
    const group = exchange({
      path: '/Groups',
      body: { displayName: 'Sales', members: [{ value: ID, display: 'Anna Smith' }] },
      sentence: 'Entra ID created Sales with anna.smith@contoso.example',
      resource: { type: 'Group', id: 'g1', name: 'Sales' },
    });
    const shown = pseudonymiser.exchange(group);
    expect(JSON.parse(shown.request.body ?? '')).toEqual({
      displayName: 'Sales',
      members: [{ value: ID, display: 'Given1 Family1' }],
    });
    expect(shown.sentence).toBe('Entra ID created Sales with person1@domain1.example');
  });

  test('leaves out what nobody can read for names: notes, bodies that are not JSON, the address of the caller', () => {
    const shown = new Pseudonymiser().exchange(
      exchangeEntry({
        note: 'Ask Anna',
        remoteAddress: '10.1.2.3',
        request: { ...exchangeEntry().request, body: '{"userName":"anna' },
      }),
    );
    expect(shown.note).toBeNull();
    expect(shown.remoteAddress).toBe('(left out)');
    expect(shown.request.body).toMatch(/left out of a pseudonymised log/);
  });
});
