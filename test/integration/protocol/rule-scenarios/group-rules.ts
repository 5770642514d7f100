import { bodyOf, freshName, group, search } from '../../../support/scim-answers.ts';
import { type Scenarios, type Trial, memberIds } from './trial.ts';

/** The rules on groups and their members. */
export const groupRules = (on: Trial): Scenarios => ({
  'pushed-group-name': {
    act: async () => {
      const local = await on.running.client.get(`/Groups${search('displayName eq "System Administrators"')}`);
      const answer = await on.running.client.post('/Groups', group('SYSTEM administrators'));
      const what = await on.seen(answer);
      return { what, same: answer.json().id === bodyOf(local).Resources?.[0]?.id };
    },
    expected: {
      match: { what: '201', same: true },
      conflict: { what: '409 uniqueness pushed-group-name', same: false },
    },
  },
  'remove-with-value': {
    act: async () => {
      const [ann, bob] = [await on.person(), await on.person()];
      const { id } = await on.team([ann.id, bob.id]);
      await on.running.client.patch(`/Groups/${id}`, [{ op: 'remove', path: 'members', value: [{ value: ann.id }] }]);
      return memberIds(bodyOf(await on.running.client.get(`/Groups/${id}`))).length;
    },
    expected: { 'listed-only': 1, 'whole-attribute': 0 },
  },
  'group-name-unique': {
    act: async () => {
      const one = await on.team();
      const again = await on.seen(await on.running.client.post('/Groups', group(String(one['displayName']).toUpperCase())));
      const other = await on.team();
      const renaming = [{ op: 'replace', path: 'displayName', value: one['displayName'] }];
      return [again, await on.seen(await on.running.client.patch(`/Groups/${other.id}`, renaming))];
    },
    expected: {
      conflict: ['409 uniqueness group-name-unique', '409 uniqueness group-name-unique'],
      allow: ['201', '204'],
    },
  },
  'unknown-member': {
    act: async () => {
      const ann = await on.person();
      const members = [{ value: 'no-such-id' }, { value: ann.id }];
      const answer = await on.running.client.post('/Groups', group(freshName('ghosts'), { members }));
      const what = await on.seen(answer);
      return [what, answer.status === 201 ? memberIds(answer.json()).length : 0];
    },
    expected: { refuse: ['400 invalidValue unknown-member', 0], ignore: ['201', 1] },
  },
  'patch-group-answer': {
    act: async () => {
      const one = await on.team();
      const operations = [{ op: 'replace', path: 'displayName', value: freshName('renamed') }];
      const plain = await on.running.client.patch(`/Groups/${one.id}`, operations);
      const asked = await on.running.client.patch(`/Groups/${one.id}?attributes=displayName`, operations);
      return [plain.status, plain.text === '', asked.status];
    },
    expected: { '200': [200, false, 200], '204': [204, true, 200] },
  },
});
