import { describe, expect, test } from 'vitest';
import { fuzz } from '../fuzz/fuzz.ts';

/** The short one, the same every time; `npm run fuzz` is the long one. */
describe.each(['rfc7643', 'meisterplan'] as const)('two thousand hostile requests to the profile %s', (profile) => {
  test('are answered in time with SCIM and never 5xx, each logged once, no secret kept, in bounded memory', async () => {
    const report = await fuzz({ requests: 2000, seed: 20_261_105, profile, connections: 8, boundMs: 15_000, neverEnding: false });
    expect(report.faults).toEqual([]);
    expect(report.rows).toBe(report.expectedRows);
    expect(report.answers).toBeGreaterThan(2000);
    expect(report.byKind.size, 'every kind came').toBeGreaterThan(24);
    expect(report.byStatus.get(201), 'and not all was refused').toBeGreaterThan(50);
    for (const mebibytes of report.rss) expect(mebibytes).toBeLessThan(600);
  });
});
