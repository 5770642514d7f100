import { expect, test } from 'vitest';
import { withFreshHost } from '../../support/with-host.ts';
import { SMALL, rehearsed } from './rehearsed.ts';

const running = withFreshHost(['--profile', 'meisterplan']);

test('where everybody is refused, no step claims what could not happen', async () => {
  const run = await rehearsed(running.console, {
    idp: 'entra',
    mapping: { kind: 'default' },
    people: SMALL,
    stories: ['initial'],
  });
  const claimed = run.steps.filter(({ outcome, exchangeCount }) => outcome === 'ok' && exchangeCount === 0);
  expect(claimed.map(({ told }) => told)).toEqual([]);
  expect(run.steps.filter(({ outcome }) => outcome === 'skipped').map(({ told }) => told)).toEqual([
    'Nobody arrived at the target, so nobody can have a manager there.',
    'Nobody arrived at the target, so there are no members to add.',
    'Nobody arrived at the target, so there is nothing to read back.',
    'Nobody arrived at the target, so there is nothing to compare.',
  ]);
});
