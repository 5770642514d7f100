import type { RehearsalStep, StoryName } from '#shared/contract/rehearsals.ts';
import { TargetError } from '../../replay/target.ts';
import { NoUserName, NotProvisioned } from '../drivers/driver.ts';
import { type Came, NotAsExpected, type Step, type Story } from '../stories/step.ts';
import { stories as storyOf } from '../stories/stories.ts';
import type { World } from '../stories/world.ts';
import { HeldBack, Refused } from '../wire/refused.ts';
import { Recorder } from './recorder.ts';

export type RunEnd = { readonly state: 'finished' | 'stopped' } | { readonly state: 'broken'; readonly problem: string };

/** Called while a rehearsal runs. */
export interface Listener {
  onBegin(now: { story: StoryName; sentence: string }): void;
  /** Resolves when the step is kept. */
  onStep(step: Omit<RehearsalStep, 'seq' | 'drilled'>): Promise<void>;
}

/** What the requests of the step under way are noted in. */
export interface CurrentStep {
  recorder: Recorder;
  /** what happens in it */
  sentence: string;
}

/** After this many steps in a row without an answer the rehearsal is given up. */
const SILENT_STEPS = 2;

/**
 * Plays the stories one after the other. A failed expectation does not end it, because the next steps show what follows from it. A target
 * that gives no usable answer does, and at once if it never gave one.
 */
export async function rehearse(
  world: World,
  names: readonly StoryName[],
  current: CurrentStep,
  listener: Listener,
): Promise<RunEnd> {
  let silent = 0;
  let isFirst = true;
  for (const name of names) {
    const story = storyOf[name];
    for (const [index, step] of story.steps(world).entries()) {
      if (world.signal.aborted) return { state: 'stopped' };
      listener.onBegin({ story: name, sentence: step.say });
      current.recorder = new Recorder();
      current.sentence = step.say;
      const started = performance.now();
      const { outcome, told, silence } = await play(world, story, step, index === 0);
      const { recorder } = current;
      if (world.signal.aborted) return { state: 'stopped' };
      await listener.onStep({
        story: name,
        sentence: step.say,
        expectation: step.expect,
        outcome: outcome === 'ok' && recorder.waits.size > 0 ? 'unexpected' : outcome,
        told: [told, ...recorder.waits].join(' '),
        exchanges: recorder.kept(),
        exchangeCount: recorder.total,
        durationMs: Math.round(performance.now() - started),
      });
      silent = silence === null ? 0 : silent + 1;
      if (silence !== null && (isFirst || silent === SILENT_STEPS)) return { state: 'broken', problem: silence };
      isFirst = false;
    }
  }
  return { state: 'finished' };
}

interface Played {
  readonly outcome: RehearsalStep['outcome'];
  readonly told: string;
  /** why there was no answer */
  readonly silence: string | null;
}

async function play({ driver }: World, story: Story, step: Step, begins: boolean): Promise<Played> {
  try {
    if (begins && story.begins !== null) await driver.begin(story.begins);
    return cameWords(await step.run());
  } catch (error) {
    if (error instanceof TargetError) return { outcome: 'failed', told: error.message, silence: error.message };
    if (error instanceof NotProvisioned || error instanceof HeldBack) {
      return { outcome: 'skipped', told: error.message, silence: null };
    }
    if (error instanceof Refused || error instanceof NotAsExpected || error instanceof NoUserName) {
      return { outcome: 'failed', told: error.message, silence: null };
    }
    throw error;
  }
}

function cameWords({ told, notes = [], skipped }: Came): Played {
  if (skipped === true) return { outcome: 'skipped', told, silence: null };
  return { outcome: notes.length === 0 ? 'ok' : 'unexpected', told: [told, ...notes].join(' '), silence: null };
}
