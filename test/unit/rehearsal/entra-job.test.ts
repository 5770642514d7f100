import { describe, expect, test } from 'vitest';
import { hoursToRetry, quarantinesAfter, quarantinesAtOnce } from '#main/rehearsal/entra-job.ts';

describe('Microsoft Learn, "Application provisioning in quarantine status"', () => {
  test('fewer than 5,000 failures never quarantine a job', () => {
    expect(quarantinesAfter({ attempted: 4999, failed: 4999 })).toBe(false);
  });

  test('from 5,000 failures on, more than 40 % do', () => {
    expect(quarantinesAfter({ attempted: 12_500, failed: 5000 })).toBe(false);
    expect(quarantinesAfter({ attempted: 12_499, failed: 5000 })).toBe(true);
  });

  test('more than 40,000 failures do, whatever the share', () => {
    expect(quarantinesAfter({ attempted: 1_000_000, failed: 40_000 })).toBe(false);
    expect(quarantinesAfter({ attempted: 1_000_000, failed: 40_001 })).toBe(true);
  });

  test('bad credentials, and a 404 where an empty list belongs, do at once; an error of the service does not', () => {
    expect([401, 403, 404, 429, 500].map(quarantinesAtOnce)).toEqual([true, true, true, false, false]);
  });

  test('it is tried again after 6, 12 and 24 hours, then daily, and disabled after 28 days', () => {
    expect([1, 2, 3, 4, 5].map(hoursToRetry)).toEqual([6, 12, 24, 24, 24]);
    expect(hoursToRetry(40)).toBeNull();
  });
});
