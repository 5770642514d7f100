import { expect, test } from 'vitest';
import type { RehearsalDetail, RehearsalOutcome } from '#shared/contract/rehearsals.ts';
import { compareRehearsals } from '#main/rehearsal/compare-rehearsals.ts';
import { reportRehearsal } from '#main/rehearsal/report.ts';
import { resultWords } from '#main/rehearsal/result-words.ts';

function runOf(steps: readonly [string, RehearsalOutcome][]): RehearsalDetail {
  return {
    id: 4,
    created: '2026-11-02T08:00:00.000Z',
    finished: '2026-11-02T08:00:03.000Z',
    idp: 'entra',
    idpName: 'Entra ID',
    title: 'Entra ID, default dialect',
    target: { kind: 'sandbox' },
    mapping: 'the mappings of the article',
    people: 10,
    groups: 1,
    seed: 1,
    stories: ['mover'],
    state: 'finished',
    result: 'All 1 step came out as expected.',
    problem: null,
    remarks: ['<b>'],
    counts: { ok: 1, unexpected: 0, failed: 0, skipped: 0 },
    requests: 3,
    drills: [],
    now: null,
    steps: steps.map(([sentence, outcome], index) => ({
      seq: index + 1,
      story: 'mover',
      sentence,
      expectation: 'It is so.',
      outcome,
      told: `It was ${outcome}.`,
      exchanges: [{ id: 7, method: 'GET', path: '/Users?filter=a&b', status: 200, durationMs: 1 }],
      exchangeCount: 1,
      durationMs: 5,
      drilled: 0,
    })),
  };
}

test('two rehearsals differ in the steps that came out otherwise and in those that only one has', () => {
  const before = runOf([
    ['A', 'ok'],
    ['B', 'ok'],
    ['gone', 'ok'],
  ]);
  const now = runOf([
    ['A', 'ok'],
    ['B', 'failed'],
    ['new', 'skipped'],
  ]);
  expect(compareRehearsals(before, now)).toEqual({
    alike: 1,
    items: [
      {
        story: 'mover',
        sentence: 'B',
        before: { outcome: 'ok', told: 'It was ok.' },
        now: { outcome: 'failed', told: 'It was failed.' },
      },
      { story: 'mover', sentence: 'new', before: null, now: { outcome: 'skipped', told: 'It was skipped.' } },
      { story: 'mover', sentence: 'gone', before: { outcome: 'ok', told: 'It was ok.' }, now: null },
    ],
  });
});

test('the result is told in one sentence, failures first', () => {
  const facts = { state: 'finished', problem: null, requests: 1234 } as const;
  expect(resultWords({ ...facts, drills: [], counts: { ok: 30, unexpected: 2, failed: 0, skipped: 0 } })).toBe(
    'All 32 steps came out as expected (2 with something to know, 1,234 requests sent).',
  );
  expect(resultWords({ ...facts, drills: [], counts: { ok: 3, unexpected: 0, failed: 1, skipped: 2 } })).toBe(
    '1 step of 6 did not come out as expected (2 skipped, 1,234 requests sent).',
  );
  expect(
    resultWords({ ...facts, drills: [], state: 'stopped', counts: { ok: 1, unexpected: 0, failed: 0, skipped: 0 }, requests: 1 }),
  ).toBe('All 1 step came out as expected (1 request sent). It was stopped before its end.');
});

test('what a drill did is told with the result, so that a failed step is not taken for the endpoint’s doing', () => {
  const facts = { state: 'finished', problem: null, requests: 40 } as const;
  const counts = { ok: 3, unexpected: 0, failed: 1, skipped: 0 };
  expect(resultWords({ ...facts, counts, drills: [{ name: 'Outage', touched: 12 }] })).toBe(
    '1 step of 4 did not come out as expected (40 requests sent). The drill “Outage” touched 12 of its requests, so what failed may be the drill’s doing, not the endpoint’s.',
  );
  expect(resultWords({ ...facts, counts: { ...counts, failed: 0 }, drills: [{ name: 'Slow', touched: 1 }] })).toBe(
    'All 3 steps came out as expected (40 requests sent). The drill “Slow” touched 1 of its requests.',
  );
  const two = [
    { name: 'Outage', touched: 2 },
    { name: 'Idle', touched: 0 },
    { name: 'Slow', touched: 1 },
  ];
  expect(resultWords({ ...facts, state: 'broken', problem: 'No answer.', counts, drills: two })).toBe(
    'The rehearsal could not be brought to its end. No answer. Drills touched its requests (“Outage” 2, “Slow” 1), so what failed may be the drill’s doing, not the endpoint’s.',
  );
  expect(resultWords({ ...facts, counts, drills: [{ name: 'Idle', touched: 0 }] })).not.toContain('drill');
});

test('the report names the drill and each step that it touched', () => {
  const run = runOf([['refused by the drill', 'failed']]);
  const steps = run.steps.map((step) => ({ ...step, drilled: 2 }));
  const { text } = reportRehearsal({ ...run, steps, drills: [{ name: 'Outage & more', touched: 2 }] }, 'html');
  expect(text).toContain('<dt>Drill</dt><dd>Outage &amp; more, which touched 2 requests</dd>');
  expect(text).toContain('A drill touched 2 requests of this step: what came of it may be the drill’s doing.');
  expect(reportRehearsal(run, 'html').text).not.toMatch(/Drill<|A drill/);
});

test('the HTML report shows names and paths as text, never as markup, and loads nothing', () => {
  const { text, fileName } = reportRehearsal(runOf([['<img src=x onerror=alert(1)>', 'ok']]), 'html');
  expect(fileName).toBe('rehearsal-4-entra.html');
  expect(text).not.toContain('<img');
  expect(text).not.toContain('<b>');
  expect(text).not.toMatch(/<script|<link|url\(/);
});
