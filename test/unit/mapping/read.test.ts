import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MappingFileError } from '#main/mapping/read/mapping-file-error.ts';
import { readMappings } from '#main/mapping/read/read.ts';
import { entraSchema, fixture, fixtures, sound } from './mapping-fixture.ts';

function refusalOf(content: Uint8Array | string): MappingFileError {
  try {
    readMappings(content);
  } catch (error) {
    if (error instanceof MappingFileError) return error;
    throw error;
  }
  throw new Error('it was read');
}

describe('Entra ID: a provisioning schema (Microsoft Graph synchronizationSchema)', () => {
  test('users and groups are read with source, target, matching and kind', () => {
    const { set } = readMappings(fixture('entra-default'));
    expect(set).toMatchObject({
      source: 'entra',
      idp: 'entra',
      title: 'Entra ID provisioning schema, 3 group mappings and 22 user mappings',
    });
    const users = set.objects.find(({ resourceType }) => resourceType === 'User');
    expect(users).toMatchObject({ enabled: true, actions: ['create', 'update', 'delete'] });
    expect(users?.mappings[0]).toMatchObject({
      kind: 'attribute',
      source: '[userPrincipalName]',
      target: 'userName',
      matching: 1,
    });
    expect(users?.mappings[1]).toMatchObject({ kind: 'expression', target: 'active', declaredType: 'Boolean', matching: null });
  });

  test('a constant is read without its quotation marks, and "only on create" is told', () => {
    const { set } = readMappings(fixture('entra-typos'));
    const mappings = set.objects.flatMap((object) => object.mappings);
    expect(mappings.find(({ target }) => target.endsWith('sendInvitationMail'))).toMatchObject({
      kind: 'constant',
      source: 'True',
    });
    expect(mappings.find(({ target }) => target === 'active')?.flow).toBe('only when the user is created');
  });

  const schema = JSON.parse(entraSchema(sound)) as unknown;
  test.each([
    ['a template', { id: 'scim', schema }],
    ['a list of templates', { value: [{ id: 'scim', schema }] }],
    ['a list', [schema]],
    ['a value', { value: schema }],
  ])('a schema inside %s is found', (_, document) => {
    expect(readMappings(JSON.stringify(document)).set.objects[0]?.mappings).toHaveLength(5);
  });

  test('UTF-8 with a byte order mark and UTF-16, as PowerShell writes it, are read', () => {
    const text = entraSchema(sound);
    expect(readMappings(Buffer.from(`\uFEFF${text}`, 'utf8')).set.source).toBe('entra');
    expect(readMappings(Buffer.from(`\uFEFF${text}`, 'utf16le')).set.source).toBe('entra');
  });

  test('an object mapping of other objects is left out with a remark', () => {
    const document = JSON.parse(entraSchema(sound)) as { synchronizationRules: { objectMappings: unknown[] }[] };
    document.synchronizationRules[0]?.objectMappings.push({ name: 'Devices', targetObjectName: 'Device', attributeMappings: [] });
    expect(readMappings(JSON.stringify(document)).set.remarks).toEqual([
      'The object mapping "Devices" is of no users or groups and was left out.',
    ]);
  });
});

describe('OneLogin: a SCIM JSON template', () => {
  test('each value is a mapping to the attribute at its place', () => {
    const { set } = readMappings(fixture('onelogin-sample'));
    expect(set.source).toBe('onelogin');
    const lines = set.objects[0]?.mappings.map(({ target, source, kind }) => [target, source, kind]);
    expect(lines).toContainEqual(['userName', '{$parameters.scimusername}', 'attribute']);
    expect(lines).toContainEqual(['emails[type eq "work"].value', '{$user.email}', 'attribute']);
    expect(lines).toContainEqual(['name.formatted', '{$user.display_name}', 'attribute']);
    expect(lines).toContainEqual([
      'urn:scim:schemas:extension:enterprise:1.0:department',
      '{$parameters.department}',
      'attribute',
    ]);
    expect(lines?.filter(([target]) => target?.includes('primary'))).toEqual([]);
  });
});

describe('Okta: a profile mapping, or ticked attributes', () => {
  test('properties are read under the SCIM attributes that they stand for', () => {
    const { set } = readMappings(fixture('okta-default'));
    const lines = set.objects[0]?.mappings.map(({ target, source }) => [target, source]);
    expect(lines).toContainEqual(['emails[type eq "work"].value', 'user.email']);
    expect(lines).toContainEqual(['name.givenName', 'user.firstName']);
    expect(lines).toContainEqual(['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department', 'user.department']);
    expect(lines?.some(([target]) => target === 'emailType')).toBe(false);
  });

  test('a type of the e-mail address other than work is seen', () => {
    const text = fixture('okta-corrected').replace(/\(user\.email != null && user\.email != ''\) \? 'work' : ''/, "'home'");
    const targets = readMappings(text).set.objects[0]?.mappings.map(({ target }) => target);
    expect(targets).toContain('emails[type eq "home"].value');
  });

  test('a list of SCIM attributes is read as ticked', () => {
    const { set } = readMappings('["userName", "emails[type eq \\"work\\"].value", "title"]');
    expect(set.source).toBe('okta');
    expect(set.objects[0]?.mappings.map(({ source }) => source)).toEqual(['user.login', 'user.email', 'user.title']);
  });

  test('a mapping the other way is refused with the right one named', () => {
    const text = fixture('okta-default').replace('"type": "user"', '"type": "x"').replace('"appuser"', '"user"');
    expect(refusalOf(text).message).toContain('the other direction');
  });
});

describe('a file that holds no mappings is named for what it looks like, with what was expected and where to get it', () => {
  const user = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'anna@contoso.example' };
  const inbound = entraSchema(sound).replace('customappsso', 'Microsoft Entra ID');
  test.each<[string, Uint8Array | string]>([
    ['an empty file', '  \n'],
    ['an XML document', '<?xml version="1.0"?><EntityDescriptor entityID="https://x"/>'],
    ['a web page', '<!DOCTYPE html><html><body>Sign in</body></html>'],
    ['a CSV table', 'userName;email\nanna;anna@contoso.example\n'],
    ['plain text', 'hello'],
    ['JSON that is cut off', fixture('entra-default').slice(0, 5000)],
    ['JSON with a mistake in line 2', '{\n  "a": {$user.email}\n}'],
    ['a file of 20 MB', ' '.repeat(20 * 1024 * 1024)],
    ['JSON of more than 200 levels', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['a ZIP archive or an Excel workbook', Buffer.from('PK\u0003\u0004\u0000\u0000')],
    ['a PDF document', Buffer.from('%PDF-1.7\u0000')],
    ['a binary file', Buffer.from([0xc3, 0x28, 0x41, 0x42])],
    ['one SCIM user, without a macro such as {$user.email}', JSON.stringify(user)],
    ['the answer of a SCIM endpoint', '{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"Resources":[]}'],
    ['the manifest of an Entra ID application', '{"appId":"x","displayName":"y"}'],
    ['a provisioning job of Entra ID without its schema', '{"id":"scim","templateId":"scim","schedule":{}}'],
    ['a provisioning schema of Entra ID without any mapping of users or groups', '{"synchronizationRules":[]}'],
    ['a schema that brings people into Microsoft Entra ID', inbound],
    ['the answer to a request that failed', '{"error":{"code":"Authorization_RequestDenied"}}'],
    ['a list of Okta profile mappings', '[{"id":"1","source":{"type":"user"},"target":{"type":"appuser"}}]'],
    ['other JSON, with "realm", "users"', '{"realm":"keycloak","users":[]}'],
    ['JSON that holds no object', '42'],
  ])('%s', (looksLike, content) => {
    const error = refusalOf(content);
    expect(error.looksLike).toBe(looksLike);
    expect(error.message).toMatch(/^This looks like .+\. .*Expected is for? /s);
    expect(error.message.length).toBeLessThan(900);
  });

  test('whatever the JSON, it is read or refused by name', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        try {
          readMappings(text);
        } catch (error) {
          expect(error).toBeInstanceOf(MappingFileError);
        }
      }),
    );
  });

  test('whatever the bytes, they are read or refused by name', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(refusalOf(bytes)).toBeInstanceOf(MappingFileError);
      }),
    );
  });

  test('an export that is cut off anywhere is refused by name', () => {
    const text = fixture('onelogin-sample').trimEnd();
    for (let end = 1; end < text.length; end += 7) expect(refusalOf(text.slice(0, end))).toBeInstanceOf(MappingFileError);
  });
});

test('every fixture is read', () => {
  for (const name of fixtures) expect(readMappings(fixture(name)).set.objects.length).toBeGreaterThan(0);
});
