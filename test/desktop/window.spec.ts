import { describeOnEachRuntime, expect, test } from './harness/test.ts';

/** Each deviation from this list is a decision, and this is where it shows. */
const WEB_PREFERENCES = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webSecurity: true,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
  spellcheck: false,
};

/** What the web platform may ask of a page, and what the console may have. */
const DENIED = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'];

describeOnEachRuntime(() => {
  test('opens one visible window that shows the console', async ({ desktop }) => {
    await expect(desktop.page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(desktop.page.url()).toMatch(new RegExp(`^${desktop.origin}/`));
    const visible = await desktop.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()),
      null,
    );
    expect(visible).toEqual([true]);
  });

  test('gives the page exactly the preferences of the list', async ({ desktop, runtime }) => {
    const given = await desktop.evaluate(({ BrowserWindow }): Record<string, unknown> => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents ?? {};
      // Electron has this for tests of its own and does not declare it.
      const read: unknown = Reflect.get(contents, 'getLastWebPreferences');
      if (typeof read !== 'function') throw new Error('this Electron does not tell the preferences of a page');
      return { ...(Reflect.apply(read, contents, []) as Record<string, unknown>) };
    }, null);
    expect(given).toMatchObject(WEB_PREFERENCES);
    // Electron adds its own defaults to what was given; the stand-in adds nothing, so there the list is whole.
    if (runtime === 'stand-in')
      expect(Object.keys(given).toSorted()).toEqual([...Object.keys(WEB_PREFERENCES), 'preload'].toSorted());
  });

  test('serves the page under the strict content security policy', async ({ desktop }) => {
    const policy = await desktop.evaluate(async ({ net }) => {
      const response = await net.fetch('app://console/');
      return response.headers.get('content-security-policy') ?? '';
    }, null);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toMatch(/style-src 'self' 'nonce-[^']+';/);
    expect(policy).not.toContain('unsafe');
  });

  test('answers no other host of the scheme', async ({ desktop }) => {
    const status = await desktop.evaluate(
      async ({ net }) => (await net.fetch('app://elsewhere/api/status.get', { method: 'POST' })).status,
      null,
    );
    expect(status).toBe(404);
  });

  test('gives the page the shell verbs and nothing else of the desktop', async ({ desktop }) => {
    const seen = await desktop.page.evaluate(() => ({
      shell: Object.keys(window.shell ?? {}).toSorted(),
      node: ['require', 'process', 'module', 'ipcRenderer', 'electron'].filter((name) => name in window),
    }));
    expect(seen).toEqual({
      shell: ['copyText', 'openExternal', 'platform', 'revealDataFolder', 'saveBinaryFile', 'saveTextFile'],
      node: [],
    });
  });

  test('denies the page every permission but writing to the clipboard', async ({ desktop }) => {
    const states = await desktop.page.evaluate(
      async (names) => {
        const query = async (name: string) => (await navigator.permissions.query({ name: name as PermissionName })).state;
        return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await query(name)] as const)));
      },
      [...DENIED, 'clipboard-write'],
    );
    expect(states).toEqual({ ...Object.fromEntries(DENIED.map((name) => [name, 'denied'])), 'clipboard-write': 'granted' });
  });

  test('refuses to navigate away', async ({ desktop }) => {
    const { page } = desktop;
    await page.evaluate(() => {
      document.documentElement.dataset['marker'] = 'same page';
      location.assign('https://evil.example/');
    });
    // A second try that is refused proves that the first one is over.
    await page.evaluate(() => location.assign('http://127.0.0.1:9/'));
    await expect(page.locator('html')).toHaveAttribute('data-marker', 'same page');
    expect(page.url()).toMatch(new RegExp(`^${desktop.origin}/`));
  });

  test('opens no second window, and hands only known https links and invitations to the browser', async ({ desktop }) => {
    await desktop.evaluate(({ shell }) => {
      shell.openExternal = async (url) => {
        Reflect.set(globalThis, 'opened', [...(Reflect.get(globalThis, 'opened') ?? []), url]);
      };
    }, null);
    await desktop.page.evaluate(() => {
      window.open('https://evil.example/');
      window.open('http://www.rfc-editor.org/');
      window.open('https://www.rfc-editor.org/rfc/rfc7644.html');
      window.open(`http://127.0.0.1:4700/invitation/${'a'.repeat(43)}`);
    });
    const opened = () => desktop.evaluate(() => Reflect.get(globalThis, 'opened') as unknown, null);
    await expect
      .poll(opened)
      .toEqual(['https://www.rfc-editor.org/rfc/rfc7644.html', `http://127.0.0.1:4700/invitation/${'a'.repeat(43)}`]);
    const windows = await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, null);
    expect(windows).toBe(1);
    await expect.poll(() => desktop.page.context().pages().length).toBe(1);
  });

  test('loads the page again after a crash, and asks after the second', async ({ desktop }) => {
    const { page } = desktop;
    await desktop.evaluate(({ dialog }) => {
      dialog.showMessageBox = async () => {
        Reflect.set(globalThis, 'asked', true);
        return { response: 0, checkboxChecked: false };
      };
    }, null);
    const crash = () =>
      desktop.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getAllWindows()[0]?.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
      }, null);
    const asked = () => desktop.evaluate(() => Reflect.get(globalThis, 'asked') === true, null);
    for (const expected of [false, true]) {
      await page.evaluate(() => void (document.documentElement.dataset['marker'] = 'before the crash'));
      await crash();
      await expect(page.locator('html')).not.toHaveAttribute('data-marker');
      expect(await asked()).toBe(expected);
    }
  });

  test('comes to the front when it is started a second time', async ({ desktop }) => {
    await desktop.evaluate(({ app, BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0];
      if (window !== undefined) window.focus = () => void Reflect.set(globalThis, 'focused', true);
      app.emit('second-instance', {}, [], '');
    }, null);
    expect(await desktop.evaluate(() => Reflect.get(globalThis, 'focused') as unknown, null)).toBe(true);
  });
});
