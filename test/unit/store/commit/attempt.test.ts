import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CommitHarness, type Tx } from './harness.ts';

/** What a job does, one after the other; an attempt that fails leaves nothing of its own. */
type Step = { put: string } | { later: string } | 'read' | { attempt: Step[]; fails: boolean };

const { step } = fc.letrec<{ step: Step }>((tie) => ({
  step: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ put: fc.constant('') }),
    fc.record({ later: fc.constant('') }),
    fc.constant<Step>('read'),
    fc.record({ attempt: fc.array(tie('step'), { maxLength: 4 }), fails: fc.boolean() }),
  ),
}));

class Refused extends Error {}

/** Does the steps, and tells a model of them. */
class Player {
  readonly model: string[] = [];
  readonly #harness: CommitHarness;
  #count = 0;

  constructor(harness: CommitHarness) {
    this.#harness = harness;
  }

  play(tx: Tx, steps: readonly Step[]): void {
    for (const one of steps) {
      if (one === 'read') expect(tx.values()).toEqual(this.model);
      else if ('put' in one) tx.put(this.#next());
      else if ('later' in one) tx.putLater(this.#next());
      else this.#attempt(tx, one.attempt, one.fails);
    }
  }

  #attempt(tx: Tx, steps: readonly Step[], fails: boolean): void {
    const before = this.model.length;
    try {
      this.#harness.long.attempt(() => {
        this.play(tx, steps);
        if (fails) throw new Refused();
      });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.model.length = before;
    }
  }

  #next(): string {
    const value = String(this.#count++);
    this.model.push(value);
    return value;
  }
}

describe('attempts and postponed writes', () => {
  let harness: CommitHarness;
  beforeEach(() => {
    harness = new CommitHarness();
  });
  afterEach(() => harness.close());

  it('whatever is tried and fails, each reader and the next process find what a list would hold', async () => {
    const groups = fc.array(fc.tuple(fc.array(fc.array(step, { maxLength: 5 }), { minLength: 1, maxLength: 3 }), fc.boolean()), {
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(groups, async (played) => {
        const own = new CommitHarness();
        try {
          const player = new Player(own);
          for (const [jobs, commits] of played) {
            await Promise.all(jobs.map((steps) => own.commits.submit((tx) => player.play(tx, steps))));
            expect(own.afterKill()).toEqual(player.model);
            if (commits) own.long.settle();
          }
          own.long.settle();
          expect(own.committed()).toEqual(player.model);
          expect(own.lateFailures).toEqual([]);
        } finally {
          own.close();
        }
      }),
      { numRuns: 60 },
    );
  });

  it('a postponed write is durable with the answer, and in the table soon after it', async () => {
    await harness.commits.submit((tx) => tx.putLater('a'));
    expect(harness.afterKill()).toEqual(['a']);
    await vi.waitFor(() => expect(harness.sqlite.prepare('select value from t').pluck().all()).toEqual(['a']));
  });

  it('a postponed write that finds the disk full loses nothing that was answered', async () => {
    await harness.commits.submit((tx) => tx.put('answered'));
    const pages = harness.sqlite.pragma('page_count', { simple: true }) as number;
    harness.sqlite.pragma(`max_page_count = ${pages + 1}`);
    await harness.commits.submit((tx) => tx.putLater('x'.repeat(50_000)));
    await vi.waitFor(() => expect(harness.lateFailures).not.toHaveLength(0));
    harness.sqlite.pragma('max_page_count = 1000000');
    await harness.put('later');
    harness.long.settle();
    expect(harness.committed()).toEqual(['answered', 'x'.repeat(50_000), 'later']);
  });

  it('work that goes on after SQLite gave the transaction up is refused as a whole', async () => {
    await harness.put('answered');
    const work = harness.commits.submit((tx) => {
      try {
        harness.long.attempt(() => {
          tx.put('half of it');
          harness.sqlite.exec('rollback');
          throw new Refused();
        });
      } catch (error) {
        if (error instanceof Refused) tx.put('as if nothing were');
        else throw error;
      }
    });
    await expect(work).rejects.toThrow('undone');
    expect(harness.afterKill()).toEqual(['answered']);
  });
});
