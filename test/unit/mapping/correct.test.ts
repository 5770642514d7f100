import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correctMappings } from '#main/mapping/correct/correct.ts';
import { extensionAttributes } from '#main/mapping/correct/extension-attributes.ts';
import { judgeMappings } from '#main/mapping/judge/judge.ts';
import { previewPerson } from '#main/mapping/preview/preview.ts';
import { joiner } from '#main/mapping/people.ts';
import { readMappings } from '#main/mapping/read/read.ts';
import { contextOf, entraSchema, fixture, fixtures, sound } from './mapping-fixture.ts';

const sso = contextOf({ sso: true });

function correctedText(text: string): string {
  const { file } = correctMappings(readMappings(text), sso);
  if (file === null) throw new Error('no file came back');
  return file.text;
}

describe('what was put right is judged clean, and putting it right again changes nothing', () => {
  test.each(fixtures.filter((name) => !name.startsWith('okta')))('%s', (name) => {
    const once = correctedText(fixture(name));
    const read = readMappings(once);
    expect(judgeMappings(read.set, sso).outcome).toBe('ready');
    const again = correctMappings(read, sso);
    expect(again.changes).toEqual([]);
    expect(again.file?.text).toBe(once);
  });

  test('the default mapping of a custom application becomes the corrected one', () => {
    const corrected = JSON.parse(correctedText(fixture('entra-default'))) as unknown;
    expect(mappingsOf(corrected)).toEqual(mappingsOf(JSON.parse(fixture('entra-corrected'))));
  });

  test("OneLogin's sample becomes the corrected one, in its own layout", () => {
    expect(correctedText(fixture('onelogin-sample'))).toBe(fixture('onelogin-corrected'));
  });
});

function mappingsOf(document: unknown): string[] {
  return readMappings(JSON.stringify(document)).set.objects.flatMap(({ mappings }) =>
    mappings.map(({ resourceType, source, target, matching }) => `${resourceType} ${source} → ${target} ${matching}`),
  );
}

describe('nothing else of the file is changed', () => {
  test('Entra ID: all but the attribute mappings stays, in its layout', () => {
    const before = JSON.parse(fixture('entra-default')) as Record<string, unknown>;
    const text = correctedText(fixture('entra-default'));
    const after = JSON.parse(text) as Record<string, unknown>;
    const { synchronizationRules: rulesBefore, ...restBefore } = before;
    const { synchronizationRules: rulesAfter, ...restAfter } = after;
    expect(restAfter).toEqual(restBefore);
    const strip = (rules: unknown) =>
      JSON.stringify(rules, (key, value: unknown) => (key === 'attributeMappings' ? undefined : value));
    expect(strip(rulesAfter)).toBe(strip(rulesBefore));
    expect(text.startsWith('{\n  "@odata.context"')).toBe(true);
  });

  test('Entra ID: a file that is right comes back as it was', () => {
    expect(correctedText(fixture('entra-corrected'))).toBe(fixture('entra-corrected'));
  });

  test('Entra ID: a mended target is mended in the attribute list too', () => {
    const text = correctedText(fixture('entra-five-mistakes'));
    expect(text).not.toContain('2.0:User.passwordNeverExpires');
    expect(text.match(/2\.0:User:passwordNeverExpires/g)).toHaveLength(2);
  });

  test('Entra ID: a new source has the form of Microsoft Graph, parameters included', () => {
    const { active: _, ...rest } = sound;
    const document = JSON.parse(correctedText(entraSchema(rest))) as {
      synchronizationRules: { objectMappings: { attributeMappings: { targetAttributeName: string; source: unknown }[] }[] }[];
    };
    const added = document.synchronizationRules[0]?.objectMappings[0]?.attributeMappings.find(
      (one) => one.targetAttributeName === 'active',
    );
    expect(added?.source).toMatchObject({
      expression: 'Switch([IsSoftDeleted], , "False", "True", "True", "False")',
      name: 'Switch',
      type: 'Function',
      parameters: [
        { key: 'source', value: { expression: '[IsSoftDeleted]', type: 'Attribute' } },
        { key: 'defaultValue', value: null },
        { key: 'key1', value: { expression: '"False"', name: 'False', type: 'Constant' } },
        { key: 'value1' },
        { key: 'key2' },
        { key: 'value2' },
      ],
    });
  });

  test('what only an admin can decide is left: no invitation is added', () => {
    const { changes } = correctMappings(readMappings(entraSchema(sound)), contextOf());
    expect(changes).toEqual([]);
  });
});

describe('the changes are told one by one', () => {
  test('with what stood there before and where to click', () => {
    const { changes } = correctMappings(readMappings(fixture('entra-five-mistakes')), sso);
    expect(changes.map(({ kind, attribute }) => `${kind} ${attribute.split(':').at(-1)}`)).toEqual([
      'removed title',
      'changed userName',
      'changed passwordNeverExpires',
      'added emails[type eq "work"].value',
      'added active',
    ]);
    expect(changes[0]).toMatchObject({ before: '[jobTitle] → title', after: null });
    expect(changes[0]?.clickPath?.[0]).toBe('Provisioning');
  });

  test('Okta takes no file: it gets the list of changes', () => {
    const { file, changes, remarks } = correctMappings(readMappings(fixture('okta-default')), sso);
    expect(file).toBeNull();
    expect(changes).toHaveLength(20);
    expect(changes.every(({ kind }) => kind === 'removed')).toBe(true);
    expect(remarks[0]).toContain('Provisioning > To App > Attribute Mappings');
  });

  test('a slip whose right attribute is mapped already is deleted, not doubled', () => {
    const text = entraSchema({ ...sound, 'name.giveName': '[givenName]' });
    expect(correctMappings(readMappings(text), sso).changes.map(({ kind }) => kind)).toEqual(['removed']);
  });

  test('the file is named after the one that came in', () => {
    expect(correctMappings(readMappings(fixture('entra-default')), sso, 'schema.json').file?.name).toBe('schema-corrected.json');
  });
});

test('the extension attributes have a colon before their names and the types of Entra ID', () => {
  const { items, text, clickPath } = extensionAttributes(sso.profile, 'entra');
  const urn = 'urn:ietf:params:scim:schemas:extension:meisterplan:2.0:User';
  expect(items.map(({ name, type }) => [name, type])).toEqual([
    [`${urn}:passwordNeverExpires`, 'Boolean'],
    [`${urn}:sendInvitationMail`, 'Boolean'],
    [`${urn}:linkedResource.id`, 'String'],
  ]);
  expect(text.split('\n')[0]).toBe(`${urn}:passwordNeverExpires\tBoolean`);
  expect(clickPath?.at(-1)).toBe('Edit attribute list for customappsso');
});

describe('whatever an export holds, it is judged, put right and previewed', () => {
  const target = fc.oneof(
    fc.constantFrom(
      ...Object.keys(sound),
      '__proto__',
      'constructor',
      'emails',
      'emails[',
      'name.',
      'urn:a:b',
      'schemas',
      'name',
      'active.x',
    ),
    fc.string(),
  );
  const source = fc.oneof(fc.constantFrom(...Object.values(sound), '', '"x"', '[a'), fc.string());

  test('Entra ID', () => {
    fc.assert(
      fc.property(fc.dictionary(target, source, { maxKeys: 8 }), (mappings) => {
        const read = readMappings(entraSchema(mappings));
        const correction = correctMappings(read, sso);
        previewPerson(read.set, joiner, sso);
        if (correction.file === null) throw new Error('no file came back');
        const after = readMappings(correction.file.text);
        expect(judgeMappings(after.set, sso).outcome).not.toBe('refused');
        expect(correctMappings(after, sso).changes).toEqual([]);
      }),
    );
  });

  test('OneLogin', () => {
    fc.assert(
      fc.property(fc.dictionary(target, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 6 }), (rest) => {
        const read = readMappings(JSON.stringify({ ...rest, userName: '{$user.email}' }));
        const correction = correctMappings(read, sso);
        previewPerson(read.set, joiner, sso);
        expect(correction.file).not.toBeNull();
      }),
    );
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
