import { ScimError } from '../scim/errors.ts';
import { type StorageFailure, storageFailureOf } from '../store/storage-failure.ts';
import type { Answer } from './raw-request.ts';

/** What passes by itself has passed by then, as a rule. */
const RETRY_AFTER = { 'Retry-After': '5' };

const TEXTS: Readonly<Record<StorageFailure, { status: number; detail: string }>> = {
  full: {
    status: 507,
    detail: 'The disk of SCIM Rehearsal is full; nothing was changed. Make room, and send the request again.',
  },
  busy: {
    status: 503,
    detail:
      'Another program holds the data of SCIM Rehearsal, which cannot write for the moment; nothing was changed. Send the request again.',
  },
  broken: {
    status: 503,
    detail: 'SCIM Rehearsal cannot write to its data folder; nothing was changed. Its own log says more.',
  },
};
const OTHER = { status: 500, detail: 'Something went wrong inside SCIM Rehearsal; nothing was changed. Its own log says more.' };

/** The answer without an exchange: there is no log that could keep one. */
type Unrecorded = Pick<Answer, 'status' | 'headers' | 'body'> & { readonly exchangeId: null };

/**
 * The answer when not even the log can be written: nothing was changed, and the client gets SCIM JSON all the same.
 * 507 (RFC 4918 §11.5) for a full disk, 503 with `Retry-After` for what passes, else 500.
 */
export function answerUnrecorded(error: unknown): Unrecorded {
  const failure = storageFailureOf(error);
  const { status, detail } = failure === null ? OTHER : TEXTS[failure];
  return refuseUnrecorded(status, detail);
}

/** The same for a known reason. Who gets 503 is told to come again (RFC 9110 §10.2.3). */
export function refuseUnrecorded(status: number, detail: string): Unrecorded {
  return {
    exchangeId: null,
    status,
    headers: { 'Content-Type': 'application/scim+json', ...(status === 503 ? RETRY_AFTER : {}) },
    body: JSON.stringify(new ScimError(status, detail)),
  };
}
