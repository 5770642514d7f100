import type { JsonValue } from '#shared/scim/wire.ts';
import type { RuleSettings } from '../rules/settings.ts';
import type { ResourceModel } from '../scim/model.ts';
import { noteValuePathComparison, normaliseFilterText } from './filter.ts';
import type { Forgiven } from './forgiven.ts';
import { Forgiver } from './forgiver.ts';
import { normalisePatch } from './patch-body.ts';
import { normaliseResource } from './resource-body.ts';
import { shapesOf } from './shapes.ts';
import { isObject } from '../scim/json.ts';

export type BodyKind = 'create' | 'replace' | 'patch';

export interface NormalisedBody {
  /** the same reference as the body that came in when nothing was to be done */
  readonly body: JsonValue;
  readonly forgiven: readonly Forgiven[];
}

export interface NormalisedFilter {
  readonly text: string;
  readonly forgiven: readonly Forgiven[];
}

/**
 * Turns a body as identity providers send it into the strict shape of RFC 7643 and RFC 7644 §3.5.2, and says once per kind
 * and attribute what it forgave. The body that came in is not changed. What is wrong in no known way passes through, for
 * the strict core to refuse. Rests on the vendors' documentation and captures listed in docs/dialects.md.
 *
 * @throws ScimError 400 for a shape that the rules `string-booleans`, `loose-shapes` or `unknown-schema-uris` refuse
 */
export function normaliseBody(kind: BodyKind, body: JsonValue, model: ResourceModel, settings: RuleSettings): NormalisedBody {
  if (!isObject(body)) return { body, forgiven: [] };
  const forgiver = new Forgiver(settings);
  const shapes = shapesOf(model);
  const normalised = kind === 'patch' ? normalisePatch(body, shapes, forgiver) : normaliseResource(body, shapes, forgiver);
  return { body: normalised, forgiven: forgiver.forgiven };
}

/**
 * A filter as identity providers send it, for the strict parser: text booleans as booleans, `email` as `emails`.
 *
 * @throws ScimError 400 invalidFilter for a shape that the rules refuse
 */
export function normaliseFilter(text: string, model: ResourceModel, settings: RuleSettings): NormalisedFilter {
  const forgiver = new Forgiver(settings);
  const normalised = normaliseFilterText(text, shapesOf(model), forgiver);
  noteValuePathComparison(normalised, forgiver);
  return { text: normalised, forgiven: forgiver.forgiven };
}
