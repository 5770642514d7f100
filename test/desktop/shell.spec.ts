import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SHELL_CHANNELS } from '#shared/shell/shell-bridge.ts';
import { describeOnEachRuntime, expect, test } from './harness/test.ts';

describeOnEachRuntime(() => {
  test('saves a text where the user says, readable by this user alone', async ({ desktop }) => {
    const target = join(desktop.dataFolder, 'chosen.json');
    await desktop.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async (...given: unknown[]) => {
        Reflect.set(globalThis, 'proposed', Reflect.get(Object(given.at(-1)), 'defaultPath'));
        return { canceled: false, filePath };
      };
    }, target);
    const saved = await desktop.page.evaluate(() => window.shell?.saveTextFile('../../log.json', '{"exchanges":[]}'));
    expect(saved).toBe(target);
    expect(await readFile(target, 'utf8')).toBe('{"exchanges":[]}');
    const proposed = await desktop.evaluate(() => String(Reflect.get(globalThis, 'proposed')), null);
    expect(proposed).toMatch(/[/\\]log\.json$/);
    expect(proposed).not.toContain('..');
  });

  test('saves nothing when the user closes the dialog', async ({ desktop }) => {
    await desktop.evaluate(({ dialog }) => {
      dialog.showSaveDialog = async () => ({ canceled: true, filePath: '' });
    }, null);
    expect(await desktop.page.evaluate(() => window.shell?.saveTextFile('log.json', '{}'))).toBeNull();
  });

  test('shows the data folder and no other', async ({ desktop }) => {
    await desktop.evaluate(({ shell }) => {
      shell.openPath = async (path) => {
        Reflect.set(globalThis, 'shown', path);
        return '';
      };
    }, null);
    await desktop.page.evaluate(() => window.shell?.revealDataFolder());
    expect(await desktop.evaluate(() => Reflect.get(globalThis, 'shown') as unknown, null)).toBe(desktop.dataFolder);
  });

  test('opens no link that is not on the list', async ({ desktop }) => {
    await desktop.evaluate(({ shell }) => {
      shell.openExternal = () => Promise.reject(new Error('opened'));
    }, null);
    const refused = [
      'https://evil.example/',
      'https://www.rfc-editor.org.evil.example/',
      'https://user:secret@www.rfc-editor.org/',
      'https://www.rfc-editor.org:8443/',
      'file:///etc/passwd',
      'app://console/',
      'www.rfc-editor.org',
      'http://127.0.0.1:4700/scim/v2/Users',
      `http://127.0.0.1:4700/invitation/${'a'.repeat(43)}?x`,
      `http://evil.example/invitation/${'a'.repeat(43)}`,
      `http://user@127.0.0.1:4700/invitation/${'a'.repeat(43)}`,
    ];
    const answers = await desktop.page.evaluate(
      (urls) => Promise.all(urls.map(async (url) => window.shell?.openExternal(url))),
      refused,
    );
    expect(answers).toEqual(refused.map(() => false));
  });

  test('words the menu as the console is', async ({ desktop }) => {
    const labels = () => desktop.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? [], null);
    expect(await labels()).toEqual(expect.arrayContaining(['&File', '&Edit', '&View']));
    await desktop.page.getByRole('link', { name: 'Settings' }).click();
    await desktop.page.getByRole('radio', { name: 'Deutsch' }).check();
    await expect.poll(labels).toEqual(expect.arrayContaining(['&Datei', '&Bearbeiten', '&Ansicht']));
  });

  test('refuses arguments of another shape', async ({ desktop }) => {
    const call = desktop.page.evaluate(() => {
      const copy: ((text: unknown) => Promise<void>) | undefined = Reflect.get(Object(window.shell), 'copyText');
      return copy?.({ toString: 'not a text' });
    });
    await expect(call).rejects.toThrow('its arguments have the wrong shape');
  });

  test('answers no verb to another window or frame', async ({ desktop }) => {
    const channels = Object.values(SHELL_CHANNELS);
    const outcomes = await desktop.evaluate(async ({ BrowserWindow, ipcMain }, names) => {
      const own = BrowserWindow.getAllWindows()[0]?.webContents;
      const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<
        string,
        (event: object, ...args: unknown[]) => Promise<unknown>
      >;
      const foreign = {
        'another window': { sender: { mainFrame: own?.mainFrame }, senderFrame: own?.mainFrame },
        'another frame': { sender: own, senderFrame: { url: 'app://console/' } },
        'a frame that is gone': { sender: own, senderFrame: null },
      };
      const all: string[] = [];
      for (const name of names) {
        for (const [who, event] of Object.entries(foreign)) {
          const outcome = await Promise.resolve(handlers.get(name)?.(event, 'text', 'text')).then(
            () => 'answered',
            (error: unknown) => (error instanceof Error ? error.message : String(error)),
          );
          all.push(`${who}: ${outcome}`);
        }
      }
      return all;
    }, channels);
    const senders = ['another window', 'another frame', 'a frame that is gone'];
    expect(outcomes).toEqual(
      channels.flatMap((name) => senders.map((who) => `${who}: ${name} was refused: the sender is not the console.`)),
    );
  });
});
