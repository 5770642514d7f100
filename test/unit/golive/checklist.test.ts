import { describe, expect, test } from 'vitest';
import { type CheckId, CheckId as Ids } from '#shared/contract/golive.ts';
import { checkKinds, judgeChecklist, subjectOf } from '#main/golive/checklist/judge.ts';
import type { GoLiveFacts } from '#main/golive/facts.ts';
import { describeRule } from '#main/rules/catalogue.ts';
import { findTraps } from '#main/traps/find-traps.ts';
import { everything, nothing } from './facts-fixture.ts';

const check = (id: CheckId, facts: GoLiveFacts) => {
  const found = judgeChecklist(facts, []).items.find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no check ${id}`);
  return found;
};
const state = (id: CheckId, facts: Partial<GoLiveFacts>) => check(id, { ...everything, ...facts }).state;

describe('every check', () => {
  test.each(Ids.options)('%s is open while nothing was seen, but for the rules, and says what to do', (id) => {
    const found = check(id, nothing);
    expect(found.state).toBe(id === 'rules-as-documented' ? 'done' : 'open');
    if (found.state === 'open') expect(found.next).toMatch(/^[A-Z].*\.$/s);
    expect(found.evidence.exchanges.total).toBe(0);
  });

  test.each(Ids.options)('%s is done once it was seen', (id) => {
    expect(check(id, everything)).toMatchObject({ state: 'done', next: null, clickPath: null });
  });

  test('rests on a rule that exists or says how sure it is, and is written in sentences', () => {
    for (const { id, why, ruleId, ...kind } of Object.values(checkKinds)) {
      if (ruleId === null) expect('fidelity' in kind, id).toBe(true);
      else expect(describeRule(ruleId), id).toBeDefined();
      expect(why, id).toMatch(/^[A-Z`].*\.$/s);
      expect(why, id).not.toMatch(/Meisterplan will/i);
    }
  });

  test('counts in one sentence what is open', () => {
    expect(judgeChecklist(nothing, [])).toMatchObject({ ready: false, open: 13, sentence: '13 of 14 are still open.' });
    expect(judgeChecklist(everything, [])).toMatchObject({ ready: true, open: 0 });
  });
});

describe('the connection', () => {
  test('calls that nobody is recognised by prove no identity provider', () => {
    const stranger = { idp: 'unknown' as const, clients: ['A provisioning client'], exchanges: 1, first: '', last: '' };
    const found = check('connection-tested', { ...nothing, senders: [stranger], answeredIds: [4] });
    expect(found).toMatchObject({ state: 'open', what: 'Calls arrived, but none by which an identity provider is recognised.' });
    expect(found.evidence.exchanges.ids).toEqual([4]);
  });

  test('OneLogin has no known test of the connection: a call that was answered will do', () => {
    expect(state('connection-tested', { idp: 'onelogin', testIds: [] })).toBe('done');
  });
});

describe('the life of a user', () => {
  test('names who it was seen on, and where', () => {
    const found = check('user-disabled', everything);
    expect(found.what).toBe('Entra ID disabled anna@contoso.example.');
    expect(found.evidence).toMatchObject({ exchanges: { ids: [2], total: 1 }, users: { items: [{ id: 'a' }], total: 1 } });
  });

  test('Okta never deletes: not possible, unless it was seen', () => {
    const acts = { ...everything.acts, deleted: [] };
    expect(state('user-deleted', { idp: 'okta', acts })).toBe('not-possible');
    expect(state('user-deleted', { idp: 'okta' })).toBe('done');
  });

  test('Entra ID deletes after permanent deletion only: open, with the way to it', () => {
    const found = check('user-deleted', { ...everything, acts: { ...everything.acts, deleted: [] } });
    expect(found.state).toBe('open');
    expect(found.next).toContain('permanently');
  });
});

describe('what came with users and groups', () => {
  test('rule 4: one user without a required attribute keeps it open', () => {
    const attributes = [
      { path: 'userName', covered: 3 },
      { path: 'emails[type eq "work"].value', covered: 2 },
    ];
    const found = check('required-mappings', { ...everything, required: { users: 3, attributes } });
    expect(found).toMatchObject({ state: 'open', clickPath: ['Provisioning', 'Edit attribute mappings', expect.any(String)] });
    expect(found.what).toBe('3 users were sent; `emails[type eq "work"].value` was missing for 1.');
  });

  test('rule 9: a pushed group without rights keeps it open, and is named', () => {
    const bare = { id: 'b', name: 'Readers', members: 2, hasRights: false };
    const found = check('group-rights', { ...everything, groups: [...everything.groups, bare] });
    expect(found.what).toBe('1 of 2 pushed groups has no rights: Readers.');
    expect(found.evidence.groups).toEqual({ items: [{ id: 'b', name: 'Readers' }], total: 1 });
  });

  test('a refusal in the last cycle keeps it open, with the exchange', () => {
    const cycle = { from: '', to: '', exchanges: 4, refusedIds: [7] };
    const found = check('last-cycle-clean', { ...everything, cycle });
    expect(found.what).toBe('1 of the last 4 calls was refused or failed.');
    expect(found.evidence.exchanges.ids).toEqual([7]);
  });
});

describe('who gets in', () => {
  test('rule 3: rights beyond the two keep it open, and so do rights that are missing', () => {
    const owner = { id: 's', name: 'service@sandbox.example', used: true };
    expect(state('least-rights', { owners: [{ ...owner, rights: ['access-apis', 'manage-users', 'all-other'] }] })).toBe('open');
    expect(check('least-rights', { ...everything, owners: [{ ...owner, rights: ['manage-users'] }] }).what).toContain(
      'lacks "Access Meisterplan APIs',
    );
  });

  test('a user who cannot log in, and a question that nobody answered, keep it open', () => {
    expect(state('log-in-works', { singleSignOn: 'unanswered' })).toBe('open');
    const cannotLogIn = [{ id: 'a', name: 'anna@contoso.example' }];
    expect(state('log-in-works', { singleSignOn: 'off', activeUsers: { total: 2, cannotLogIn } })).toBe('open');
  });

  test('a rule that is set otherwise is named', () => {
    const rules = [
      { id: 'delete-user', title: 'Deletion', fidelity: 'inferred' as const, value: 'Deactivate', documented: 'Delete' },
    ];
    expect(check('rules-as-documented', { ...everything, rules }).what).toBe(
      '1 rule is set otherwise: "Deletion" is "Deactivate".',
    );
  });

  test('traps to solve or decide keep it open; what is only to know does not', () => {
    const traps = (severity: 'solve' | 'know') => [trap(severity)];
    expect(state('traps-solved', { traps: traps('solve') })).toBe('open');
    expect(state('traps-solved', { traps: traps('know') })).toBe('done');
  });
});

describe('a waiver', () => {
  const waiver = (subject: string) => ({
    check_id: 'group-rights',
    reason: 'Readers have none.',
    at: '2026-11-24T10:00:00Z',
    subject,
  });
  const bare = (id: string) => ({ id, name: id, members: 0, hasRights: false });
  const facts = (ids: string[]): GoLiveFacts => ({ ...everything, groups: ids.map(bare) });

  test('closes a check with its reason, for exactly what was open', () => {
    const subject = subjectOf(facts(['readers']), 'group-rights');
    const list = judgeChecklist(facts(['readers']), [waiver(subject)]);
    expect(list).toMatchObject({ ready: true, sentence: expect.stringContaining('1 is waived') });
    expect(list.items.find(({ id }) => id === 'group-rights')).toMatchObject({
      state: 'waived',
      waiver: { reason: 'Readers have none.' },
    });
  });

  test('lapses when something else is open', () => {
    const subject = subjectOf(facts(['readers']), 'group-rights');
    const found = judgeChecklist(facts(['readers', 'planners']), [waiver(subject)]).items.find(({ id }) => id === 'group-rights');
    expect(found).toMatchObject({ state: 'open', waiver: null, lapsed: { reason: 'Readers have none.' } });
  });

  test('says nothing once the check is done', () => {
    const found = judgeChecklist(everything, [waiver('readers')]).items.find(({ id }) => id === 'group-rights');
    expect(found).toMatchObject({ state: 'done', waiver: null, lapsed: null });
  });
});

function trap(severity: 'solve' | 'know') {
  const [found] = findTraps({
    singleSignOn: 'off',
    wantsGroup: true,
    users: [],
    groupCount: 0,
    privilegedGroups: [],
    tokenOwners: [],
    nestedGroups: [{ inner: { id: 'i', name: 'Inner' }, outer: { id: 'o', name: 'Outer' } }],
    traffic: [],
    lowerCased: [],
    dotted: [],
    refusedForMail: [],
    mappings: [],
  }).items;
  if (found === undefined) throw new Error('no trap was found');
  return { ...found, severity };
}
