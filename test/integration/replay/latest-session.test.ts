import { expect, test, vi } from 'vitest';
import { minimalUser } from '../../support/scim-client.ts';
import { withFreshHost } from '../../support/with-host.ts';

const running = withFreshHost(['--profile', 'meisterplan']);

test('the latest session is of one who provisions: without what a rehearsal looks at, and without another caller of the same minutes', async () => {
  const { client, console } = running;
  await client.post('/Users', minimalUser('anna@contoso.example'));
  const { id } = await console.rehearsals.start({
    idp: 'entra',
    people: { kind: 'generated', people: 10, groups: 1, seed: 1 },
    stories: ['connection', 'joiner', 'leaver'],
  });
  await vi.waitFor(async () => expect((await console.rehearsals.get({ id })).state).toBe('finished'), { timeout: 30_000 });

  expect((await console.exchanges.list({ limit: 1 })).items[0]?.madeBy, 'the rehearsal looks last').toBe('check-back');
  const session = await console.replay.lastSession({});
  expect(session?.client).toContain('Entra ID');
  const sent = await Promise.all((session?.ids ?? []).map((exchange) => console.exchanges.get({ id: exchange })));
  expect(sent.length).toBeGreaterThan(5);
  expect(new Set(sent.map(({ madeBy }) => madeBy))).toEqual(new Set(['simulator']));

  await client.post('/Users', minimalUser('ben@contoso.example'));
  const { ids = [] } = (await console.replay.lastSession({})) ?? {};
  const real = await Promise.all(ids.map((exchange) => console.exchanges.get({ id: exchange })));
  expect(real.map(({ sentence }) => sentence)).toEqual([
    expect.stringContaining('created anna@contoso.example'),
    expect.stringContaining('created ben@contoso.example'),
  ]);
});
