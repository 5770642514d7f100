import type { Target } from '#main/replay/target.ts';
import type { Answered, Outgoing } from '#main/replay/recorded.ts';

/** A target that answers as it is told; a thrown error is an answer that never came. */
export function fakeTarget(
  answer: (request: Outgoing) => { status: number; body?: unknown; retryAfter?: string },
): Target & { sent: Outgoing[] } {
  const sent: Outgoing[] = [];
  return {
    isDurable: true,
    obeysRetryAfter: true,
    hasOwnWording: true,
    sent,
    send: async (request): Promise<Answered> => {
      sent.push(request);
      const { status, body, retryAfter } = await Promise.resolve().then(() => answer(request));
      return {
        status,
        headers: [
          { name: 'Content-Type', value: 'application/scim+json' },
          ...(retryAfter === undefined ? [] : [{ name: 'Retry-After', value: retryAfter }]),
        ],
        body: body === undefined ? null : JSON.stringify(body),
        durationUs: 1,
        verdict: null,
        told: null,
      };
    },
    close: () => Promise.resolve(),
  };
}
