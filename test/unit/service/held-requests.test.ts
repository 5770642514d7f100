import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RawRequest } from '#main/endpoint/raw-request.ts';
import type { SecretBox } from '#main/service/ports.ts';
import { createBrowserPrinter } from '#main/pdf/browser-printer.ts';
import { Worlds } from '#main/service/worlds.ts';

let folder: string;
let worlds: Worlds;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'held-'));
  mkdirSync(join(folder, 'sandboxes'));
  const secrets: SecretBox = { seal: (text) => Promise.resolve(text), open: (text) => Promise.resolve(text) };
  const logger = { info: () => undefined, error: () => undefined };
  const pdf = createBrowserPrinter({}, []);
  worlds = new Worlds({ dataFolder: folder, defaultSlug: 'default', profile: undefined, host: 'headless', secrets, pdf, logger });
  await worlds.start(1);
});
afterEach(async () => {
  vi.useRealTimers();
  await worlds.close();
  rmSync(folder, { recursive: true });
});

const request = (): RawRequest => ({
  method: 'GET',
  url: '/scim/v2/Users',
  rawHeaders: [],
  headers: {},
  remote: '127.0.0.1',
  body: null,
  bodyBytes: 0,
  bodyProblem: null,
  receivedAt: new Date(),
  started: performance.now(),
});

test('RFC 9110 §10.2.3: a request that waits ten seconds for a sandbox being restored is told when to come again; none is lost', async () => {
  const { promise: restored, resolve: finish } = Promise.withResolvers<void>();
  const { promise: closed, resolve: begin } = Promise.withResolvers<void>();
  const restoring = worlds.exclusively('default', () => {
    begin();
    return restored;
  });
  await closed;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const early = worlds.answer(request());
  await vi.advanceTimersByTimeAsync(6_000);
  const late = worlds.answer(request());
  await vi.advanceTimersByTimeAsync(4_001);
  expect(await early).toMatchObject({ status: 503, exchangeId: null, headers: { 'Retry-After': '5' } });
  expect((await early).body).toContain('Nothing of the request was done; send it again.');
  vi.useRealTimers();
  finish();
  await restoring;
  expect((await late).status, 'answered by the sandbox itself: it has no token').toBe(401);
});
