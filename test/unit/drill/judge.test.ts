import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { DrillPlan } from '#shared/contract/drills.ts';
import { type DrillProgress, type DrilledRequest, NOTHING_MET, judge } from '#main/drill/judge.ts';
import { DRILL_PRESETS } from '#main/drill/presets.ts';

const REFUSE = { kind: 'status', status: 503, retryAfterSeconds: null } as const;
const GET_USERS: DrilledRequest = { method: 'GET', path: '/Users?count=1', idp: 'entra' };

function plan(more: Partial<z.input<typeof DrillPlan>> = {}): DrillPlan {
  return DrillPlan.parse({ name: 'Test', effect: REFUSE, ...more });
}

/** Which of a row of requests are touched. */
function touched(drill: DrillPlan, requests: readonly DrilledRequest[], at: (index: number) => number = () => 0): boolean[] {
  let progress: DrillProgress = NOTHING_MET;
  return requests.map((request, index) => {
    const verdict = judge(drill, progress, request, at(index));
    progress = verdict.progress;
    return verdict.effect !== null;
  });
}

const times = (count: number) => Array.from({ length: count }, () => GET_USERS);

describe('which requests a drill touches', () => {
  test('without conditions it touches every request', () => {
    expect(touched(plan(), times(3))).toEqual([true, true, true]);
  });

  test.each<[string, Partial<z.input<typeof DrillPlan>>]>([
    ['another method', { methods: ['POST'] }],
    ['another identity provider', { idps: ['okta'] }],
    ['another path', { path: '/Groups' }],
    ['a path that only begins alike', { path: '/User' }],
  ])('%s passes', (_, more) => {
    expect(touched(plan(more), [GET_USERS])).toEqual([false]);
  });

  test.each(['/Users', '/users/', ''])('the path %j is that of a request to /Users', (path) => {
    expect(touched(plan({ path }), [GET_USERS])).toEqual([true]);
  });

  test('the first ones are let pass', () => {
    expect(touched(plan({ skip: 2 }), times(4))).toEqual([false, false, true, true]);
  });

  test('a share is spread evenly, and is met exactly', () => {
    expect(touched(plan({ share: 50 }), times(6)).filter(Boolean)).toHaveLength(3);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 40 }), (share, skip) => {
        const hits = touched(plan({ share, skip }), times(100 + skip));
        expect(hits.slice(0, skip)).not.toContain(true);
        expect(hits.filter(Boolean)).toHaveLength(share);
      }),
    );
  });

  test('a rate touches what is over it, until the minute is over', () => {
    const drill = plan({ effect: { kind: 'rate', perMinute: 2 } });
    const hits = touched(drill, times(5), (index) => (index < 4 ? 1000 * index : 60_000));
    expect(hits).toEqual([false, false, true, true, false]);
  });
});

test('presets have names of their own, and each ends by itself', () => {
  const names = DRILL_PRESETS.map(({ plan: { name } }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const preset of DRILL_PRESETS) {
    expect(preset.plan.endsAfterMinutes ?? preset.plan.endsAfterRequests, preset.id).not.toBeNull();
  }
});
