import type { RehearsalDrill } from '#shared/contract/rehearsals.ts';
import { count, number } from './stories/bulk.ts';

/** @returns what stands behind the result of a rehearsal that a drill touched, so that a failed step is not taken for the endpoint's doing; empty: none did */
export function drillSentence(drills: readonly RehearsalDrill[], failed: number): string {
  const acting = drills.filter(({ touched }) => touched > 0);
  if (acting.length === 0) return '';
  const told = acting.map(({ name, touched }) => `“${name}” ${number(touched)}`);
  const what =
    acting.length === 1 && acting[0] !== undefined
      ? `The drill “${acting[0].name}” touched ${number(acting[0].touched)} of its requests`
      : `Drills touched its requests (${told.join(', ')})`;
  return failed === 0 ? `${what}.` : `${what}, so what failed may be the drill’s doing, not the endpoint’s.`;
}

/** @returns what is said of one step that a drill touched; null: none did */
export function drilledStepSentence(drilled: number): string | null {
  if (drilled === 0) return null;
  return `A drill touched ${count(drilled, 'request', 'requests')} of this step: what came of it may be the drill’s doing.`;
}
