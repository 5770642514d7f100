import type { RehearsalDetail } from '#shared/contract/rehearsals.ts';
import type { Drills } from '../drill/drills.ts';
import { DRILL_PRESETS } from '../drill/presets.ts';
import { StartupError } from '../service/startup-error.ts';

/** Names that `--drill` takes. */
export const DRILL_NAMES: readonly string[] = DRILL_PRESETS.map(({ id }) => id);

/** A rehearsal that was played while a drill was on. */
export interface DrilledRun {
  readonly id: string;
  readonly name: string;
  /** requests that the drill touched */
  readonly touched: number;
  readonly run: RehearsalDetail;
}

/**
 * Plays a rehearsal while a ready-made drill is on, and switches it off afterwards.
 * @param id of the drill
 * @throws StartupError when there is no such drill, and what `play` throws
 */
export async function playInDrill(drills: Drills, id: string, play: () => Promise<RehearsalDetail>): Promise<DrilledRun> {
  const preset = DRILL_PRESETS.find((one) => one.id === id);
  if (preset === undefined) throw new StartupError(`There is no drill "${id}". The ready-made ones: ${DRILL_NAMES.join(', ')}.`);
  drills.start(preset.plan);
  try {
    const run = await play();
    // It may have ended by itself meanwhile.
    const { active, lastEnded } = drills.state();
    return { id, name: preset.plan.name, touched: (active ?? lastEnded)?.touched ?? 0, run };
  } finally {
    drills.stop();
  }
}

/** @returns what stands in the report of the rehearsal that followed */
export function drillRemark({ name, run }: DrilledRun): string {
  const touched = run.drills.reduce((sum, drill) => sum + drill.touched, 0);
  const without = touched === 0 ? ', which touched none of its requests' : '';
  return `Before this it was played during the drill “${name}”${without}. ${run.result}`;
}
