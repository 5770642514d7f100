import type { Mapping, MappingReport, MappingRow } from '#shared/contract/mappings.ts';
import type { Idp } from '#shared/contract/exchanges.ts';
import type { MappingContext } from '../context.ts';
import { nearest } from '../near.ts';
import { alwaysSentBy } from '../../rules/unlisted.ts';
import { suggestedSource } from '../suggested-sources.ts';
import { listedAttributes } from '../target.ts';
import type { Edit } from './edit.ts';

/** What one round of putting right works with. */
interface Plan {
  readonly idp: Idp;
  readonly context: MappingContext;
  /** targets that stay or come, by resource type and path */
  readonly taken: Set<string>;
  readonly edits: Edit[];
}

/** What is to be done to the mappings of a report, as far as it needs no decision of an admin. */
export function planEdits(report: MappingReport, context: MappingContext): Edit[] {
  const { idp } = report.set;
  const plan: Plan = { idp, context, taken: new Set(report.rows.filter(stays).map(keyOf)), edits: [] };
  const seen = new Set<string>();
  for (const row of report.rows) {
    if (row.mapping === null) continue;
    // Of several mappings to one target the first stays.
    const isRepeated = seen.has(keyOf(row));
    seen.add(keyOf(row));
    if (isRepeated) remove(plan, row.mapping, `Delete the second mapping to \`${row.attribute}\`.`);
    else correct(plan, row, row.mapping);
  }
  for (const row of report.rows) if (row.mapping === null) add(plan, row);
  if (report.findings.some(({ code }) => code === 'matched-otherwise')) match(plan, report.rows);
  return plan.edits;
}

function keyOf({ resourceType, attribute }: Pick<MappingRow, 'resourceType' | 'attribute'>): string {
  return `${resourceType} ${attribute}`;
}

function stays(row: MappingRow): boolean {
  return row.mapping !== null && row.role !== 'unlisted';
}

function correct(plan: Plan, row: MappingRow, mapping: Mapping): void {
  if (row.role === 'unlisted') {
    correctUnlisted(plan, row, mapping);
    return;
  }
  const codes = new Set(row.findings.map(({ code }) => code));
  if (codes.has('invitation-under-sso')) {
    remove(plan, mapping, `Delete the mapping of \`${row.attribute}\`: people log in through SSO.`);
    return;
  }
  if (codes.has('unknown-schema-uri') || codes.has('core-schema-missing')) schemas(plan, mapping);
  if (codes.has('urn-dot')) target(plan, mapping, row.attribute);
  if (codes.has('single-value-for-array') && mapping.single === true) {
    plan.edits.push({ kind: 'list', mapping, sentence: `Write \`${mapping.target.split('[')[0] ?? ''}\` as a list.` });
  }
  if (codes.has('only-on-create')) {
    plan.edits.push({ kind: 'flow', mapping, sentence: `Let \`${row.attribute}\` flow always.` });
  }
  if (codes.has('flag-declared-as-text')) {
    const sentence = `Set the type of \`${row.attribute}\` to Boolean in the attribute list.`;
    plan.edits.push({ kind: 'declare', mapping, type: 'Boolean', sentence });
  }
  source(plan, row, mapping, codes);
}

/** Slips are mended; what the endpoint does not list goes, but for what the identity provider needs or cannot leave out. */
function correctUnlisted(plan: Plan, row: MappingRow, mapping: Mapping): void {
  const { idp, context, taken } = plan;
  const codes = new Set(row.findings.map(({ code }) => code));
  if (row.verdict === 'tolerated' && (codes.has('not-in-list') || alwaysSentBy(idp).includes(row.attribute))) return;
  const model = context.profile.byName(row.resourceType);
  const listed = model === undefined ? [] : listedAttributes(context.profile, model, context.settings);
  const meant = codes.has('typo') || codes.has('email-type') ? nearest(mapping.target.trim(), listed) : null;
  const key = meant === null ? null : keyOf({ resourceType: row.resourceType, attribute: meant.path });
  if (meant === null || key === null || taken.has(key)) {
    remove(plan, mapping, `Delete the mapping to \`${row.attribute}\`.`);
    return;
  }
  taken.add(key);
  target(plan, mapping, meant.path);
}

function remove({ edits }: Plan, mapping: Mapping, sentence: string): void {
  edits.push({ kind: 'remove', mapping, sentence });
}

function target({ edits }: Plan, mapping: Mapping, to: string): void {
  edits.push({ kind: 'target', mapping, target: to, sentence: `Write the target \`${mapping.target}\` as \`${to}\`.` });
}

/** A template lists the schemas of what it holds; the core schema is what is left when the rest is gone. */
function schemas({ edits, context }: Plan, mapping: Mapping): void {
  const model = context.profile.byName('User');
  if (model === undefined) return;
  const listed = JSON.stringify([model.type.schema]);
  edits.push({ kind: 'source', mapping, source: listed, sentence: `List the schema ${model.type.schema} in \`schemas\`.` });
}

const SENSELESS = [
  'constant-value',
  'leavers-stay',
  'joiners-inactive',
  'active-from-account',
  'unreadable-expression',
  'nothing-flows',
];

function source({ edits, idp, context }: Plan, { attribute }: MappingRow, mapping: Mapping, codes: ReadonlySet<string>): void {
  const suggested = suggestedSource(attribute, idp);
  const set = (text: string, why: string) => {
    edits.push({ kind: 'source', mapping, source: text, sentence: `Map \`${attribute}\` from ${text}${why}.` });
  };
  if (codes.has('name-id')) {
    const nameId = context.nameId ?? (idp === 'entra' ? 'userPrincipalName' : null);
    if (idp === 'entra' && nameId !== null) set(`ToLower([${nameId}])`, ', which is also the NameID');
  } else if (suggested !== null && SENSELESS.some((code) => codes.has(code))) {
    set(suggested, '');
  } else if (codes.has('user-name-case')) {
    const text = mapping.kind === 'attribute' || mapping.kind === 'expression' ? mapping.source : null;
    if (text !== null) set(idp === 'okta' ? `String.toLowerCase(${text})` : `ToLower(${text})`, ', in lower case');
  } else if (codes.has('flag-from-text')) {
    set(`Switch(${mapping.source}, "False", "True", "True")`, ': whatever is not True counts as False');
  }
}

/** What is missing and has a source that is the same everywhere. */
function add({ edits, idp, taken }: Plan, row: MappingRow): void {
  const isWanted = row.findings.some(({ code }) => ADDED.has(code));
  const from = isWanted && !taken.has(keyOf(row)) ? suggestedSource(row.attribute, idp) : null;
  if (from === null) return;
  const { resourceType, attribute } = row;
  edits.push({ kind: 'add', resourceType, target: attribute, source: from, sentence: `Map \`${attribute}\` from ${from}.` });
}

const ADDED: ReadonlySet<string> = new Set([
  'required-missing',
  'group-name-missing',
  'active-missing',
  'members-missing',
  'optional-missing',
]);

function match({ edits }: Plan, rows: readonly MappingRow[]): void {
  const row = rows.find(
    ({ resourceType, attribute, mapping }) => resourceType === 'User' && attribute === 'userName' && mapping !== null,
  );
  const mapping = row?.mapping ?? null;
  if (mapping !== null) edits.push({ kind: 'match', mapping, sentence: 'Match users by `userName`, precedence 1.' });
}
