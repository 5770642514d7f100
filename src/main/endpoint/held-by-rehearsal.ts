import { TakenError } from '../directory/taken-error.ts';
import { ScimError } from '../scim/errors.ts';
import type { RequestInHand } from './request-in-hand.ts';

/**
 * A rehearsal leaves its people in the sandbox. A real identity provider whose request is refused because one of them has the name is to be told so, and
 * not to give somebody another name. Only a request that is refused for that asks who made the other one.
 * @returns the refusal, with the cause that the log tells; the answer stays as it is
 */
export function heldByRehearsal({ maker, tx }: RequestInHand, refusal: ScimError): ScimError {
  if (!(refusal instanceof TakenError) || maker !== null || refusal.holderId === null) return refusal;
  if (!tx.ownTraffic.hasLeft(refusal.holderId)) return refusal;
  const { status, message, scimType, attribute, ruleId } = refusal;
  return new ScimError(status, message, {
    reason: 'held-by-rehearsal',
    ...(scimType === undefined ? {} : { scimType }),
    ...(attribute === undefined ? {} : { attribute }),
    ...(ruleId === undefined ? {} : { ruleId }),
    cause: refusal,
  });
}
