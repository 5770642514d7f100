import type { StoryName } from '#shared/contract/rehearsals.ts';
import type { Activity } from '../drivers/driver.ts';
import type { World } from './world.ts';

/** What came of a step. */
export interface Came {
  /** what happened, as a sentence or two */
  readonly told: string;
  /** the expectation holds, but there is something to know */
  readonly notes?: readonly string[];
  /** there was nothing to do */
  readonly skipped?: true;
}

/** One event in the directory, what it must lead to, and how that is checked. */
export interface Step {
  /** what the identity provider does, as a sentence */
  readonly say: string;
  readonly expect: string;
  /** Does it and checks the outcome. @throws NotAsExpected, Refused */
  run(): Promise<Came>;
}

export interface Story {
  readonly name: StoryName;
  /** what comes before it: Entra ID begins each activity with a probe; null: nothing */
  readonly begins: Activity | null;
  steps(world: World): readonly Step[];
}

/** The expectation of a step did not hold; the message says in a sentence what was seen instead. */
export class NotAsExpected extends Error {
  override readonly name = 'NotAsExpected';
}

/** @throws NotAsExpected */
export function insist(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new NotAsExpected(otherwise);
}
