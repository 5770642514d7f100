import { MadeBy } from '#shared/contract/exchanges.ts';
import { type Maker, INTRODUCTION, NOBODYS_TOKEN, OWN_USER_AGENT } from '../service/own-traffic.ts';
import type { TokenRow } from '../store/repositories/tokens.ts';
import type { RawRequest } from './raw-request.ts';

/** A run that was killed says no farewell; after this silence its token is anybody's again. */
const SILENCE_MS = 60_000;

interface Guest {
  readonly by: MadeBy;
  readonly remote: string;
  until: number;
}

/**
 * Runs of another process on this machine, such as of the command line, that have said who they are (replay/introduced.ts). What comes with their
 * token until they say farewell is theirs, and so is what their address sends with a token that nobody has. While there is none, asking costs a
 * look at an empty map.
 */
export class Guests {
  readonly #guests = new Map<string, Guest>();

  /**
   * @param token whose token came; undefined: one that nobody has, or none
   * @param now milliseconds since 1970
   */
  makerOf({ headers, remote }: RawRequest, token: TokenRow | undefined, now: number): Maker | null {
    const said = headers[INTRODUCTION];
    if (said !== undefined && token !== undefined) return this.#introduce(said, token, remote, now);
    if (this.#guests.size === 0) return null;
    const guest = token === undefined ? this.#at(remote) : this.#guests.get(token.id);
    if (guest === undefined || guest.until < now) return null;
    guest.until = now + SILENCE_MS;
    const isStranger = headers['authorization'] === `Bearer ${NOBODYS_TOKEN}`;
    return makerFor(guest.by, headers['user-agent'], isStranger);
  }

  #introduce(said: string, { id }: TokenRow, remote: string, now: number): Maker | null {
    const before = this.#guests.get(id);
    this.#guests.delete(id);
    const by = MadeBy.safeParse(said);
    if (by.success) this.#guests.set(id, { by: by.data, remote, until: now + SILENCE_MS });
    const who = by.data ?? before?.by;
    return who === undefined ? null : makerFor(who, OWN_USER_AGENT, false);
  }

  #at(remote: string): Guest | undefined {
    return [...this.#guests.values()].find((guest) => guest.remote === remote);
  }
}

function makerFor(by: MadeBy, userAgent: string | undefined, isStranger: boolean): Maker {
  const looks = by === 'simulator' && userAgent === OWN_USER_AGENT;
  const step = by === 'simulator' && isStranger ? 'The token is revoked, and the identity provider goes on with it.' : null;
  return { by: looks ? 'check-back' : by, run: null, refusedOnPurpose: step };
}
