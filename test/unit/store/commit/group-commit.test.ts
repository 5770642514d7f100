import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommitHarness } from './harness.ts';

describe('group commit', () => {
  let harness: CommitHarness;
  beforeEach(() => {
    harness = new CommitHarness();
  });
  afterEach(() => harness.close());
  const put = (value: string) => harness.put(value);

  it('answers each job with what it returned', async () => {
    expect(await Promise.all(['a', 'b', 'c'].map(put))).toEqual(['A', 'B', 'C']);
    expect(harness.afterKill()).toEqual(['a', 'b', 'c']);
  });

  it('answers only when the answer outlives the process', async () => {
    const seen: unknown[] = [];
    const jobs = ['a', 'b'].map((value) => put(value).then(() => seen.push(harness.afterKill())));
    expect(harness.afterKill()).toEqual([]);
    await Promise.all(jobs);
    expect(seen).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  it('a job that throws fails alone; the others are stored, in order', async () => {
    await put('earlier');
    const failing = harness.commits.submit((tx) => {
      tx.put('half of it');
      throw new Error('no');
    });
    const results = await Promise.allSettled([put('a'), failing, put('b')]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: { message: 'no' } });
    expect(harness.afterKill()).toEqual(['earlier', 'a', 'b']);
    harness.long.settle();
    expect(harness.committed()).toEqual(['earlier', 'a', 'b']);
  });

  it('a job that the database refuses fails alone', async () => {
    const results = await Promise.allSettled([put('a'), put('refused by the table'), put('a'), put('b')]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(harness.afterKill()).toEqual(['a', 'b']);
  });

  it('goes on after a failure of every job', async () => {
    const failing = () =>
      harness.commits.submit(() => {
        throw new Error('no');
      });
    expect((await Promise.allSettled([failing(), failing()])).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await put('a')).toBe('A');
    expect(harness.afterKill()).toEqual(['a']);
  });

  it('rejects, and stores nothing, while another process holds the file; then it goes on', async () => {
    await harness.beside(async (other) => {
      other.exec('begin immediate');
      await expect(put('a')).rejects.toThrow('locked');
      other.exec('rollback');
    });
    expect(await put('b')).toBe('B');
    expect(harness.afterKill()).toEqual(['b']);
  });

  it('a job that submits another one does not wait for itself', async () => {
    let inner: Promise<string> | undefined;
    await harness.commits.submit(() => {
      inner = put('inner');
    });
    expect(await inner).toBe('INNER');
    expect(harness.afterKill()).toEqual(['inner']);
  });

  it('flush makes durable what waits, at once', async () => {
    const job = put('a');
    harness.commits.flush();
    expect(harness.afterKill()).toEqual(['a']);
    expect(await job).toBe('A');
    harness.commits.flush();
    expect(harness.afterKill()).toEqual(['a']);
  });
});
