import { expect, test } from 'vitest';
import type { CheckId } from '#shared/contract/golive.ts';
import { judgeChecklist } from '#main/golive/checklist/judge.ts';
import type { GoLiveFacts } from '#main/golive/facts.ts';
import { everything, nothing } from './facts-fixture.ts';

const { senders, testIds, answeredIds, required, acts, groups, cycle, activeUsers } = everything;
const simulated = { senders, testIds, answeredIds, required, acts, groups, cycle, activeUsers };
const played: GoLiveFacts = { ...nothing, idp: 'entra', singleSignOn: 'on', simulated };
const check = (id: CheckId, facts: GoLiveFacts) => judgeChecklist(facts, []).items.find((one) => one.id === id);

test('what only the simulator did is half of the way: still open, with its evidence and what the provider has to do', () => {
  expect(check('user-created', played)).toMatchObject({
    state: 'rehearsed',
    what: 'Only in the rehearsal: Entra ID created anna@contoso.example.',
    next: 'Assign one person to the application and provision them.',
    clickPath: expect.any(Array),
    evidence: { exchanges: { ids: [2], total: 1 } },
  });
  const list = judgeChecklist(played, []);
  expect(list.items.filter(({ state }) => state === 'rehearsed').map(({ id }) => id)).toEqual([
    'connection-tested',
    'required-mappings',
    'user-created',
    'user-updated',
    'user-disabled',
    'user-enabled',
    'user-deleted',
    'group-rights',
    'last-cycle-clean',
    'traps-solved',
    'service-account-out',
    'log-in-works',
  ]);
  expect(list).toMatchObject({ ready: false, open: 13 });
  expect(list.sentence).toBe('13 of 14 are still open. 12 of them were seen in the rehearsal only.');
});

test('what the real provider did wrong stays open, however well the simulator did it', () => {
  const real = {
    ...played,
    cycle: { from: '', to: '', exchanges: 3, refusedIds: [7] },
    groups: [{ id: 'g', name: 'Sales', members: 1, hasRights: false }],
  };
  expect(check('last-cycle-clean', real)).toMatchObject({ state: 'open', evidence: { exchanges: { ids: [7] } } });
  expect(check('group-rights', real)?.state).toBe('open');
});

test('what the real provider did is done, and what the simulator could not do is open in the words of the provider', () => {
  expect(check('user-created', { ...everything, simulated })?.state).toBe('done');
  const bare = { ...simulated, acts: nothing.acts };
  expect(check('user-created', { ...played, simulated: bare })).toMatchObject({
    state: 'open',
    what: 'Entra ID has created no user yet.',
  });
});

test('a waiver covers what was rehearsed only', () => {
  const waiver = { check_id: 'user-deleted', reason: 'Nobody is ever deleted here.', at: '2026-11-24T10:00:00Z', subject: '' };
  const { items } = judgeChecklist(played, [waiver]);
  expect(items.find(({ id }) => id === 'user-deleted')).toMatchObject({ state: 'waived', lapsed: null });
});

test('who was deleted and came back has several accounts, and is named once', () => {
  const deleted = (exchangeId: number, id: string, name: string) => ({ exchangeId, resource: { id, name } });
  const sightings = [
    deleted(9, 'a3', 'anna@contoso.example'),
    deleted(8, 'b1', 'ben@contoso.example'),
    deleted(7, 'a2', 'Anna@contoso.example'),
    deleted(6, 'a1', 'anna@contoso.example'),
    deleted(5, 'b1', 'ben@contoso.example'),
    deleted(4, 'c2', 'cleo@contoso.example'),
    deleted(3, 'c1', 'cleo@contoso.example'),
  ];
  const again = { ...played, simulated: { ...simulated, acts: { ...acts, deleted: sightings } } };
  expect(check('user-deleted', again)).toMatchObject({
    what: 'Only in the rehearsal: Entra ID deleted anna@contoso.example (3 times), ben@contoso.example and cleo@contoso.example (twice).',
    evidence: {
      users: { items: [{ id: 'a3' }, { id: 'b1' }, { id: 'c2' }], total: 3 },
      exchanges: { ids: [9, 8, 7, 6, 5, 4, 3], total: 7 },
    },
  });
});
