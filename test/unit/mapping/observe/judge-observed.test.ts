import { URN } from '#shared/scim/urns.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import { judgeObserved } from '#main/mapping/observe/judge-observed.ts';
import { ObservedTraffic } from '#main/mapping/observe/traffic.ts';
import { resolveSettings } from '#main/rules/presets.ts';
import type { RuleSettings } from '#main/rules/settings.ts';
import { describe, expect, test } from 'vitest';
import { groupModel, meisterplan, userModel } from './profile-fixture.ts';

interface Sent {
  readonly body: JsonObject;
  readonly method?: 'POST' | 'PATCH';
  readonly group?: boolean;
  /** of whom a PATCH is */
  readonly id?: string;
}

function report(sent: readonly Sent[], { sso = false, rules = {} }: { sso?: boolean; rules?: Partial<RuleSettings> } = {}) {
  const traffic = new ObservedTraffic();
  for (const [index, { body, method = 'POST', group = false, id }] of sent.entries()) {
    traffic.add({
      id: index + 1,
      at: `2026-01-01T00:00:${String(index).padStart(2, '0')}.000Z`,
      idp: 'entra',
      client: 'Entra ID, default dialect',
      method,
      model: group ? groupModel : userModel,
      resourceId: id ?? null,
      body,
      findings: [],
    });
  }
  return judgeObserved(traffic, { profile: meisterplan, settings: { ...resolveSettings({}, {}), ...rules }, sso });
}

function codesOf(judged: ReturnType<typeof report>, attribute: string): string[] {
  return judged.rows.filter((row) => row.attribute === attribute).flatMap(({ findings }) => findings.map(({ code }) => code));
}

const work = (value: string) => [{ primary: true, type: 'work', value }];
const right = { userName: 'anna@x.example', active: true, emails: work('anna@x.example') };

describe('what was sent, judged like an export', () => {
  test('a user sent as documented is in order, and says so in a sentence', () => {
    const judged = report([{ body: right }], { sso: true });
    expect(judged.outcome).toBe('ready');
    expect(judged.sentence).toBe('What was sent is what the endpoint wants.');
    expect(judged.set).toMatchObject({ source: 'observed', idp: 'entra', title: '1 request about 1 user' });
  });

  test('rules 4 to 6: what is refused, what was never sent and what looks wrong are counted in one sentence', () => {
    const dotted = { [`${URN.meisterplanUser}.passwordNeverExpires`]: 'True' };
    const judged = report([{ body: { userName: 'anna@x.example', title: 'Lead', ...dotted } }]);
    expect(judged.sentence).toBe('1 attribute is refused, 1 required attribute was never sent and 2 look wrong.');
    expect(judged.rows.map(({ attribute, verdict }) => [attribute, verdict]).slice(0, 3)).toEqual([
      ['emails[type eq "work"].value', 'required-missing'],
      ['title', 'refused'],
      [`${URN.meisterplanUser}:passwordNeverExpires`, 'suspicious'],
    ]);
    expect(codesOf(judged, 'active')).toEqual(['active-missing']);
  });

  test('an attribute keeps its address when it comes at last', () => {
    const before = report([{ body: { userName: 'a' } }]).rows.find(({ attribute }) => attribute.startsWith('emails'));
    const after = report([{ body: right }]).rows.find(({ attribute }) => attribute.startsWith('emails'));
    expect(before?.id).toBe('User:emails[type eq "work"].value');
    expect(after?.id).toBe(before?.id);
  });

  test('one who was only patched is no reason to call anything missing', () => {
    const judged = report([
      { method: 'PATCH', id: 'u-1', body: { Operations: [{ op: 'replace', path: 'active', value: false }] } },
    ]);
    expect(judged.rows.map(({ attribute }) => attribute)).toEqual(['active']);
    expect(judged.outcome).toBe('ready');
  });

  test('a group that is created empty, as Entra ID does, is told of but is no warning', () => {
    const judged = report([{ body: right }, { group: true, body: { displayName: 'G' } }]);
    expect(judged.outcome).toBe('ready');
    expect(judged.rows.find(({ attribute }) => attribute === 'members')?.findings[0]?.what).toBe(
      'No members were sent for any group yet.',
    );
  });

  test('an attribute that was sent with a dot and later with a colon is not called mapped twice', () => {
    const judged = report([
      { body: { ...right, [`${URN.meisterplanUser}.passwordNeverExpires`]: true } },
      { body: { ...right, [URN.meisterplanUser]: { passwordNeverExpires: true } } },
    ]);
    const codes = codesOf(judged, `${URN.meisterplanUser}:passwordNeverExpires`);
    expect(codes).toContain('urn-dot');
    expect(codes).not.toContain('mapped-twice');
  });
});

describe('what only values tell', () => {
  const three = [
    { body: right },
    { body: { ...right, userName: 'ben@x.example' } },
    { body: { userName: 'cleo@x.example', active: true } },
  ];

  test('rule 4: those who came without a work address are counted', () => {
    const row = report(three).rows.find(({ attribute }) => attribute.startsWith('emails'));
    expect(row?.verdict).toBe('refused');
    expect(row?.findings[0]?.what).toBe(
      '1 of 3 users came without a value for `emails[type eq "work"].value`, which is required.',
    );
  });

  test('rule 12: capital letters in user names are a warning, unless the rule keeps them', () => {
    const sent = [{ body: { ...right, userName: 'Anna@x.example' } }];
    expect(codesOf(report(sent), 'userName')).toEqual(['seen-capitals']);
    expect(codesOf(report(sent, { rules: { 'user-name-case': 'as-sent' } }), 'userName')).toEqual([]);
  });

  test('rule 13: a user name unlike the mail address is a warning under SSO only, and case does not count', () => {
    const sent = [
      { body: { ...right, userName: 'aarendt@corp.example' } },
      { body: { ...right, emails: work('Anna@X.example') } },
    ];
    expect(codesOf(report(sent), 'userName')).toEqual([]);
    const judged = report(sent, { sso: true });
    expect(codesOf(judged, 'userName')).toEqual(['seen-name-id']);
    expect(judged.rows.find(({ attribute }) => attribute === 'userName')?.findings[0]?.what).toBe(
      '`userName` and the mail address differ for one user, such as aarendt@corp.example with anna@x.example.',
    );
  });

  test('a text for a flag is forgiven, or refused where the rule says so', () => {
    const sent = [{ body: { ...right, active: 'True' } }];
    const severity = (judged: ReturnType<typeof report>) =>
      judged.rows.find(({ attribute }) => attribute === 'active')?.findings.find(({ code }) => code === 'seen-text-for-flag')
        ?.severity;
    expect(severity(report(sent))).toBe('forgiven');
    expect(severity(report(sent, { rules: { 'string-booleans': 'refuse' } }))).toBe('refused');
  });
});
