import type { MadeBy } from '#shared/contract/exchanges.ts';

/** On whose behalf this program sends a request. It never goes over the wire, because a simulated identity provider sends what the real one would. */
export interface Maker {
  readonly by: MadeBy;
  /** the rehearsal or replay, and the sandbox that keeps it */
  readonly run: { readonly sandbox: string; readonly id: number } | null;
  /** the step that wants this request refused; null when none does */
  readonly refusedOnPurpose: string | null;
}

/** With this header a run of another process announces, in a request of its own, on whose behalf the next requests come. */
export const INTRODUCTION = 'scim-rehearsal-sends';
export const FAREWELL = 'nothing';
/** The user agent of requests that do not imitate an identity provider: introductions, and checks of what became of a step. */
export const OWN_USER_AGENT = 'SCIM-Rehearsal';
/** A token that no sandbox gives out, to provoke a refusal. */
export const NOBODYS_TOKEN = 'api-00000000000000000000000000000000';

/** A request on its way out of this process. */
export interface Departing {
  readonly method: string;
  /** path and query below the base URL of the target, as sent */
  readonly path: string;
  /** the Authorization header as sent; null for none */
  readonly authorization: string | null;
  readonly body: Buffer | null;
}

/** A request that came in, from wherever. */
export interface Arriving {
  readonly method: string;
  /** request target as received */
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: Buffer | null;
  /** bytes received, which can be more than were kept */
  readonly bodyBytes: number;
}

/**
 * The requests that this process has under way over HTTP, so that a service of the same process knows its own when it meets them: nothing in
 * the bytes tells them apart, and they may have come through a tunnel. A request counts only while its answer is awaited, and only with
 * exactly that method, address, token and body. While nothing is under way, asking costs a look at an empty list.
 */
export class OwnTraffic {
  readonly #underWay: { readonly request: Departing; readonly maker: Maker }[] = [];

  /** @returns a function to call when the answer has come, or never will */
  depart(request: Departing, maker: Maker): () => void {
    const entry = { request, maker };
    this.#underWay.push(entry);
    return () => {
      const place = this.#underWay.indexOf(entry);
      if (place !== -1) this.#underWay.splice(place, 1);
    };
  }

  /** @returns on whose behalf a request was sent; null when it came from outside */
  makerOf(arriving: Arriving): Maker | null {
    if (this.#underWay.length === 0) return null;
    return this.#underWay.find(({ request }) => isSame(request, arriving))?.maker ?? null;
  }
}

/** There is one for the process, however many services and targets it has. */
export const ownTraffic = new OwnTraffic();

function isSame(request: Departing, arriving: Arriving): boolean {
  return (
    request.method === arriving.method &&
    (request.authorization ?? undefined) === arriving.authorization &&
    arriving.url.endsWith(request.path === '/' ? '' : request.path) &&
    (request.body?.length ?? 0) === arriving.bodyBytes &&
    // A body beyond the cap was not kept whole.
    (arriving.body === null || request.body?.subarray(0, arriving.body.length).equals(arriving.body) === true)
  );
}
