import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MappingReport, MappingRow } from '#shared/contract/mappings.ts';
import type { RulePreset } from '#shared/contract/rules.ts';
import type { MappingContext } from '#main/mapping/context.ts';
import { presetOverrides, resolveSettings } from '#main/rules/presets.ts';
import { loadProfile } from '#main/service/load-profile.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/mappings');

export const fixtures = [
  'entra-default',
  'entra-corrected',
  'entra-typos',
  'entra-five-mistakes',
  'onelogin-sample',
  'onelogin-corrected',
  'okta-default',
  'okta-corrected',
] as const;

export function fixture(name: (typeof fixtures)[number]): string {
  return readFileSync(join(FOLDER, `${name}.json`), 'utf8');
}

const profile = loadProfile('meisterplan');

/** The documented profile under a preset of the rules. */
export function contextOf(options: { preset?: RulePreset; sso?: boolean; nameId?: string } = {}): MappingContext {
  const settings = resolveSettings(profile.rules, options.preset === undefined ? {} : presetOverrides(options.preset));
  return { profile, settings, sso: options.sso === true, nameId: options.nameId };
}

/** The row of an attribute; fails where there is none. */
export function rowOf(report: MappingReport, attribute: string, resourceType = 'User'): MappingRow {
  const row = report.rows.find((one) => one.resourceType === resourceType && one.attribute === attribute);
  if (row === undefined) throw new Error(`no row for ${attribute}: ${report.rows.map((one) => one.attribute).join(', ')}`);
  return row;
}

export function codesOf(row: MappingRow): string[] {
  return row.findings.map(({ code }) => code);
}

/** A schema of Entra ID with these user mappings: target to expression. */
export function entraSchema(users: Readonly<Record<string, string>>, extra: object = {}): string {
  const attributeMappings = Object.entries(users).map(([targetAttributeName, expression]) => ({
    source: { expression, name: expression, type: typeOf(expression), parameters: [] },
    targetAttributeName,
    matchingPriority: targetAttributeName === 'userName' ? 1 : 0,
    flowType: 'Always',
    defaultValue: null,
  }));
  const object = { sourceObjectName: 'User', targetObjectName: 'User', enabled: true, attributeMappings, ...extra };
  return JSON.stringify({ synchronizationRules: [{ targetDirectoryName: 'customappsso', objectMappings: [object] }] });
}

function typeOf(expression: string): string {
  if (/^\[\w+\]$/.test(expression)) return 'Attribute';
  return expression.startsWith('"') ? 'Constant' : 'Function';
}

/** What is right in every tenant. */
export const sound = {
  userName: 'ToLower([userPrincipalName])',
  'emails[type eq "work"].value': '[mail]',
  active: 'Switch([IsSoftDeleted], , "False", "True", "True", "False")',
  'name.givenName': '[givenName]',
  'name.familyName': '[surname]',
} as const;
