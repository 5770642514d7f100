import { describe, expect, test } from 'vitest';
import { makeDataFolder, runHost } from '../../support/host.ts';
import { deviceDesk, profileFile, removeProfiles } from './profiles.ts';

removeProfiles();

async function start(profile: string): Promise<{ code: number; stdout: string; stderr: string }> {
  const data = makeDataFolder();
  try {
    return await runHost(['serve', '--json', '--port', '0', '--console-port', '0', '--data', data.folder, '--profile', profile]);
  } finally {
    data.remove();
  }
}

interface Attribute {
  name: string;
  [characteristic: string]: unknown;
}
interface Editable {
  id: unknown;
  rules: Record<string, string>;
  features?: unknown;
  schemas: { id: string; attributes: Attribute[] }[];
  resourceTypes: { endpoint: string; schema: string; schemaExtensions?: { schema: string }[] }[];
}
/** The device desk with one thing wrong in it. */
function edited(change: (profile: Editable) => void): Editable {
  const copy: Editable = JSON.parse(JSON.stringify(deviceDesk));
  change(copy);
  return copy;
}

describe('a profile file that cannot be used: one message that says what and where, exit code 2, and nothing is started', () => {
  const cases: [string, unknown, string[]][] = [
    ['text that is no JSON', '{ "id": ', ['not JSON']],
    ['an array', [], ['object']],
    ['no resource types', edited((one) => (one.resourceTypes = [])), ['resourceTypes']],
    ['a misspelled member', { ...deviceDesk, resourceType: [] }, ['resourceType']],
    ['an id that is no name', edited((one) => (one.id = 'Device Desk!')), ['id', 'lower-case']],
    [
      'an unknown type',
      edited((one) => Object.assign(one.schemas[1]?.attributes[0] ?? {}, { type: 'text' })),
      ['schemas[1].attributes[0].type', 'string'],
    ],
    ['an attribute twice', edited((one) => one.schemas[1]?.attributes.push({ name: 'LABEL' })), ['LABEL']],
    [
      'an undeclared schema',
      edited((one) => Object.assign(one.resourceTypes[1] ?? {}, { schema: 'urn:example:none' })),
      ['resourceTypes[1].schema', 'urn:example:none'],
    ],
    [
      'an endpoint of the protocol itself',
      edited((one) => Object.assign(one.resourceTypes[1] ?? {}, { endpoint: '/Bulk' })),
      ['resourceTypes[1].endpoint', '/Bulk'],
    ],
    [
      'two types at one endpoint',
      edited((one) => Object.assign(one.resourceTypes[1] ?? {}, { endpoint: '/people' })),
      ['endpoint'],
    ],
    ['an unknown rule', edited((one) => (one.rules['be-nice'] = 'on')), ['rules.be-nice']],
    ['an unknown value of a rule', edited((one) => (one.rules['delete-user'] = 'perhaps')), ['rules.delete-user', 'deactivate']],
    [
      'a limit over the largest',
      { ...deviceDesk, features: { filter: { maxResults: 5000 } } },
      ['features.filter.maxResults', '1000'],
    ],
    [
      'sub-attributes of a string',
      edited((one) => Object.assign(one.schemas[1]?.attributes[3] ?? {}, { subAttributes: [{ name: 'x' }] })),
      ['subAttributes'],
    ],
    [
      'a complex sub-attribute',
      edited((one) =>
        one.schemas[1]?.attributes.push({
          name: 'deep',
          type: 'complex',
          subAttributes: [{ name: 'x', type: 'complex', subAttributes: [{ name: 'y' }] }],
        }),
      ),
      ['deep', 'complex'],
    ],
  ];

  test.each(cases)('%s', async (name, profile, says) => {
    const { code, stdout, stderr } = await start(profileFile(name.replaceAll(' ', '-'), profile));
    expect(code, stderr).toBe(2);
    expect(stdout).toBe('');
    for (const words of says) expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('all problems are told at once, with the name of the file', async () => {
    const profile = edited((one) => {
      one.rules['be-nice'] = 'on';
      Object.assign(one.resourceTypes[1] ?? {}, { schema: 'urn:example:none' });
    });
    const file = profileFile('two-problems', profile);
    const { stderr } = await start(file);
    expect(stderr).toContain(file);
    expect(stderr).toContain('be-nice');
    expect(stderr).toContain('urn:example:none');
  });

  test('a file that is not there', async () => {
    const { code, stderr } = await start('/nowhere/at-all.json');
    expect(code).toBe(2);
    expect(stderr).toContain('/nowhere/at-all.json');
    expect(stderr).toContain('meisterplan or rfc7643');
  });
});
