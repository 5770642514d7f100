import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeDataFolder, runHost } from '../support/host.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/mappings');

let folder: ReturnType<typeof makeDataFolder>;
beforeEach(() => {
  folder = makeDataFolder();
});
afterEach(() => folder.remove());

function lint(file: string, ...options: string[]) {
  return runHost(['mapping', 'lint', file, ...options]);
}

function fixture(name: string): string {
  return join(FIXTURES, `${name}.json`);
}

describe('mapping lint', () => {
  test('ends with 1 where something would be refused, and tells each mistake with its fix', async () => {
    const { code, stdout, stderr } = await lint(fixture('entra-five-mistakes'), '--sso');
    expect(stderr).toBe('');
    expect(code).toBe(1);
    expect(stdout).toContain('MISSING     User   emails[type eq "work"].value');
    for (const words of [
      '`title` is not in the mapping list',
      'leavers stay active',
      'with a dot',
      'NameID of the SAML log-in',
    ]) {
      expect(stdout).toContain(words);
    }
    expect(stdout).toContain('Map `emails[type eq "work"].value` from [mail].');
    expect(stdout).toContain('sendInvitationMail\tBoolean');
  });

  test.each(['entra-corrected', 'onelogin-corrected', 'okta-corrected'])('ends with 0 where all is well: %s', async (name) => {
    const { code, stdout } = await lint(fixture(name), '--sso');
    expect(stdout).toContain('the mappings are as the endpoint wants them');
    expect(code).toBe(0);
  });

  test('--json gives the same verdict for machines', async () => {
    const { code, stdout } = await lint(fixture('entra-five-mistakes'), '--sso', '--json');
    expect(code).toBe(1);
    const result = JSON.parse(stdout) as {
      report: { outcome: string; rows: { attribute: string; verdict: string }[] };
      correction: { changes: unknown[]; file: { name: string } };
      extensionAttributes: { items: unknown[] };
    };
    expect(result.report.outcome).toBe('refused');
    expect(result.report.rows).toContainEqual(expect.objectContaining({ attribute: 'title', verdict: 'refused' }));
    expect(result.correction.changes).toHaveLength(5);
    expect(result.correction.file.name).toBe('entra-five-mistakes-corrected.json');
    expect(result.extensionAttributes.items).toHaveLength(3);
  });

  test('--preset and --profile decide what is refused', async () => {
    const lenient = await lint(fixture('okta-default'), '--preset', 'lenient');
    expect(lenient.code).toBe(0);
    const literal = await lint(fixture('okta-corrected'), '--preset', 'literal');
    expect(literal.code).toBe(1);
    const rfc = await lint(fixture('okta-default'), '--profile', 'rfc7643');
    expect(rfc.stdout).not.toContain('REFUSED');
  });

  test('--corrected writes a file that lints clean', async () => {
    const corrected = join(folder.folder, 'corrected.json');
    await lint(fixture('entra-typos'), '--sso', '--corrected', corrected);
    expect(JSON.parse(readFileSync(corrected, 'utf8'))).toHaveProperty('synchronizationRules');
    expect((await lint(corrected, '--sso')).code).toBe(0);
  });
});

describe('mapping lint says in one sentence what it cannot read, and ends with 2', () => {
  test.each([
    ['export.xml', '<?xml version="1.0"?><x/>', 'an XML document'],
    ['export.json', '{"synchronizationRules":[', 'JSON that is cut off'],
    ['people.csv', 'userName,mail\n', 'a CSV table'],
  ])('%s', async (name, content, words) => {
    const file = join(folder.folder, name);
    writeFileSync(file, content);
    const { code, stdout, stderr } = await lint(file, '--json');
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(words);
    expect(stderr).toContain('Show advanced options');
  });

  test('a file that is not there, and a folder', async () => {
    mkdirSync(join(folder.folder, 'a folder'));
    for (const name of ['nowhere.json', 'a folder']) {
      const { code, stderr } = await lint(join(folder.folder, name));
      expect(code).toBe(2);
      expect(stderr).toContain('cannot be read');
    }
  });

  test('a preset that does not exist, and a corrected file where there is none', async () => {
    expect((await lint(fixture('entra-default'), '--preset', 'severe')).code).toBe(2);
    const okta = await lint(fixture('okta-default'), '--corrected', join(folder.folder, 'x.json'));
    expect(okta).toMatchObject({ code: 2, stdout: '' });
    expect(okta.stderr).toContain('Okta');
  });
});
