import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RehearsalStart } from '#shared/contract/rehearsals.ts';
import { EventHub } from '#main/console/event-hub.ts';
import { Rehearsals } from '#main/rehearsal/rehearsals.ts';
import { ReplayToken } from '#main/replay/replay-token.ts';
import { Replays } from '#main/replay/replays.ts';
import { Sandbox } from '#main/sandbox/sandbox.ts';
import { loadShippedProfile } from '#main/service/load-profile.ts';
import { systemClock } from '#main/service/ports.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { recorded } from '../replay/recorded-fixture.ts';

let folder: string;
let sandbox: Sandbox;
let errors: string[];
const logger = { info: () => undefined, error: (message: string) => void errors.push(message) };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'end not kept '));
  mkdirSync(join(folder, 'sandboxes'));
  sandbox = await Sandbox.open({
    folder,
    name: 'default',
    profile: loadShippedProfile('meisterplan'),
    now: systemClock.now().toISOString(),
    logger,
  });
  errors = [];
});

afterEach(() => {
  vi.restoreAllMocks();
  sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

/** From now on no transaction comes to its end. */
function fillDisk(): void {
  vi.spyOn(sandbox.store, 'write').mockImplementation(() => {
    throw new Error('the disk is full');
  });
}

test('a rehearsal whose end cannot be written is logged, and who waits for it gets through', async () => {
  const rehearsals = new Rehearsals({
    sandbox,
    events: new EventHub(0),
    clock: systemClock,
    logger,
    scimUrl: 'http://127.0.0.1:1/scim/v2',
    drills: { follow: () => () => undefined },
  });
  const { id } = await rehearsals.start(RehearsalStart.parse({ idp: 'okta' }));
  fillDisk();
  await rehearsals.finished(id);
  expect(errors).toEqual([`the end of rehearsal ${id} could not be kept`]);
  await rehearsals.close();
});

test('a replay whose end cannot be written is logged, and who waits for it gets through', async () => {
  const events = new EventHub(0);
  const token = new ReplayToken({ sandbox, events, clock: systemClock });
  const replays = new Replays(
    {
      sandbox,
      endpoint: null,
      token,
      host: '127.0.0.1:4700',
      copies: join(folder, 'copies'),
      logger,
      loadProfile: loadShippedProfile,
    },
    { events, clock: systemClock },
  );
  const target = { kind: 'endpoint', url: 'http://127.0.0.1:1/scim/v2' } as const;
  const { id } = await replays.prepareRecorded([recorded({})], { target, pace: 'fast', title: '' });
  await replays.start(id, { token: 'api-x', deletes: false, resendInDoubt: false });
  fillDisk();
  await replays.finished(id);
  expect(errors).toEqual([`the end of replay ${id} could not be kept`]);
  vi.restoreAllMocks();
  await replays.close();
});
