import { expect, test } from 'vitest';
import { Outflow } from '#main/rehearsal/attributes/outflow.ts';
import { presetMappings } from '#main/rehearsal/attributes/presets.ts';
import { PROBE_MANNERS } from '#main/rehearsal/stories/probe.ts';
import { HeldBack } from '#main/rehearsal/wire/refused.ts';
import { Wire } from '#main/rehearsal/wire/wire.ts';
import type { Outgoing } from '#main/replay/recorded.ts';
import type { Target } from '#main/replay/target.ts';
import { loadShippedProfile } from '#main/service/load-profile.ts';
import { anna } from './play.ts';

test('where deleting is not allowed, a DELETE never leaves; everything else does', async () => {
  const sent: Outgoing[] = [];
  const target: Target = {
    isDurable: true,
    obeysRetryAfter: true,
    hasOwnWording: true,
    send: (request) => {
      sent.push(request);
      return Promise.resolve({ status: 204, headers: [], body: null, durationUs: 1, verdict: null, told: null });
    },
    close: () => Promise.resolve(),
  };
  const wire = new Wire({
    target,
    maker: () => ({ by: 'check-back', run: null, refusedOnPurpose: null }),
    manners: PROBE_MANNERS,
    pace: { wait: () => Promise.resolve() },
    signal: new AbortController().signal,
    deletes: false,
    onSent: () => undefined,
    onWait: () => undefined,
  });
  await expect(wire.send('DELETE', '/Users/1')).rejects.toThrow(HeldBack);
  await wire.send('PATCH', '/Users/1', { Operations: [] });
  expect(sent.map(({ method }) => method)).toEqual(['PATCH']);
});

test('a value that cannot be worked out is not sent, and the rehearsal says so once', () => {
  const set = presetMappings('entra', 'meisterplan');
  const mappings = set.objects.flatMap((object) => object.mappings);
  const family = mappings.find(({ target }) => target === 'name.familyName');
  if (family === undefined) throw new Error('the preset has no family name');
  family.source = 'Mid([surname], 1, 3)';
  family.kind = 'expression';
  const model = loadShippedProfile('meisterplan').byName('User');
  if (model === undefined) throw new Error('the profile has no users');
  const outflow = new Outflow(set, model);
  expect(outflow.bodyOf(anna)['name']).toEqual({ givenName: 'Anna' });
  outflow.bodyOf(anna);
  expect(outflow.remarks).toEqual(['`name.familyName` is not sent in this rehearsal. The function `Mid` is not evaluated here.']);
});
