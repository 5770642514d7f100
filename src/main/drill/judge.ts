import type { Idp } from '#shared/contract/exchanges.ts';
import type { DrillEffect, DrillPlan } from '#shared/contract/drills.ts';

/** As much of a request as a drill looks at. */
export interface DrilledRequest {
  readonly method: string;
  /** below the tenant URL: `/Users/2819c223?attributes=userName` */
  readonly path: string;
  readonly idp: Idp;
}

/** How far a drill has come. */
export interface DrillProgress {
  /** matching requests so far, including those that it let pass at first */
  readonly met: number;
  readonly touched: number;
  /** the minute that `inMinute` counts in, for a rate */
  readonly minute: number;
  readonly inMinute: number;
}

export const NOTHING_MET: DrillProgress = { met: 0, touched: 0, minute: 0, inMinute: 0 };

export interface DrillVerdict {
  /** null: the request passes untouched */
  readonly effect: DrillEffect | null;
  readonly progress: DrillProgress;
}

/**
 * Decides what a drill does to one request. Its share is spread evenly rather than by chance, so that every drill goes the same way.
 * @param milliseconds now, since 1970; a rate counts by it
 */
export function judge(plan: DrillPlan, progress: DrillProgress, request: DrilledRequest, milliseconds: number): DrillVerdict {
  if (!matches(plan, request)) return { effect: null, progress };
  const met = progress.met + 1;
  const minute = Math.floor(milliseconds / 60_000);
  const inMinute = minute === progress.minute ? progress.inMinute + 1 : 1;
  const after = { ...progress, met, minute, inMinute };
  if (!isTouched(plan, met - plan.skip, inMinute)) return { effect: null, progress: after };
  return { effect: plan.effect, progress: { ...after, touched: progress.touched + 1 } };
}

/** @param turn the number of the matching request, from 1, not counting those that pass at first */
function isTouched({ effect, share }: DrillPlan, turn: number, inMinute: number): boolean {
  if (turn < 1) return false;
  if (effect.kind === 'rate' && inMinute <= effect.perMinute) return false;
  return Math.floor((turn * share) / 100) > Math.floor(((turn - 1) * share) / 100);
}

function matches({ methods, idps, path }: DrillPlan, request: DrilledRequest): boolean {
  if (methods.length > 0 && !methods.some((method) => method === request.method)) return false;
  if (idps.length > 0 && !idps.includes(request.idp)) return false;
  return isBelow(request.path, path);
}

/** `/Users/42?a=b` is below `/Users`; `/UsersOfMine` is not. Names of endpoints count in any case. */
function isBelow(path: string, beginning: string): boolean {
  const wanted = beginning.replace(/\/+$/, '').toLowerCase();
  const given = path.toLowerCase();
  return (
    given.startsWith(wanted) && (wanted === '' || given.length === wanted.length || /[/?]/.test(given.charAt(wanted.length)))
  );
}
