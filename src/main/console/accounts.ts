import { AccountSettings, type ConsoleContract, type Service } from '#shared/contract/index.ts';
import { logInFacts, mayManageUsers } from '../account/log-in.ts';
import { tryPassword } from '../account/try-password.ts';
import { generatePassword, removePassword, setPassword } from '../account/password.ts';
import type { Act } from '../directory/act.ts';
import { noteAct } from '../directory/note-act.ts';
import { createByHand, deleteByHand, setActiveByHand } from '../directory/users-by-hand.ts';
import { parseDoc } from '../store/document.ts';
import { type Work, requireResource } from '../directory/work.ts';
import { ConsoleError } from './console-error.ts';
import type { ConsoleDependencies } from './console.ts';
import { performAndTell } from './perform-and-tell.ts';
import { toldAtOnce } from './told.ts';

export function createAccountOperations(dependencies: ConsoleDependencies): Service<ConsoleContract>['accounts'] {
  const { sandbox, events, clock } = dependencies;

  /** @throws ConsoleError where a rule refuses it */
  const act = <T>(work: (work: Work) => Act<T>): T => {
    const model = sandbox.profile.byName('User');
    if (model === undefined) throw new ConsoleError('conflict', 'The profile of this sandbox has no users.');
    return toldAtOnce(() => performAndTell(dependencies, model, work));
  };

  return {
    settings: () => sandbox.accountSettings,

    saveSettings: (values) => {
      sandbox.setAccountSettings(AccountSettings.parse({ ...sandbox.accountSettings, ...values }));
      events.publish({ type: 'settings.changed' });
      return sandbox.accountSettings;
    },

    setPassword: ({ id, password }) => {
      const chosen = password ?? generatePassword();
      return act((work) => {
        const user = requireResource(work, id);
        setPassword(work.tx, user, chosen, 'admin', work.now);
        const name = noteAct(work, user);
        return { result: { password: password === undefined ? chosen : null }, deed: `set a password for ${name}` };
      });
    },

    tryPassword: ({ id, password }) =>
      sandbox.store.read((tx) => {
        const row = tx.resources.byId(id);
        if (row?.type !== 'User') throw new ConsoleError('not_found', 'This user does not exist any more.');
        const facts = logInFacts(tx, row, parseDoc(row));
        return tryPassword(facts, password, mayManageUsers(tx, row), sandbox.accountSettings, clock.now().toISOString());
      }),

    removePassword: ({ id }) =>
      act((work) => {
        const user = requireResource(work, id);
        removePassword(work.tx, user);
        const name = noteAct(work, user);
        return { result: { id }, deed: `took away the password of ${name}` };
      }),

    createLocalUser: (input) => {
      if (!/^[^\s@]+@[^\s@]+$/.test(input.email)) {
        throw new ConsoleError('invalid_input', `"${input.email}" is no e-mail address: it has the form name@example.com.`);
      }
      return { id: act((work) => createByHand(work, input)) };
    },

    setActive: ({ id, active }) => ({ id: act((work) => setActiveByHand(work, id, active)) }),
    deleteUser: ({ id }) => ({ id: act((work) => deleteByHand(work, id)) }),
  };
}
