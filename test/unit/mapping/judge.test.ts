import { describe, expect, test } from 'vitest';
import type { MappingReport } from '#shared/contract/mappings.ts';
import type { RulePreset } from '#shared/contract/rules.ts';
import { judgeMappings } from '#main/mapping/judge/judge.ts';
import { tickedMappings } from '#main/mapping/read/okta.ts';
import { readMappings } from '#main/mapping/read/read.ts';
import { compileProfile } from '#main/profile/compile.ts';
import { ruleDescriptions } from '#main/rules/catalogue.ts';
import { loadProfile } from '#main/service/load-profile.ts';
import { codesOf, contextOf, entraSchema, fixture, fixtures, rowOf, sound } from './mapping-fixture.ts';

const MEISTERPLAN = 'urn:ietf:params:scim:schemas:extension:meisterplan:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

function judge(text: string, options: Parameters<typeof contextOf>[0] = {}): MappingReport {
  return judgeMappings(readMappings(text).set, contextOf(options));
}

function judgeEntra(changes: Readonly<Record<string, string>>, options: Parameters<typeof contextOf>[0] = {}): MappingReport {
  return judge(entraSchema({ ...sound, ...changes }), options);
}

describe('the five classic mistakes are all told from the export alone, each with rule, fix and click path', () => {
  const report = judge(fixture('entra-five-mistakes'), { sso: true });
  test.each([
    ['title', 'unlisted-attribute', 'refused', 'unlisted-attributes', 'inferred'],
    ['emails[type eq "work"].value', 'required-missing', 'required-missing', 'required-mappings', 'documented'],
    ['active', 'active-missing', 'optional-missing', 'optional-mappings', 'documented'],
    [`${MEISTERPLAN}:passwordNeverExpires`, 'urn-dot', 'suspicious', 'loose-shapes', 'assumed'],
    ['userName', 'name-id', 'suspicious', 'single-sign-on', 'documented'],
  ])('%s: %s', (attribute, code, verdict, ruleId, fidelity) => {
    const row = rowOf(report, attribute);
    expect(row.verdict).toBe(verdict);
    const found = row.findings.find((one) => one.code === code);
    expect(found).toMatchObject({ ruleId, fidelity });
    expect(found?.fix).not.toBe('');
    expect(found?.clickPath).toEqual(['Provisioning', 'Edit attribute mappings', 'Provision Microsoft Entra ID Users']);
  });

  test('the whole is told in a sentence', () => {
    expect(report.outcome).toBe('refused');
    expect(report.sentence).toBe('1 mapping would be refused, 1 required mapping is missing and 3 mappings look wrong.');
  });
});

describe("Entra ID's default mapping of a custom application", () => {
  const report = judge(fixture('entra-default'));
  test.each([
    ['userName', 'suspicious', 'required'],
    ['emails[type eq "work"].value', 'required', 'required'],
    ['active', 'optional', 'optional'],
    ['name.givenName', 'optional', 'optional'],
    ['title', 'refused', 'unlisted'],
    ['addresses[type eq "work"].locality', 'refused', 'unlisted'],
    [`${ENTERPRISE}:department`, 'refused', 'unlisted'],
    ['displayName', 'tolerated', 'unlisted'],
    ['externalId', 'tolerated', 'unlisted'],
    ['name.formatted', 'suspicious', 'unlisted'],
    [`${MEISTERPLAN}:linkedResource.id`, 'optional-missing', 'optional'],
  ])('%s is %s', (attribute, verdict, role) => {
    expect(rowOf(report, attribute)).toMatchObject({ verdict, role });
  });

  test('groups are judged too', () => {
    expect(rowOf(report, 'displayName', 'Group').verdict).toBe('required');
    expect(rowOf(report, 'members', 'Group').verdict).toBe('optional');
    expect(rowOf(report, 'externalId', 'Group').verdict).toBe('tolerated');
  });

  test('what is wrong with a group is mended in the mapping of groups', () => {
    const row = rowOf(judge(fixture('entra-typos')), 'description', 'Group');
    expect(row.findings[0]).toMatchObject({
      code: 'unlisted-attribute',
      clickPath: ['Provisioning', 'Edit attribute mappings', 'Provision Microsoft Entra ID Groups'],
    });
  });

  test('the gravest comes first', () => {
    expect(report.rows[0]?.verdict).toBe('refused');
  });
});

describe('rule 18: the setting for unlisted attributes decides, as for a real request', () => {
  test.each<[RulePreset, string, string]>([
    ['as-documented', 'refused', 'tolerated'],
    ['literal', 'refused', 'refused'],
    ['lenient', 'tolerated', 'tolerated'],
  ])('%s: title %s, displayName %s', (preset, title, displayName) => {
    const report = judge(fixture('entra-default'), { preset });
    expect(rowOf(report, 'title').verdict).toBe(title);
    expect(rowOf(report, 'displayName').verdict).toBe(displayName);
  });

  test('strict RFC: a dot in the URN, a flag as text and a legacy schema URI are refused', () => {
    const dotted = judgeEntra({ [`${MEISTERPLAN}.sendInvitationMail`]: '"True"' }, { preset: 'strict-rfc' });
    expect(rowOf(dotted, `${MEISTERPLAN}:sendInvitationMail`).verdict).toBe('refused');
    expect(rowOf(dotted, 'active')).toMatchObject({ verdict: 'refused' });
    expect(rowOf(judge(fixture('onelogin-sample'), { preset: 'strict-rfc' }), 'schemas').verdict).toBe('refused');
  });

  test('Okta: what it always sends is told as not switchable, and refused where the rule is literal', () => {
    const tolerant = rowOf(judge(fixture('okta-corrected')), 'password');
    expect(tolerant).toMatchObject({ verdict: 'tolerated', mapping: null });
    expect(rowOf(judge(fixture('okta-corrected'), { preset: 'literal' }), 'password').verdict).toBe('refused');
    expect(rowOf(judge(fixture('okta-corrected'), { preset: 'literal' }), 'groups').verdict).toBe('tolerated');
  });

  test('another profile has other attributes', () => {
    const profile = loadProfile('rfc7643');
    const context = { ...contextOf(), profile };
    const report = judgeMappings(readMappings(fixture('entra-default')).set, context);
    expect(rowOf(report, 'title').verdict).toBe('optional');
    expect(rowOf(report, `${ENTERPRISE}:department`).verdict).toBe('optional');
    expect(report.outcome).not.toBe('refused');
  });

  test('a profile without users has nothing to judge users by', () => {
    const meisterplan = loadProfile('meisterplan');
    const resourceTypes = meisterplan.resourceTypes.filter(({ name }) => name !== 'User');
    const profile = compileProfile({ ...meisterplan, schemas: [...meisterplan.schemas], resourceTypes: [...resourceTypes] });
    expect(
      judgeMappings(readMappings(fixture('entra-corrected')).set, { ...contextOf(), profile }).rows.every(
        (row) => row.resourceType === 'Group',
      ),
    ).toBe(true);
  });
});

describe('suspicious: accepted, and probably not what is meant', () => {
  test.each([
    ['userName', '[userPrincipalName]', 'user-name-case'],
    ['userName', '"everybody"', 'constant-value'],
    ['emails[type eq "work"].value', '"team@contoso.example"', 'constant-value'],
    ['emails[type eq "work"].value', 'ToLower([userPrincipalName])', 'mail-from-user-name'],
    ['active', '[IsSoftDeleted]', 'leavers-stay'],
    ['active', 'Switch([IsSoftDeleted], , "False", "False", "True", "True")', 'leavers-stay'],
    ['active', 'Switch([IsSoftDeleted], , "False", "False", "True", "True")', 'joiners-inactive'],
    ['active', '[accountEnabled]', 'active-from-account'],
    [`${MEISTERPLAN}:passwordNeverExpires`, '[extensionAttribute1]', 'flag-from-text'],
    ['name.givenName', 'Join(" ", [givenName]', 'unreadable-expression'],
  ])('%s from %s: %s', (attribute, source, code) => {
    const row = rowOf(judgeEntra({ [attribute]: source }), attribute);
    expect(codesOf(row)).toContain(code);
  });

  test('a sound mapping raises nothing', () => {
    const report = judge(entraSchema(sound), { sso: true });
    expect(report.outcome).toBe('ready');
    expect(
      report.rows.flatMap(({ findings }) => findings).filter(({ severity }) => severity === 'warning' || severity === 'refused'),
    ).toEqual([]);
  });

  test('an e-mail address of another type is refused, and the right one named', () => {
    const { 'emails[type eq "work"].value': _, ...rest } = sound;
    const report = judge(entraSchema({ ...rest, 'emails[type eq "home"].value': '[mail]' }));
    const row = rowOf(report, 'emails[type eq "home"].value');
    expect(row.verdict).toBe('refused');
    expect(codesOf(row)).toEqual(['email-type']);
    expect(rowOf(report, 'emails[type eq "work"].value').verdict).toBe('required-missing');
  });

  test('a type other than Boolean in the attribute list is told', () => {
    const row = rowOf(judge(fixture('entra-typos')), `${MEISTERPLAN}:passwordNeverExpires`);
    expect(codesOf(row)).toContain('flag-declared-as-text');
  });

  test('the same target twice is told on both', () => {
    const report = judgeEntra({ USERNAME: 'ToLower([mail])' });
    expect(report.rows.filter((row) => codesOf(row).includes('mapped-twice'))).toHaveLength(2);
  });

  test('flows only when the user is created: leavers would stay', () => {
    expect(codesOf(rowOf(judge(fixture('entra-typos')), 'active'))).toContain('only-on-create');
  });
});

describe('slips of the hand are told with what was meant', () => {
  test.each([
    ["emails[type='work'].value", 'emails[type eq "work"].value'],
    ['name.giveName', 'name.givenName'],
    ['familyName', 'name.familyName'],
    ['sendInvitationMail', `${MEISTERPLAN}:sendInvitationMail`],
    ['linkedResource.id', `${MEISTERPLAN}:linkedResource.id`],
    [`${MEISTERPLAN}:sendInvitationMails`, `${MEISTERPLAN}:sendInvitationMail`],
    ['userNmae', 'userName'],
  ])('%s', (written, meant) => {
    const row = rowOf(judgeEntra({ [written]: '[x]' }), written);
    expect(row.verdict).toBe('refused');
    expect(row.findings).toMatchObject([{ code: 'typo', fix: `Write the target as ${meant}.` }]);
  });

  test.each(['title', 'nickName', 'userType', 'name.middleName', `${ENTERPRISE}:department`])('%s is none', (written) => {
    expect(codesOf(rowOf(judgeEntra({ [written]: '[x]' }), written))).toEqual(['unlisted-attribute']);
  });
});

describe('rule 13: under SSO userName must be what is sent as NameID', () => {
  test.each([
    ['ToLower([mail])', true, undefined, true],
    ['ToLower(Coalesce([mail], [userPrincipalName]))', true, undefined, true],
    ['ToLower([mail])', false, undefined, false],
    ['ToLower([mail])', true, 'mail', false],
    ['ToLower([userPrincipalName])', true, undefined, false],
    ['ToLower([userPrincipalName])', true, 'mail', true],
  ])('%s, SSO %s, NameID %s: told %s', (userName, sso, nameId, told) => {
    const report = judgeEntra({ userName }, { sso, ...(nameId === undefined ? {} : { nameId }) });
    expect(codesOf(rowOf(report, 'userName')).includes('name-id')).toBe(told);
  });

  test.each([
    ['onelogin-corrected', '{$parameters.scimusername}', '{$user.username}', 'user.email'],
    [
      'okta-corrected',
      '"givenName"',
      '"userName": { "expression": "user.email", "pushStatus": "PUSH" }, "givenName"',
      'user.login',
    ],
  ] as const)('%s: the NameID is another attribute by default', (name, from, to, nameId) => {
    const row = rowOf(judge(fixture(name).replace(from, to), { sso: true }), 'userName');
    expect(row.findings.find(({ code }) => code === 'name-id')?.what).toContain(`is taken to come from ${nameId}.`);
    expect(codesOf(rowOf(judge(fixture(name).replace(from, to)), 'userName'))).not.toContain('name-id');
  });

  test('an invitation for everybody is not needed under SSO, and needed without', () => {
    const mapped = { [`${MEISTERPLAN}:sendInvitationMail`]: '"True"' };
    const codes = (sso: boolean) => codesOf(rowOf(judgeEntra(mapped, { sso }), `${MEISTERPLAN}:sendInvitationMail`));
    expect(codes(true)).toContain('invitation-under-sso');
    expect(codes(false)).not.toContain('invitation-under-sso');
    expect(rowOf(judgeEntra({}), `${MEISTERPLAN}:sendInvitationMail`).findings[0]?.fix).toContain('Without SSO');
  });
});

describe('the whole object mapping', () => {
  test('users switched off, or not mapped at all, are refused', () => {
    expect(judge(entraSchema(sound, { enabled: false })).findings).toMatchObject([
      { code: 'users-off', severity: 'refused' },
      { code: 'groups-off' },
    ]);
    const groupsOnly = judge(fixture('entra-default').replaceAll('extension:enterprise:2.0:User"', 'x"'));
    expect(groupsOnly.findings[0]?.code).toBe('users-off');
    expect(rowOf(groupsOnly, 'userName').verdict).toBe('required-missing');
  });

  test('an action that is not ticked is told', () => {
    expect(judge(entraSchema(sound, { flowTypes: 'Add, Update' })).findings[0]).toMatchObject({
      code: 'action-off',
      what: 'Users are not deleted.',
    });
  });

  test('rule 8: matching by anything but userName is told', () => {
    expect(judge(fixture('entra-typos')).findings[0]).toMatchObject({ code: 'matched-otherwise', ruleId: 'match-by-user-name' });
  });
});

describe('Okta and OneLogin', () => {
  test('userName and active need no mapping in Okta', () => {
    const report = judge(fixture('okta-corrected'));
    expect(report.outcome).toBe('ready');
    expect(rowOf(report, 'userName')).toMatchObject({ verdict: 'required', mapping: null });
    expect(codesOf(rowOf(report, 'active'))).toEqual(['active-sent-anyway']);
  });

  test('ticked attributes are judged without knowing their sources', () => {
    const report = judgeMappings(tickedMappings(['emails[type eq "work"].value', 'title', 'locale']), contextOf());
    expect(rowOf(report, 'title').verdict).toBe('refused');
    expect(rowOf(report, 'locale').verdict).toBe('tolerated');
  });

  test("OneLogin's sample template: legacy schema URIs and one object for a list are forgiven and told", () => {
    const report = judge(fixture('onelogin-sample'));
    expect(codesOf(rowOf(report, 'schemas'))).toContain('unknown-schema-uri');
    expect(codesOf(rowOf(report, 'emails[type eq "work"].value'))).toEqual(['single-value-for-array']);
  });
});

test('every finding says what, why and what to do, and names a rule of the catalogue or none', () => {
  const ids = new Set<string>(ruleDescriptions.map(({ id }) => id));
  for (const name of fixtures) {
    const report = judge(fixture(name), { sso: true });
    for (const finding of [...report.findings, ...report.rows.flatMap(({ findings }) => findings)]) {
      expect(finding.what + finding.why + finding.fix).not.toMatch(/\{\w+\}.|Meisterplan will|undefined/);
      expect(finding.what).toMatch(/\.$/);
      expect(finding.fix).not.toBe('');
      if (finding.ruleId !== null) expect(ids).toContain(finding.ruleId);
    }
  }
});
