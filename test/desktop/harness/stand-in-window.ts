import type { BrowserContext, CDPSession, Page, Route } from '@playwright/test';
import { INVOKE_BINDING, PAGE_SIDE, PRELOAD_WORLD, preloadSide } from './page-world.ts';
import type { Peer } from './peer.ts';

export interface LoadRequest {
  readonly id: number;
  readonly url: string;
  readonly preload: string;
  readonly permissions: Readonly<Record<string, boolean>>;
}

/** Electron's names of permissions, in the words of the browser. */
const BROWSER_PERMISSIONS: Readonly<Record<string, readonly { name: string }[]>> = {
  geolocation: [{ name: 'geolocation' }],
  notifications: [{ name: 'notifications' }],
  media: [{ name: 'camera' }, { name: 'microphone' }],
  midi: [{ name: 'midi' }],
  'clipboard-read': [{ name: 'clipboard-read' }],
  'clipboard-sanitized-write': [{ name: 'clipboard-write' }],
};

/** A window of the stand-in: a page of a real Chromium, wired so that the built main decides what Electron would ask it. */
export async function openStandInWindow(context: BrowserContext, peer: Peer, request: LoadRequest): Promise<Page> {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await setPermissions(cdp, request);
  await wirePreload(cdp, page, peer, request);
  await wireNavigation(page, cdp, peer, request);
  await page.goto(request.url);
  return page;
}

async function setPermissions(cdp: CDPSession, { url, permissions }: LoadRequest): Promise<void> {
  const { origin } = new URL(url);
  const { targetInfo } = await cdp.send('Target.getTargetInfo');
  const browserContextId = targetInfo.browserContextId;
  if (browserContextId === undefined) throw new Error('the browser does not name the context of the page');
  for (const [name, allowed] of Object.entries(permissions)) {
    for (const permission of BROWSER_PERMISSIONS[name] ?? []) {
      const setting = allowed ? 'granted' : 'denied';
      await cdp.send('Browser.setPermission', { browserContextId, origin, permission, setting });
    }
  }
}

/** Runs the preload in its own world of every document, and carries its calls to the main process. */
async function wirePreload(cdp: CDPSession, page: Page, peer: Peer, { id, preload }: LoadRequest): Promise<void> {
  cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== INVOKE_BINDING) return;
    const call = JSON.parse(payload) as { id: number; channel: string; args: unknown[] };
    const answer = (value: unknown, error: string | null) => {
      const words = [call.id, value ?? null, error].map((word) => JSON.stringify(word)).join(', ');
      return cdp.send('Runtime.evaluate', { contextId: executionContextId, expression: `__standInAnswer(${words})` });
    };
    peer.call('page.invoke', { id, url: page.url(), channel: call.channel, args: call.args }).then(
      (value) => answer(value, null),
      (error: unknown) => answer(null, error instanceof Error ? error.message : String(error)),
    );
  });
  await cdp.send('Runtime.enable');
  await cdp.send('Page.enable');
  await cdp.send('Runtime.addBinding', { name: INVOKE_BINDING, executionContextName: PRELOAD_WORLD });
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: PAGE_SIDE });
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: preloadSide(preload), worldName: PRELOAD_WORLD });
}

/** Nothing leaves the console's origin unless the main process lets it; what it lets go ends here, for there is no network. */
async function wireNavigation(page: Page, cdp: CDPSession, peer: Peer, { id, url }: LoadRequest): Promise<void> {
  const { origin } = new URL(url);
  await page.route(
    (target) => target.origin !== origin,
    async (route: Route) => {
      const asked = route.request();
      const allowed =
        !asked.isNavigationRequest() ||
        (await peer.call('page.navigate', { id, url: asked.url(), isMainFrame: asked.frame() === page.mainFrame() }));
      if (allowed === true) await route.fulfill({ status: 200, contentType: 'text/html', body: '<title>left</title>' });
      else await route.abort('aborted');
    },
  );
  const verdicts: Promise<unknown>[] = [];
  cdp.on('Page.windowOpen', (opened) => verdicts.push(peer.call('page.open', { id, url: opened.url })));
  page.on('popup', async (popup) => {
    if ((await verdicts.shift()) !== true) await popup.close();
  });
}
