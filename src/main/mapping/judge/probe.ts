import type { Idp } from '#shared/contract/exchanges.ts';
import type { Mapping, MappingFinding } from '#shared/contract/mappings.ts';
import { errorCodeOf } from '../../explain/error-code.ts';
import { findingsOf } from '../../explain/findings.ts';
import type { ResourceModel } from '../../scim/model.ts';
import { accept, asExchange } from '../accept.ts';
import { bodyOf } from '../body.ts';
import type { MappingContext } from '../context.ts';
import type { Scalar } from '../expression/expression.ts';
import { callerOf, joiner } from '../people.ts';
import { valueFor } from '../source.ts';
import type { Target } from '../target.ts';
import { finding } from './finding.ts';

/** What a sample shows that the mapping itself is judged for, in better words. */
const toldOtherwise: ReadonlySet<string> = new Set(['user-name-lower-cased', 'urn-as-key', 'path-as-key', 'string-boolean']);

/**
 * Sends one mapped attribute through the same code as a request, alone, and tells what comes of it: refused, forgiven, noted. So a
 * mapping is judged as the endpoint would, whatever profile and rules are in force.
 */
export function probe(
  mapping: Mapping,
  target: Target,
  model: ResourceModel,
  idp: Idp,
  context: MappingContext,
): MappingFinding[] {
  const caller = callerOf(idp);
  const value = sampleValue(mapping, target, idp);
  const body = bodyOf([{ mapping, value }], model, idp);
  const acceptance = accept(model, context.settings, caller, body, true);
  const facts = asExchange(acceptance, model, caller, null);
  const code = acceptance.error === null ? null : errorCodeOf(acceptance.error, model.type.name);
  return findingsOf(facts, code)
    .filter((one) => one.severity === 'refused' || !toldOtherwise.has(one.code))
    .map((one) => (one.severity !== 'refused' && one.code === 'urn-dot' ? dotIn(target, idp) : one))
    .map((one) => (one.code === 'unlisted-attribute' ? finding('unlisted-attribute', idp, { attribute: target.text }) : one));
}

function dotIn({ path, text }: Target, idp: Idp): MappingFinding {
  return finding('urn-dot', idp, { attribute: path, source: text });
}

/** What flows for a sample person; where that is not known, a value of the right type. */
function sampleValue(mapping: Mapping, { attribute }: Target, idp: Idp): Scalar {
  const evaluated = valueFor(mapping, idp, joiner);
  const isFlag = attribute?.definition.type === 'boolean';
  if (!evaluated.done || evaluated.value === null) return isFlag ? true : 'sample';
  // Whether text may flow into a flag is judged by its source, not by the one value of this sample.
  return isFlag && mapping.kind !== 'constant' && !/^(?:true|false)$/i.test(String(evaluated.value)) ? true : evaluated.value;
}
