import { withHost } from '../../support/with-host.ts';

/** A host, and what the tests of accounts do with it again and again. */
export function withAccounts() {
  const running = withHost([]);
  const detail = (id: string) => running.console.directory.get({ id });
  const logIn = async (id: string) => (await detail(id)).logIn;
  const sentences = async (id: string) => (await detail(id)).history.map((change) => change.sentence);
  const bringBack = async (id: string) => {
    const [deletion] = (await detail(id)).history;
    return running.console.history.undo({ changeId: deletion?.id ?? 0 });
  };
  const says = (singleSignOn: 'unanswered' | 'on' | 'off') => running.console.accounts.saveSettings({ singleSignOn });
  const local = (userName: string) => running.console.accounts.createLocalUser({ userName, email: userName });
  const latestFindings = async () => {
    const [row] = (await running.console.exchanges.list({ limit: 1 })).items;
    return running.console.exchanges.get({ id: row?.id ?? 0 });
  };
  return { running, detail, logIn, sentences, bringBack, says, local, latestFindings };
}
