import { MEISTERPLAN, bodyOf, freshName } from '../../../support/scim-answers.ts';
import { minimalUser } from '../../../support/scim-client.ts';
import { type Scenarios, type Trial, memberIds } from './trial.ts';

/** The rules on users: who they are, who may be there twice, and how they go. */
export const userRules = (on: Trial): Scenarios => ({
  'user-without-group': {
    act: async () => {
      const ann = await on.person();
      const { id } = await on.team([ann.id]);
      await on.running.client.patch(`/Groups/${id}`, [{ op: 'remove', path: 'members' }]);
      const [row] = (await on.running.console.directory.users({ text: String(ann['userName']) })).items;
      return { log: await on.told('user-without-group'), screen: row?.warnings.length };
    },
    expected: { warn: { log: true, screen: 1 }, off: { log: false, screen: 0 } },
  },
  'duplicate-user-name': {
    act: async () => {
      const ann = await on.person({ name: { givenName: 'Ann', familyName: 'Ahorn' } });
      const again = { ...minimalUser(String(ann['userName']).toUpperCase()), name: { givenName: 'Anna' } };
      const answer = await on.running.client.post('/Users', again);
      const what = await on.seen(answer);
      const now = bodyOf(await on.running.client.get(`/Users/${ann.id}`));
      return { what, same: answer.json().id === ann.id, name: now['name'] };
    },
    expected: {
      conflict: { what: '409 uniqueness duplicate-user-name', same: false, name: { givenName: 'Ann', familyName: 'Ahorn' } },
      update: { what: '201', same: true, name: { givenName: 'Anna', familyName: 'Ahorn' } },
    },
  },
  'delete-user': {
    act: async () => {
      const ann = await on.person();
      const { id } = await on.team([ann.id]);
      const deleted = await on.running.client.delete(`/Users/${ann.id}`);
      const read = await on.running.client.get(`/Users/${ann.id}`);
      const left = memberIds(bodyOf(await on.running.client.get(`/Groups/${id}`))).length;
      return { deleted: deleted.status, read: read.status, active: read.json()['active'], left };
    },
    expected: {
      delete: { deleted: 204, read: 404, active: undefined, left: 0 },
      deactivate: { deleted: 204, read: 200, active: false, left: 1 },
    },
  },
  'duplicate-email': {
    act: async () => {
      const ann = await on.person();
      const emails = [{ value: String(ann['userName']).toUpperCase(), type: 'work' }];
      const what = await on.seen(await on.running.client.post('/Users', { ...minimalUser(freshName('other')), emails }));
      const bob = await on.person();
      const patched = await on.seen(
        await on.running.client.patch(`/Users/${bob.id}`, [{ op: 'replace', path: 'emails', value: emails }]),
      );
      return [what, patched];
    },
    expected: {
      warn: ['201', '200'],
      conflict: ['409 uniqueness duplicate-email', '409 uniqueness duplicate-email'],
    },
  },
  'invitation-on-update': {
    act: async () => {
      const ann = await on.person();
      const path = `${MEISTERPLAN}:sendInvitationMail`;
      await on.running.client.patch(`/Users/${ann.id}`, [{ op: 'add', path, value: true }]);
      return on.told('invitation-not-repeated');
    },
    expected: { note: true, off: false },
  },
  'linked-resource': {
    act: async () => {
      const content = Buffer.from('id;name\nR-1;Ann').toString('base64');
      await on.running.console.resources.import({ content, mode: 'replace' });
      const [known, unknown] = ['R-1', 'R-2'].map((id) => ({
        ...minimalUser(freshName('linked')),
        [MEISTERPLAN]: { linkedResource: { id } },
      }));
      const named = await on.seen(await on.running.client.post('/Users', known));
      const what = await on.seen(await on.running.client.post('/Users', unknown));
      const said = await on.told('unknown-linked-resource');
      await on.running.console.resources.clear({});
      return { named, what, said, withoutList: await on.seen(await on.running.client.post('/Users', unknown)) };
    },
    expected: {
      refuse: { named: '201', what: '400 invalidValue linked-resource', said: true, withoutList: '201' },
      warn: { named: '201', what: '201', said: true, withoutList: '409 uniqueness duplicate-user-name' },
      accept: { named: '201', what: '201', said: false, withoutList: '409 uniqueness duplicate-user-name' },
    },
  },
  'patch-user-answer': {
    act: async () => {
      const ann = await on.person();
      const operations = [{ op: 'replace', path: 'active', value: false }];
      const plain = await on.running.client.patch(`/Users/${ann.id}`, operations);
      const asked = await on.running.client.patch(`/Users/${ann.id}?attributes=active`, operations);
      return [plain.status, plain.text === '', asked.status];
    },
    expected: { '200': [200, false, 200], '204': [204, true, 200] },
  },
});
