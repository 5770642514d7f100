import type { Idp } from '#shared/contract/exchanges.ts';
import type { Mapping, MappingPreview, MappingSet, PreviewValue, SamplePerson } from '#shared/contract/mappings.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import { errorCodeOf } from '../../explain/error-code.ts';
import { findingsOf, reasonOf } from '../../explain/findings.ts';
import { accept, asExchange } from '../accept.ts';
import { type Flow, bodyOf, isSchemaList } from '../body.ts';
import type { MappingContext } from '../context.ts';
import type { Scalar } from '../expression/expression.ts';
import { callerOf } from '../people.ts';
import { valueFor } from '../source.ts';
import { sentBySelf } from './sent-by-self.ts';
import { createRequest, searchRequest } from './requests.ts';

/**
 * What provisioning one new person would do: the requests that the identity provider sends for these mappings (its documented dialect), and
 * the user that comes of them, worked out by the code that real requests go through, or the refusal. The directory is taken to be empty, so
 * nobody else has the user name.
 */
export function previewPerson(set: MappingSet, person: SamplePerson, context: MappingContext): MappingPreview {
  const { idp } = set;
  const caller = callerOf(idp);
  const mappings = set.objects.find(({ resourceType }) => resourceType === 'User')?.mappings ?? [];
  const values = mappings.filter((mapping) => !isSchemaList(mapping, idp)).map((mapping) => valueOf(mapping, idp, person));
  const model = context.profile.byName('User');
  if (model === undefined) {
    const sentence = 'The profile has no users, so nobody can be created.';
    return { sentence, client: caller.client, values, requests: [], user: null, findings: [] };
  }
  const body = sentBySelf(bodyOf(flowsOf(mappings, values, idp), model, idp), person, idp);
  const acceptance = accept(model, context.settings, caller, body);
  const name = nameIn(body) ?? person.userName;
  const facts = asExchange(acceptance, model, caller, name);
  const { error } = acceptance;
  const code = error === null ? null : errorCodeOf(error, model.type.name);
  return {
    sentence:
      error === null || code === null
        ? `${caller.name} would create ${nameIn(acceptance.resource) ?? name}${leftOut(values)}.`
        : `${caller.name} would be refused when it creates ${name}: ${reasonOf(error, code)}.`,
    client: caller.client,
    values,
    requests: [searchRequest(idp, name), createRequest(idp, model.type.endpoint, body)],
    user: acceptance.resource,
    findings: findingsOf(facts, code),
  };
}

function valueOf(mapping: Mapping, idp: Idp, person: SamplePerson): PreviewValue {
  const evaluated = valueFor(mapping, idp, person);
  const { id, target } = mapping;
  return evaluated.done
    ? { mappingId: id, target, value: evaluated.value, notEvaluated: null }
    : { mappingId: id, target, value: null, notEvaluated: evaluated.why };
}

/** What has a value flows; so does the list of schemas that a template gives. */
function flowsOf(mappings: readonly Mapping[], values: readonly PreviewValue[], idp: Idp): Flow[] {
  const byId = new Map<string, Scalar | null>(values.map(({ mappingId, value }) => [mappingId, value]));
  return mappings.flatMap((mapping): Flow[] => {
    const value = isSchemaList(mapping, idp) ? mapping.source : (byId.get(mapping.id) ?? null);
    return value === null ? [] : [{ mapping, value }];
  });
}

/** What is not known here may be refused there. */
function leftOut(values: readonly PreviewValue[]): string {
  const count = values.filter(({ notEvaluated }) => notEvaluated !== null).length;
  if (count === 0) return '';
  return count === 1 ? ', as far as it is known: 1 value was left out' : `, as far as it is known: ${count} values were left out`;
}

function nameIn(resource: JsonObject | null): string | null {
  const userName = resource?.['userName'];
  return typeof userName === 'string' && userName !== '' ? userName : null;
}
