import { existsSync, readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { wantedFileOf } from '#main/store/commit/long-transaction.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CommitHarness } from './harness.ts';

describe('long transaction', () => {
  let harness: CommitHarness;
  beforeEach(() => {
    harness = new CommitHarness();
  });
  afterEach(() => harness.close());
  const put = (value: string) => harness.put(value);
  const redo = () => `${harness.file}-redo`;

  it('commits by itself after a while, and what is committed is not done again', async () => {
    await put('a');
    await vi.waitFor(() => expect(harness.committed()).toEqual(['a']));
    expect(existsSync(redo())).toBe(true);
    expect(harness.afterKill()).toEqual(['a']);
    await put('b');
    expect(harness.afterKill()).toEqual(['a', 'b']);
  });

  it('what an earlier transaction left in the redo log is not taken for what the present one wrote', async () => {
    for (const value of ['a', 'b', 'c']) await put(value);
    harness.long.settle();
    await put('d');
    expect(harness.afterKill()).toEqual(['a', 'b', 'c', 'd']);
    harness.long.settle();
    expect(harness.afterKill()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('numbers that an earlier transaction left behind are not taken for a frame without bytes', async () => {
    await Promise.all(['a', 'b'].map(put));
    harness.long.settle();
    await put('c');
    expect(harness.afterKill()).toEqual(['a', 'b', 'c']);
  });

  it('a group that was cut off while it was written was never answered, and does not count', async () => {
    await put('a');
    const whole = readFileSync(redo()).length;
    await put('b');
    const more = readFileSync(redo()).length;
    for (let length = more - 1; length > whole; length -= 1) {
      truncateSync(redo(), length);
      expect(harness.afterKill()).toEqual(['a']);
    }
  });

  it('bytes, numbers, null and text of any script come back as they were', async () => {
    const values = [Buffer.from([0, 255, 128, 10]), 1.5, -7, 2 ** 40, 'Zoë 𝄞 "quoted"\n', '', 'a'.repeat(100_000)];
    await harness.commits.submit((tx) => {
      for (const value of values) tx.put(value);
    });
    expect(harness.afterKill()).toEqual(values);
  });

  it('a full disk refuses what cannot be kept, keeps what was answered, and goes on when there is room', async () => {
    await put('answered');
    const pages = harness.sqlite.pragma('page_count', { simple: true }) as number;
    harness.sqlite.pragma(`max_page_count = ${pages + 2}`);
    await expect(put('x'.repeat(100_000))).rejects.toThrow('full');
    expect(harness.afterKill()).toEqual(['answered']);
    harness.sqlite.pragma('max_page_count = 1000000');
    await put('later');
    harness.long.settle();
    expect(harness.committed()).toEqual(['answered', 'later']);
    expect(harness.afterKill()).toEqual(['answered', 'later']);
  });

  it('commits each group while another process waits to write, and forgets a sign that was left behind', async () => {
    writeFileSync(wantedFileOf(harness.file), '');
    await put('a');
    expect(harness.committed()).toEqual(['a']);
    await put('b');
    expect(harness.committed()).toEqual(['a', 'b']);
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(wantedFileOf(harness.file), longAgo, longAgo);
    await put('c');
    expect(existsSync(wantedFileOf(harness.file))).toBe(false);
    expect(harness.committed()).toEqual(['a', 'b']);
    expect(harness.afterKill()).toEqual(['a', 'b', 'c']);
  });

  it('closing commits, and leaves no redo log', async () => {
    await put('a');
    harness.long.close();
    expect(existsSync(redo())).toBe(false);
    expect(harness.committed()).toEqual(['a']);
  });

  it('a commit that fails with nobody waiting is told, and tried again', async () => {
    await put('a');
    harness.sqlite.exec('rollback');
    await harness.beside(async (other) => {
      other.exec('begin immediate');
      await vi.waitFor(() => expect(harness.lateFailures).toHaveLength(1));
      expect(harness.afterKill()).toEqual(['a']);
      other.exec('rollback');
    });
    await vi.waitFor(() => expect(harness.committed()).toEqual(['a']), { timeout: 3000 });
  });
});
