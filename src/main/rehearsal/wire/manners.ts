import type { SimulatedIdp } from '#shared/contract/rehearsals.ts';
import type { Header } from '../../replay/recorded.ts';
import { PROVIDERS } from '../idps.ts';

/** How an identity provider takes a temporary refusal (429, 503). */
export type Patience =
  /** waits and sends again; `waitMs` null: gives up */
  | { readonly kind: 'waits'; wait(retryAfter: string | undefined, attempt: number): { ms: number; asked: boolean } | null }
  /** counts as a failure of this object, which the next cycle tries again */
  | { readonly kind: 'next-cycle' };

/** How an identity provider behaves as an HTTP client. */
export interface Manners {
  /** sent with every request */
  readonly headers: readonly Header[];
  /** sent with a body */
  readonly contentType: string;
  readonly patience: Patience;
  /** how long it waits for an answer */
  readonly deadlineMs: number;
}

const SCIM = 'application/scim+json; charset=utf-8';

/**
 * @param activityId names the activity in Entra ID's header, whose shape a server project noted as `Date:…, ActivityId:…`
 * @param now for the same header
 */
export function mannersOf(idp: SimulatedIdp, { activityId, now }: { activityId: string; now: Date }): Manners {
  const nothingKnown: Manners = { headers: [], contentType: SCIM, patience: { kind: 'next-cycle' }, deadlineMs: 60_000 };
  switch (PROVIDERS[idp].idp) {
    case 'entra': {
      const value = `Date:${now.toISOString().slice(0, 10)}, ActivityId:${activityId}`;
      return { ...nothingKnown, headers: [{ name: 'ADSCIMVersion', value }] };
    }
    case 'okta':
      return { ...nothingKnown, headers: OKTA_HEADERS, patience: { kind: 'waits', wait: oktaWait } };
    case 'google':
      return {
        ...nothingKnown,
        headers: [{ name: 'User-Agent', value: 'Google-Auto-Provisioning' }],
        contentType: 'application/json',
      };
    case 'onelogin':
    case 'jumpcloud':
      return { ...nothingKnown, contentType: 'application/json' };
    default:
      return { ...nothingKnown, contentType: 'application/scim+json' };
  }
}

/** Okta's SCIM guide, and captures. */
const OKTA_HEADERS: readonly Header[] = [
  { name: 'User-Agent', value: 'Okta SCIM Client 1.0.0' },
  { name: 'Accept', value: 'application/scim+json' },
  { name: 'Accept-Charset', value: 'utf-8' },
  { name: 'Accept-Encoding', value: 'gzip,deflate' },
];

const OKTA_TRIES = 10;
const OKTA_UNTOLD_MS = 5 * 60_000;

/** Okta reads `Retry-After` as whole seconds only. Without it, Okta waits 5 minutes, then twice as long each time, and gives up after 10 tries. */
function oktaWait(retryAfter: string | undefined, attempt: number): { ms: number; asked: boolean } | null {
  if (attempt >= OKTA_TRIES) return null;
  const text = retryAfter?.trim() ?? '';
  if (/^\d+$/.test(text)) return { ms: Number(text) * 1000, asked: true };
  return { ms: OKTA_UNTOLD_MS * 2 ** (attempt - 1), asked: false };
}
