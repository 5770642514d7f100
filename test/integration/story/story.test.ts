import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NODE, makeDataFolder, runHost } from '../../support/host.ts';
import { pdfFacts } from '../../support/pdf.ts';
import { printingEnvironment } from '../../support/printing.ts';

/** The story of docs/pipeline.md, played by the very script that stands there: a mapping with two findings, to the report with two waivers. */
const ROOT = join(import.meta.dirname, '../../..');
const MAPPINGS = join(ROOT, 'test/fixtures/mappings');
const printing = await printingEnvironment();

let folder: ReturnType<typeof makeDataFolder>;
beforeEach(() => {
  folder = makeDataFolder();
});
afterEach(() => folder.remove());

const report = (name: string) => join(folder.folder, 'reports', name);

/** The block of the page, word for word. */
function script(): string {
  const page = readFileSync(join(ROOT, 'docs/pipeline.md'), 'utf8');
  const found = /```bash\n(#!\/usr\/bin\/env bash\n[\s\S]*?)```/.exec(page)?.[1];
  if (found === undefined) throw new Error('docs/pipeline.md has no script any more');
  return found;
}

async function rehearse(mapping: string, env: NodeJS.ProcessEnv = {}): Promise<{ code: number; stdout: string; stderr: string }> {
  const file = join(folder.folder, 'rehearsal.sh');
  writeFileSync(file, script());
  // Its temporary folders are in the test's own, so that what it leaves behind is seen.
  const environment = { ...process.env, ...printing, SCIM_REHEARSAL: ROOT, TMPDIR: folder.folder, ...env };
  const child = spawn('bash', [file, mapping, join(folder.folder, 'reports')], { env: environment });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (ended) => resolve(ended ?? -1));
  });
  expect(readdirSync(folder.folder).filter((name) => name.startsWith('tmp.'))).toEqual([]);
  return { code, stdout, stderr };
}

/** What stands for the program that has the real identity provider provision. */
function provisioner(): string {
  const file = join(folder.folder, 'provision');
  writeFileSync(file, `#!/bin/sh\nexec "${NODE}" "${join(import.meta.dirname, 'provision.ts')}"\n`);
  chmodSync(file, 0o755);
  return file;
}

test('a mapping with two findings ends the pipeline with 1 before anything is sent; the corrected file is clean', async () => {
  const { code, stdout, stderr } = await rehearse(join(MAPPINGS, 'entra-two-findings.json'));
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toContain('1 mapping would be refused and 1 mapping looks wrong');
  expect(stdout).toContain('x `title` is not in the mapping list');
  expect(stdout).toContain('! Nothing is mapped to `active`, so leavers stay active.');
  expect(existsSync(report('rehearsal.html'))).toBe(false);
  const again = await runHost(['mapping', 'lint', report('corrected-mapping.json'), '--sso', '--json']);
  expect(again.code).toBe(0);
  expect(JSON.parse(again.stdout)).toMatchObject({ report: { outcome: 'ready' } });
});

test('the simulator alone makes nothing ready: the report is written and ends with 1', async () => {
  const { code, stdout } = await rehearse(join(MAPPINGS, 'entra-corrected.json'));
  expect(code).toBe(1);
  expect(stdout).toContain('Entra ID, default dialect: All 32 steps came out as expected');
  expect(stdout).toMatch(
    /during the drill “429 storm”\. \d+ steps of 32 did not come out .* The drill “429 storm” touched \d+ of its requests/,
  );
  expect(stdout).toContain('[~] A user was created (user-created)');
  expect(stdout).toContain('[w] A user was deleted (user-deleted)');
  expect(readFileSync(report('go-live.html'), 'utf8')).toContain('Only in the rehearsal');
});

test('with the real provider behind it and two waivers it ends with 0, and the PDF is there', async () => {
  const { code, stdout, stderr } = await rehearse(join(MAPPINGS, 'entra-corrected.json'), { PROVISION: provisioner() });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('Took the snapshot');
  expect(stdout).toContain('Nothing is open: what can be seen beforehand was seen. 2 are waived, with a written reason.');
  expect(readFileSync(report('conformance.xml'), 'utf8')).toMatch(/<testsuites[^>]* failures="0"/);
  const html = readFileSync(report('go-live.html'), 'utf8');
  expect(html).toContain('Entra ID deletes 30 days after a removal');
  expect(html).toContain('Rights are given in the product by its admin');
  expect(html).toContain('https://api.eu.meisterplan.com/scim/v2');
  const pdf = pdfFacts(readFileSync(report('go-live.pdf')));
  expect(pdf).toMatchObject({ isWhole: true, title: 'Go-live report: Entra ID' });
  expect(pdf.pages).toBeGreaterThan(1);
});

test('a mapping that is not there, and one that is none, end it with 2 and one sentence', async () => {
  const file = join(folder.folder, 'people.csv');
  writeFileSync(file, 'userName,mail\n');
  const { code, stdout, stderr } = await rehearse(file);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('a CSV table');
  expect(stderr.trim().split('\n')).toHaveLength(1);
  const missing = await rehearse(join(folder.folder, 'nowhere.json'));
  expect(missing.code).toBe(2);
  expect(missing.stderr).toContain('Name the export of your identity provider');
});
