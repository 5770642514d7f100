import type { Idp } from '#shared/contract/exchanges.ts';
import type { Mapping, MappingFinding, MappingRow, MappingVerdict, ObjectMapping } from '#shared/contract/mappings.ts';
import { clickPath } from '../../explain/places.ts';
import type { ResourceModel } from '../../scim/model.ts';
import { isSchemaList } from '../body.ts';
import type { MappingContext } from '../context.ts';
import { nearest } from '../near.ts';
import { adviceOn } from '../suggested-sources.ts';
import { type Listed, type Target, isCommon, listedAttributes, readTarget } from '../target.ts';
import type { Bench, Placed } from './bench.ts';
import { finding, gravestFirst, has } from './finding.ts';
import { missingRows, sentAnyway } from './missing.ts';
import { probe } from './probe.ts';
import { suspicionsOf } from './suspicions.ts';
import { VERDICT_ORDER } from './verdict-order.ts';

/** A row for each mapping of users or groups, and one for each attribute that has none; the gravest first. */
export function judgeObject(object: ObjectMapping, model: ResourceModel, idp: Idp, context: MappingContext): MappingRow[] {
  const bench: Bench = { idp, model, listed: listedAttributes(context.profile, model, context.settings), context };
  const placed = object.mappings.map((mapping) => ({ mapping, target: readTarget(model, mapping.target) }));
  const rows = placed.map((one) => judgeOne(one, placed, bench));
  return [...rows, ...missingRows(placed, bench), ...sentAnyway(placed, bench)].toSorted(
    (a, b) => VERDICT_ORDER[a.verdict] - VERDICT_ORDER[b.verdict],
  );
}

function judgeOne(one: Placed, all: readonly Placed[], bench: Bench): MappingRow {
  const { mapping, target } = one;
  const { idp, model, context } = bench;
  const listed = bench.listed.find(({ path }) => path === target.path);
  const probed = probe(mapping, target, model, idp, context);
  const isRefused = has(probed, 'refused');
  const findings = [
    ...(isRefused ? explainRefusal(probed, target, listed, bench) : probed),
    ...passedOver(one, probed, bench),
    ...suspicionsOf(mapping, target, idp, context),
    ...emptiness(mapping, target, listed, bench),
    ...repeated(one, all, bench),
  ];
  const role = listed === undefined ? roleOf(one, isRefused, bench) : listed.required ? 'required' : 'optional';
  return {
    id: mapping.id,
    resourceType: mapping.resourceType,
    attribute: target.path,
    role,
    verdict: verdictOf(role, findings),
    mapping,
    findings: gravestFirst(mapping.resourceType === 'Group' ? findings.map((found) => inGroups(found, idp)) : findings),
  };
}

/** What is mended in the mapping of users is mended for a group in the mapping of groups. */
function inGroups(one: MappingFinding, idp: Idp): MappingFinding {
  const users = clickPath(idp, 'user-mapping');
  return one.clickPath?.join() === users?.join() ? { ...one, clickPath: clickPath(idp, 'group-mapping') } : one;
}

function verdictOf(role: MappingRow['role'], findings: readonly MappingFinding[]): MappingVerdict {
  if (has(findings, 'refused')) return 'refused';
  if (has(findings, 'warning')) return 'suspicious';
  return role === 'unlisted' ? 'tolerated' : role;
}

/** An attribute beside the listed ones may still belong to the endpoint, such as `emails[type eq "work"].primary`. */
function roleOf({ mapping, target }: Placed, isRefused: boolean, { idp, context, model }: Bench): MappingRow['role'] {
  const { attribute } = target;
  const isKnown = attribute !== null && !isRefused && !isCommon(context.profile, model, attribute);
  return isKnown || isSchemaList(mapping, idp) ? 'optional' : 'unlisted';
}

/** A refusal that comes of a slip is told as the slip. */
function explainRefusal(
  probed: readonly MappingFinding[],
  target: Target,
  self: Listed | undefined,
  { idp, listed }: Bench,
): MappingFinding[] {
  const meant = self === undefined ? nearest(target.text, listed) : null;
  if (meant === null) return probed.filter(({ severity }) => severity === 'refused');
  const code = target.type !== null && meant.path.startsWith('emails[') ? 'email-type' : 'typo';
  return [finding(code, idp, { attribute: target.text, detail: meant.path })];
}

/** What every resource has, such as externalId, is no mapping of the article's list and is no mistake. */
function passedOver({ mapping, target }: Placed, probed: readonly MappingFinding[], bench: Bench): MappingFinding[] {
  const { idp, context, model } = bench;
  const { attribute, path } = target;
  const isCommonOne = attribute !== null && isCommon(context.profile, model, attribute);
  if (!isCommonOne || probed.length > 0 || isSchemaList(mapping, idp)) return [];
  return [finding('not-in-list', idp, { attribute: path })];
}

function emptiness(mapping: Mapping, { path }: Target, listed: Listed | undefined, { idp, context }: Bench): MappingFinding[] {
  const isEmpty =
    (mapping.kind === 'none' && mapping.defaultValue === null) ||
    (mapping.kind !== 'observed' && mapping.source.trim() === '' && mapping.defaultValue === null);
  if (!isEmpty || listed?.required !== true) return [];
  return [finding('nothing-flows', idp, { attribute: path, detail: adviceOn(path, idp, context.sso) })];
}

function repeated({ mapping, target }: Placed, all: readonly Placed[], { idp }: Bench): MappingFinding[] {
  const other = all.find((one) => one.mapping.id !== mapping.id && one.target.path === target.path);
  return other === undefined ? [] : [finding('mapped-twice', idp, { attribute: target.path, source: other.mapping.source })];
}
