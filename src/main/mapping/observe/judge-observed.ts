import type { MappingFinding, MappingReport, MappingRow, MappingVerdict } from '#shared/contract/mappings.ts';
import type { ObservedObject } from '#shared/contract/observed.ts';
import type { MappingContext } from '../context.ts';
import { gravestFirst, has } from '../judge/finding.ts';
import { judgeMappings, reportOf } from '../judge/judge.ts';
import { observedSet } from './observed-set.ts';
import type { ObservedTraffic } from './traffic.ts';
import { valueFindings } from './value-findings.ts';
import { VERDICT_ORDER } from '../judge/verdict-order.ts';

/**
 * Judges what was sent by the same code as an export, and then what only values tell: who came without a required one, user names with capital
 * letters or unlike the mail address, text for a flag.
 */
export function judgeObserved(traffic: ObservedTraffic, context: MappingContext, objects = traffic.objects()): MappingReport {
  const set = observedSet(traffic.idp, objects, []);
  const judged = judgeMappings(set, context);
  const rows = judged.rows
    .filter((row) => row.mapping !== null || isKnownToBeMissing(row, objects))
    .map((row) => withValues(inTraffic(row), objects, traffic, context))
    .toSorted((a, b) => order(a) - order(b));
  // Groups that were not sent yet may still come; a file says so, traffic does not.
  const findings = judged.findings.filter(({ code }) => code !== 'groups-off');
  const report = reportOf(set, rows, findings);
  return { ...report, sentence: tell(rows) };
}

function tell(rows: readonly MappingRow[]): string {
  const parts = [
    {
      count: rows.filter(({ verdict }) => verdict === 'refused').length,
      one: 'attribute is refused',
      more: 'attributes are refused',
    },
    {
      count: rows.filter(({ verdict }) => verdict === 'required-missing').length,
      one: 'required attribute was never sent',
      more: 'required attributes were never sent',
    },
    {
      count: rows.filter((row) => row.verdict !== 'refused' && has(row.findings, 'warning')).length,
      one: 'looks wrong',
      more: 'look wrong',
    },
  ].filter(({ count }) => count > 0);
  if (parts.length === 0) return 'What was sent is what the endpoint wants.';
  return `${joinWords(parts.map(({ count, one, more }) => `${count} ${count === 1 ? one : more}`))}.`;
}

function joinWords(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

/** Only of someone who was sent whole is it known what was left out; what an identity provider sends unasked is seen or is not. */
function isKnownToBeMissing({ resourceType, findings }: MappingRow, objects: readonly ObservedObject[]): boolean {
  if (findings.some(({ code }) => code === 'sent-anyway')) return false;
  return objects.some((object) => object.resourceType === resourceType && object.resources > 0);
}

/** What is not mapped in an export was never sent in traffic. */
const UNSEEN: Readonly<Record<string, string>> = {
  'required-missing': '`{attribute}` was never sent, and it is required.',
  'group-name-missing': '`{attribute}` of groups was never sent, and it is required.',
  'active-missing': '`active` was never sent: it seems not to be mapped, so leavers stay active.',
  'members-missing': 'No members were sent for any group yet.',
  'optional-missing': '`{attribute}` was never sent.',
};

function inTraffic(row: MappingRow): MappingRow {
  if (row.mapping !== null) {
    // Seen in both spellings means: before and after it was mended.
    const findings = row.findings.filter(({ code }) => code !== 'mapped-twice');
    return { ...row, findings, verdict: verdictAfter(row, findings) };
  }
  const findings = row.findings.map((finding): MappingFinding => {
    const what = UNSEEN[finding.code];
    // Entra ID creates a group empty and adds the members later.
    const severity = finding.code === 'members-missing' ? 'hint' : finding.severity;
    return what === undefined ? finding : { ...finding, severity, what: what.replace('{attribute}', () => row.attribute) };
  });
  return { ...row, findings };
}

function withValues(
  row: MappingRow,
  objects: readonly ObservedObject[],
  traffic: ObservedTraffic,
  context: MappingContext,
): MappingRow {
  const object = objects.find(({ resourceType }) => resourceType === row.resourceType);
  const observed = object?.attributes.find(({ path }) => path === row.mapping?.target);
  if (object === undefined || observed === undefined) return row;
  const findings = gravestFirst([...row.findings, ...valueFindings({ row, observed, object, traffic, context })]);
  return { ...row, findings, verdict: verdictAfter(row, findings) };
}

function verdictAfter({ role, verdict }: MappingRow, findings: readonly MappingFinding[]): MappingVerdict {
  if (has(findings, 'refused')) return 'refused';
  if (has(findings, 'warning')) return 'suspicious';
  if (verdict !== 'refused' && verdict !== 'suspicious') return verdict;
  return role === 'unlisted' ? 'tolerated' : role;
}

function order(row: MappingRow): number {
  return (row.resourceType === 'User' ? 0 : 10) + VERDICT_ORDER[row.verdict];
}
