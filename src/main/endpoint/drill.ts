import type { DrillEffect } from '#shared/contract/drills.ts';
import type { Drills } from '../drill/drills.ts';
import { ScimError } from '../scim/errors.ts';
import type { AnswerFault } from './raw-request.ts';
import type { RequestInHand } from './request-in-hand.ts';
import { secondsToNextMinute } from './throttle.ts';

/**
 * What the drill that is on does to an admitted request. A request that it touches says so in its finding, so that nobody takes it for the
 * endpoint's own behaviour.
 * @returns what is to be done to the answer; null when the request passes
 * @throws ScimError when the request is refused in its place
 */
export function meetDrill(drills: Drills, request: RequestInHand, milliseconds: number): AnswerFault | null {
  const { raw, caller, shownPath, maker } = request;
  const met = drills.meet({ method: raw.method, path: shownPath, idp: caller.idp }, maker);
  if (met === null) return null;
  const { name, effect } = met;
  if (effect.kind === 'status' || effect.kind === 'rate') throw refusal(name, effect, milliseconds);
  const what = `The drill \u201c${name}\u201d ${DEEDS[effect.kind]}${effect.kind === 'delay' ? ` for ${duration(effect.milliseconds)}` : ''}.`;
  request.notes.push({ code: 'drill', severity: 'warning', ruleId: null, attribute: null, what });
  return effect;
}

const DEEDS = {
  delay: 'held the answer back',
  drop: 'dropped the connection before the answer',
  truncate: 'cut the answer in half',
} as const;

function refusal(name: string, effect: Extract<DrillEffect, { kind: 'status' | 'rate' }>, milliseconds: number): ScimError {
  const status = effect.kind === 'rate' ? 429 : effect.status;
  const wait = effect.kind === 'rate' ? secondsToNextMinute(milliseconds) : effect.retryAfterSeconds;
  return new ScimError(status, `The drill \u201c${name}\u201d answered ${status}.`, {
    reason: 'drill',
    ...(status === 409 ? { scimType: 'uniqueness' } : {}),
    headers: {
      ...(wait === null ? {} : { 'Retry-After': String(wait) }),
      ...(status === 401 ? { 'WWW-Authenticate': 'Bearer realm="SCIM", error="invalid_token"' } : {}),
    },
  });
}

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`;
}
