import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openConsole } from '../../support/console-client.ts';
import { TOKEN, makeDataFolder, runHost, startHost } from '../../support/host.ts';
import { pdfFacts } from '../../support/pdf.ts';
import { printingEnvironment } from '../../support/printing.ts';
import { ScimClient, minimalUser } from '../../support/scim-client.ts';

const printing = await printingEnvironment();

/** Runs `work` on a host with this environment, in a data folder of its own. */
async function onHost(
  env: NodeJS.ProcessEnv,
  work: (on: {
    console: Awaited<ReturnType<typeof openConsole>>;
    scim: string;
    data: string;
    /** what lies in the folder for temporary files of this host */
    leftOver: () => string[];
  }) => Promise<void>,
): Promise<void> {
  const data = makeDataFolder();
  const temporary = mkdtempSync(join(tmpdir(), 'pdf of one host '));
  const host = await startHost(data.folder, [], { ...env, TMPDIR: temporary, TEMP: temporary });
  const leftOver = () => readdirSync(temporary).filter((name) => /^scim-rehearsal-\w{6}$/.test(name));
  try {
    await work({ console: await openConsole(host.console), scim: host.scim, data: data.folder, leftOver });
  } finally {
    await host.stop();
    data.remove();
    rmSync(temporary, { recursive: true, force: true });
  }
}

describe('a report as PDF', () => {
  test('of going live: whole, named, on paper of the region, and nothing is left on the disk', () =>
    onHost(printing, async ({ console, scim, leftOver }) => {
      await new ScimClient(scim).post('/Users', minimalUser('anna@contoso.example'), { token: TOKEN });
      const { fileName, content } = await console.reports.pdf({ report: { kind: 'go-live' } });
      expect(fileName).toMatch(/^go-live-\w+-\d{4}-\d\d-\d\d\.pdf$/);
      const pdf = pdfFacts(Buffer.from(content, 'base64'));
      expect(pdf).toMatchObject({ isWhole: true, title: expect.stringMatching(/^Go-live report: /) as unknown });
      expect(pdf.pages).toBeGreaterThan(1);
      expect(pdf.size?.map(Math.round)).toEqual([595, 842]);
      expect(leftOver()).toEqual([]);
      await console.golive.saveSettings({ region: 'us' });
      const letter = await console.reports.pdf({ report: { kind: 'go-live', pseudonymise: true } });
      expect(pdfFacts(Buffer.from(letter.content, 'base64')).size?.map(Math.round)).toEqual([612, 792]);
    }));

  test('of a check of conformance; and of one that never was there is none', () =>
    onHost(printing, async ({ console }) => {
      await expect(console.reports.pdf({ report: { kind: 'conformance' } })).rejects.toThrow(/404|409/);
      await expect(console.reports.pdf({ report: { kind: 'rehearsal', id: 42 } })).rejects.toThrow(/404/);
    }));

  test('without a browser that prints, it says what to do instead', () =>
    onHost({ REHEARSAL_BROWSER: process.execPath }, async ({ console }) => {
      await expect(console.reports.pdf({ report: { kind: 'go-live' } })).rejects.toThrow(
        /409.*did not make the PDF: .*Name another Chromium, Chrome or Edge in REHEARSAL_BROWSER/,
      );
    }));

  test('from the command line, readable for its owner only', () =>
    onHost({}, async ({ data }) => {
      const file = `${data}/go live.pdf`;
      const { code, stderr } = await runHost(['report', '--data', data, '--pdf', file], printing);
      expect(stderr).toBe('');
      expect(code).toBe(1);
      expect(pdfFacts(readFileSync(file))).toMatchObject({ isWhole: true });
      if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    }));
});
