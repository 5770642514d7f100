import { DrillPlan } from '#shared/contract/drills.ts';
import type { Idp } from '#shared/contract/exchanges.ts';

export const EFFECTS = ['401', '403', '404', '409', '429', '500', '503', 'rate', 'delay', 'drop', 'truncate'] as const;
export const METHODS = ['any', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** A drill as it is typed. */
export interface Draft {
  readonly effect: (typeof EFFECTS)[number];
  /** milliseconds of a delay, or requests a minute */
  readonly amount: string;
  readonly retryAfter: string;
  readonly method: (typeof METHODS)[number];
  readonly path: string;
  readonly idp: Idp | 'any';
  readonly share: string;
  readonly skip: string;
  readonly requests: string;
  readonly minutes: string;
}

export const NEW_DRAFT: Draft = {
  effect: '503',
  amount: '2000',
  retryAfter: '30',
  method: 'any',
  path: '',
  idp: 'any',
  share: '100',
  skip: '0',
  requests: '',
  minutes: '10',
};

type NameKey = 'status' | 'rate' | 'delay' | 'drop' | 'truncate';

/**
 * @param nameIn words the name, from its kind and its values
 * @returns null when a number is missing or out of bounds
 */
export function planOf(
  draft: Draft,
  nameIn: (key: NameKey, values: { status: string; amount: string }) => string,
): DrillPlan | null {
  const { method, idp, path, effect, amount } = draft;
  const kind: NameKey = isStatus(effect) ? 'status' : effect;
  const where = [method === 'any' ? '' : method, path].filter((part) => part !== '').join(' ');
  const name = nameIn(kind, { status: effect, amount });
  const parsed = DrillPlan.safeParse({
    name: where === '' ? name : `${name} (${where})`.slice(0, 80),
    effect: effectOf(draft),
    methods: method === 'any' ? [] : [method],
    idps: idp === 'any' ? [] : [idp],
    path,
    share: numberIn(draft.share),
    skip: numberIn(draft.skip),
    endsAfterRequests: draft.requests.trim() === '' ? null : numberIn(draft.requests),
    endsAfterMinutes: draft.minutes.trim() === '' ? null : numberIn(draft.minutes),
  });
  return parsed.success ? parsed.data : null;
}

function effectOf({ effect, amount, retryAfter }: Draft): unknown {
  if (effect === 'delay') return { kind: 'delay', milliseconds: numberIn(amount) };
  if (effect === 'rate') return { kind: 'rate', perMinute: numberIn(amount) };
  if (effect === 'drop' || effect === 'truncate') return { kind: effect };
  const waits = (effect === '429' || effect === '503') && retryAfter.trim() !== '';
  return { kind: 'status', status: Number(effect), retryAfterSeconds: waits ? numberIn(retryAfter) : null };
}

function isStatus(effect: Draft['effect']): effect is '401' | '403' | '404' | '409' | '429' | '500' | '503' {
  return /^\d+$/.test(effect);
}

function numberIn(text: string): number {
  return /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : Number.NaN;
}
