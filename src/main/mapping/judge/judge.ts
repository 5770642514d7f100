import type {
  MappingFinding,
  MappingOutcome,
  MappingReport,
  MappingRow,
  MappingSet,
  ObjectMapping,
} from '#shared/contract/mappings.ts';
import type { MappingContext } from '../context.ts';
import { finding, gravestFirst, has } from './finding.ts';
import { judgeObject } from './judge-object.ts';

/**
 * Judges mappings against a profile and the rules in force: each mapping, each attribute that has none, and what is switched for all of
 * them. Rests on rules 4 to 6, 8, 12, 13 and 18 of the catalogue, and puts every mapped attribute through the code that real requests take.
 */
export function judgeMappings(set: MappingSet, context: MappingContext): MappingReport {
  const users = set.objects.find(({ resourceType }) => resourceType === 'User');
  const groups = set.objects.find(({ resourceType }) => resourceType === 'Group');
  const rows = [users ?? noUsers, groups].flatMap((object) => {
    const model = object === undefined ? undefined : context.profile.byName(object.resourceType);
    return object === undefined || model === undefined || isOff(object) ? [] : judgeObject(object, model, set.idp, context);
  });
  const findings = gravestFirst([...ofUsers(users, set), ...ofGroups(groups, set)]);
  const outcome = outcomeOf(rows, findings);
  return { outcome, sentence: tell(outcome, rows, findings), set, rows, findings };
}

const noUsers: ObjectMapping = { resourceType: 'User', name: '', enabled: true, actions: null, mappings: [] };

/** Groups that are not provisioned have no mappings to mend. */
function isOff({ resourceType, enabled }: ObjectMapping): boolean {
  return resourceType === 'Group' && !enabled;
}

function ofUsers(users: ObjectMapping | undefined, { idp, source }: MappingSet): MappingFinding[] {
  if (source === 'observed') return [];
  if (users === undefined) return [finding('users-off', idp, { attribute: '', detail: 'nothing maps them' })];
  const findings: MappingFinding[] = [];
  if (!users.enabled) findings.push(finding('users-off', idp, { attribute: '', detail: 'the mapping is switched off' }));
  const { actions } = users;
  if (actions !== null) {
    for (const action of ['create', 'update', 'delete'] as const) {
      if (!actions.includes(action))
        findings.push(finding('action-off', idp, { attribute: '', detail: `Users are not ${action}d.` }));
    }
  }
  return [...findings, ...matching(users, idp)];
}

/** Rule 8. Only Entra ID lets an admin choose by what it matches. */
function matching({ mappings }: ObjectMapping, idp: MappingSet['idp']): MappingFinding[] {
  if (idp !== 'entra' || !mappings.some(({ target }) => target.toLowerCase() === 'username')) return [];
  const [first] = mappings.filter((one) => one.matching !== null).toSorted((a, b) => (a.matching ?? 0) - (b.matching ?? 0));
  if (first?.target.toLowerCase() === 'username') return [];
  const detail = first === undefined ? '' : ` but by \`${first.target}\``;
  return [finding('matched-otherwise', idp, { attribute: 'userName', detail })];
}

function ofGroups(groups: ObjectMapping | undefined, { idp }: MappingSet): MappingFinding[] {
  if (idp !== 'entra' || groups?.enabled === true) return [];
  return [finding('groups-off', idp, { attribute: '' })];
}

function outcomeOf(rows: readonly MappingRow[], findings: readonly MappingFinding[]): MappingOutcome {
  const all = [...findings, ...rows.flatMap((row) => row.findings)];
  if (has(all, 'refused')) return 'refused';
  return has(all, 'warning') ? 'warnings' : 'ready';
}

function tell(outcome: MappingOutcome, rows: readonly MappingRow[], findings: readonly MappingFinding[]): string {
  const count = (wanted: (row: MappingRow) => boolean) => rows.filter(wanted).length;
  const refused = count(({ verdict }) => verdict === 'refused');
  const missing = count(({ verdict }) => verdict === 'required-missing');
  const doubtful = count(
    (row) => row.verdict === 'suspicious' || (row.verdict === 'optional-missing' && has(row.findings, 'warning')),
  );
  const parts = [
    ...(refused === 0 ? [] : [`${refused} mapping${refused === 1 ? '' : 's'} would be refused`]),
    ...(missing === 0 ? [] : [`${missing} required mapping${missing === 1 ? ' is' : 's are'} missing`]),
    ...(doubtful === 0 ? [] : [`${doubtful} mapping${doubtful === 1 ? ' looks' : 's look'} wrong`]),
  ];
  const [grave] = findings;
  if (parts.length > 0) return `${joinParts(parts)}.`;
  if (outcome !== 'ready' && grave !== undefined) return grave.what;
  return 'The mappings are as the endpoint wants them.';
}

function joinParts(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}
