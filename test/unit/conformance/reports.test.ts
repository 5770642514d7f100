import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CheckDetail, ConformanceRun } from '#shared/contract/conformance.ts';
import { countResults, resultSentence } from '#main/conformance/counts.ts';
import { escapeXml } from '#main/report/escape-markup.ts';
import { formatOf, reportRun } from '#main/conformance/report.ts';

const HOSTILE = `<script>alert("1")</script> & 'x' ]]> \u0000\u001B \uD800`;

function detail(id: string, outcome: CheckDetail['outcome'], what: string | null = null): CheckDetail {
  return {
    id,
    title: `Title of ${id}`,
    group: 'users',
    source: 'RFC 7644 §3.3',
    outcome,
    what,
    whoIsRight: 'The RFC is right.',
    fix: 'Mend it.',
    durationMs: 12,
    exchangeCount: 1,
    exchanges: [
      {
        method: 'POST',
        path: '/Users',
        requestHeaders: [],
        requestBody: HOSTILE,
        status: 500,
        responseHeaders: [],
        responseBody: HOSTILE,
        durationMs: 1,
      },
    ],
  };
}

function runOf(results: readonly CheckDetail[], more: Partial<ConformanceRun> = {}): ConformanceRun {
  return {
    state: 'finished',
    started: '2026-11-24T10:00:00.000Z',
    finished: '2026-11-24T10:00:05.000Z',
    targetName: HOSTILE,
    list: null,
    current: null,
    total: results.length,
    counts: countResults(results),
    problem: null,
    leftBehind: [],
    results: [...results],
    ...more,
  };
}

const DETAILS = [
  detail('users.a', 'pass'),
  detail('users.b', 'fail', HOSTILE),
  detail('users.c', 'warning', 'A recommendation.'),
  detail('users.d', 'not-offered', 'It is not there.'),
  detail('users.e', 'not-run'),
];

test('the sentence leads with what passed, and leaves out what there is none of', () => {
  expect(resultSentence(runOf(DETAILS))).toBe('1 passed, 1 failed, 1 warning, 1 not offered, 1 not run.');
  expect(resultSentence(runOf([detail('users.a', 'pass')]))).toBe('1 passed.');
  expect(resultSentence(runOf(DETAILS, { state: 'broken', problem: 'It is gone.' }))).toMatch(/^Broken off: .* It is gone\.$/);
});

test('JUnit: a run that broke off is an error, though nothing failed', () => {
  const broken = runOf([], { state: 'broken', problem: 'Nothing answers <there>.' });
  const { text } = reportRun(broken, [], 'junit');
  expect(text).toContain('tests="1" failures="0" errors="1"');
  expect(text).toContain('<error message="Nothing answers &lt;there&gt;." type="broken-off"/>');
});

test('XML 1.0 §2.2: no text, however hostile, leaves its place in the JUnit report', () => {
  const { text } = reportRun(runOf(DETAILS), DETAILS, 'junit');
  expect(text).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/);
  expect(text.isWellFormed()).toBe(true);
  const tags = [...text.matchAll(/<\/?([a-z-]+)/g)].map(([tag]) => tag);
  expect(new Set(tags)).toEqual(
    new Set([
      '<testsuites',
      '</testsuites',
      '<testsuite',
      '</testsuite',
      '<testcase',
      '</testcase',
      '<failure',
      '</failure',
      '<system-out',
      '</system-out',
      '<skipped',
    ]),
  );
  expect(text).toContain('tests="5" failures="1" errors="0" skipped="2"');
});

test('escaped text is XML text and loses nothing that XML can carry', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const escaped = escapeXml(text);
      expect(escaped).not.toMatch(/[<>"']/);
      const back = escaped
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&amp;', '&');
      expect(back).toHaveLength(text.length);
    }),
  );
});

test('the HTML report runs no script and shows what failed with its exchange', () => {
  const { text, fileName } = reportRun(runOf(DETAILS), DETAILS, 'html');
  expect(fileName).toBe('conformance-20261124-1000.html');
  expect(text).not.toMatch(/<script/i);
  expect(text).toContain("default-src 'none'");
  expect(text).toContain('&lt;script&gt;');
  expect(text).toContain('not affiliated');
  expect(text.match(/<details>/g)).toHaveLength(2);
});

test('the JSON report names its format and holds every exchange', () => {
  const report = JSON.parse(reportRun(runOf(DETAILS), DETAILS, 'json').text) as { format: string; results: CheckDetail[] };
  expect(report.format).toBe('scim-rehearsal-conformance');
  expect(report.results[1]?.exchanges[0]?.responseBody).toBe(HOSTILE);
});

test.each([
  ['a.html', 'html'],
  ['b.XML', 'junit'],
  ['c.json', 'json'],
  ['d.txt', undefined],
  ['noending', undefined],
])('%s is written as %s', (name, format) => {
  expect(formatOf(name)).toBe(format);
});
