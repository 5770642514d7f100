import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import type { Caller } from '../dialect/caller.ts';
import type { Forgiven } from '../dialect/forgiven.ts';
import { normaliseBody } from '../dialect/normalise.ts';
import type { ExchangeFacts } from '../explain/facts.ts';
import { judgeUnknown, settleUser } from '../rules/acceptance.ts';
import type { Note } from '../rules/note.ts';
import type { RuleSettings } from '../rules/settings.ts';
import { ScimError } from '../scim/errors.ts';
import type { ResourceModel } from '../scim/model.ts';
import { checkRequired, readResource } from '../scim/read-resource.ts';

/** What the endpoint would make of a body. */
export interface Acceptance {
  /** as it would be stored; null when it would be refused */
  readonly resource: JsonObject | null;
  readonly error: ScimError | null;
  readonly notes: readonly Note[];
  readonly forgiven: readonly Forgiven[];
}

/**
 * Puts the body of a POST through what a request goes through, up to the store: dialect, strict core, rules.
 * @param part true: the body is only a part of a resource, so nothing is missing in it
 */
export function accept(model: ResourceModel, settings: RuleSettings, caller: Caller, body: JsonValue, part = false): Acceptance {
  const notes: Note[] = [];
  const inForce: RuleSettings = part ? { ...settings, 'required-mappings': 'off' } : settings;
  const work = { model, settings: inForce, caller, notes };
  let forgiven: readonly Forgiven[] = [];
  try {
    const normalised = normaliseBody('create', body, model, inForce);
    forgiven = normalised.forgiven;
    const read = readResource(model, normalised.body);
    judgeUnknown(work, read.unknown);
    const resource = model.type.name === 'User' ? settleUser(work, read.resource) : read.resource;
    if (!part) checkRequired(model, resource);
    return { resource, error: null, notes, forgiven };
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    return { resource: null, error, notes, forgiven };
  }
}

/** The same as an exchange that took place, for whoever tells it. */
export function asExchange(acceptance: Acceptance, model: ResourceModel, caller: Caller, name: string | null): ExchangeFacts {
  const { error, notes, forgiven } = acceptance;
  return {
    caller,
    method: 'POST',
    path: model.type.endpoint,
    status: error?.status ?? 201,
    operation: 'create',
    resourceType: model.type.name,
    resourceName: name,
    resourceId: null,
    filter: null,
    resultCount: null,
    membersAdded: null,
    membersRemoved: null,
    changedAttributes: [],
    error,
    forgiven,
    notes,
  };
}
