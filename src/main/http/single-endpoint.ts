import type { Endpoint } from '../endpoint/endpoint.ts';
import type { Invitations } from '../mail/invitations.ts';
import type { ScimEndpoint } from './scim-listener.ts';

/** A listener for one sandbox alone, whatever the path says. */
export function singleEndpoint(endpoint: Endpoint, invitations: Invitations): ScimEndpoint {
  return {
    answer: (raw) => endpoint.answer(raw),
    markCutOff: (exchangeId) => endpoint.markCutOff(exchangeId),
    withInvitations: (_sandbox, work) => work(invitations),
  };
}
