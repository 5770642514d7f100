import { fileURLToPath } from 'node:url';
import { MOVER, playEntraCycle } from '../support/entra-cycle.ts';
import { pdfFacts } from '../support/pdf.ts';
import { printingEnvironment } from '../support/printing.ts';
import { expect, startConsoleHost, test } from './host.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { DrillsPage } from './pages/drills-page.ts';
import { GoLivePage } from './pages/go-live-page.ts';
import { MappingsPage } from './pages/mappings-page.ts';
import { RehearsePage } from './pages/rehearse-page.ts';
import { SandboxesPage } from './pages/sandboxes-page.ts';

const EXPORT = fileURLToPath(new URL('../fixtures/mappings/entra-two-findings.json', import.meta.url));

/**
 * The whole road of a new admin, in one go and along the links that the screens offer: docs/pipeline.md is the same without a screen. What
 * Entra ID itself would do comes from the test, over the SCIM listener.
 */
test('a new admin goes from an export with two findings to the report as PDF', async ({ page, data }) => {
  const host = await startConsoleHost(data, { scim: 0, console: 0 }, await printingEnvironment());
  try {
    const connect = new ConnectPage(page);
    const mappings = new MappingsPage(page);
    const rehearse = new RehearsePage(page);
    const drills = new DrillsPage(page);
    const sandboxes = new SandboxesPage(page);
    const goLive = new GoLivePage(page);
    let secret = '';

    await test.step('picks Entra ID, and makes the token', async () => {
      await connect.open(host.startUrl);
      await page.getByRole('tab', { name: 'Microsoft Entra ID' }).click();
      await expect(page.getByText('Create a non-gallery application for the rehearsal')).toBeVisible();
      secret = await connect.createToken();
      await expect(connect.state).toContainText('Waiting for the first request');
    });

    await test.step('gives the own mapping: two findings', async () => {
      await page.getByRole('link', { name: 'Mappings', exact: true }).click();
      await mappings.giveFile(EXPORT);
      await expect(mappings.verdict).toHaveText('1 mapping would be refused and 1 mapping looks wrong.');
      await mappings.answerSingleSignOn('Yes');
      await expect(page.getByText('Need attention (2)')).toBeVisible();
      await expect(mappings.row('title')).toContainText('Would be refused');
      await expect(mappings.row('active')).toContainText('leavers stay active');
    });

    await test.step('mends both', async () => {
      const corrected = await mappings.downloadCorrected();
      await page.keyboard.press('Escape');
      await mappings.giveAnother(corrected);
      await expect(mappings.verdict).toHaveText('The mappings are as the endpoint wants them.');
    });

    await test.step('rehearses with that mapping, which the form has in it already', async () => {
      await page.getByRole('link', { name: 'Rehearse with this mapping' }).click();
      await expect(rehearse.pane.getByRole('combobox', { name: 'Mappings' })).toHaveValue(
        'entra-two-findings-corrected.json, as given on Mappings',
      );
      await rehearse.start('Entra ID');
      await expect(rehearse.standing).toContainText('All 32 steps came out as expected');
      await expect(rehearse.standing).toContainText('with entra-two-findings-corrected.json');
    });

    await test.step('drills a storm of 429, and sees it caught up', async () => {
      await rehearse.standing.getByRole('link', { name: 'See what a fault does to it' }).click();
      await drills.startPreset('429 storm').click();
      await expect(drills.bar).toContainText('429 storm');
      await drills.main.getByRole('link', { name: 'Rehearse while it is on' }).click();
      await expect(rehearse.pane).toContainText('what it refuses is no fault of the mappings');
      await rehearse.start('Entra ID');
      await expect(rehearse.standing).toContainText('did not come out as expected');
      await expect(drills.bar).toContainText(/\d+ requests touched/);
      await drills.bar.getByRole('button', { name: 'Stop drill' }).click();
      await expect(drills.bar).toHaveCount(0);
      await rehearse.standing.getByRole('link', { name: 'Rehearse once more after the drill' }).click();
      await rehearse.start('Entra ID');
      await expect(rehearse.standing).toContainText('All 32 steps came out as expected');
    });

    await test.step('keeps a snapshot', async () => {
      await rehearse.standing.getByRole('link', { name: 'Keep a snapshot' }).click();
      await sandboxes.takeSnapshot('After the storm');
    });

    await test.step('sees in Go live that the simulator ticks nothing, and that Entra ID itself does', async () => {
      await page.getByRole('link', { name: 'Go live', exact: true }).click();
      await expect(page.getByText('So far only the simulator has called.')).toBeVisible();
      await expect(goLive.row('A user was created')).toContainText('Rehearsed');
      await playEntraCycle(host.scim, secret);
      await expect(goLive.row('A user was created')).toContainText('Seen');
      await expect(goLive.row('A leaver was disabled')).toContainText(MOVER);
      await expect(page.getByText('2 of 14 are still open.')).toBeVisible();
    });

    await test.step('waives the two that cannot be seen, each with the reason', async () => {
      await goLive.row('A user was deleted').click();
      await goLive.waive('Entra ID deletes 30 days after a removal; seen in the log of the tenant instead.');
      await expect(goLive.row('A user was deleted')).toContainText('Waived');
      await goLive.row('A group was provisioned, and its rights are decided').click();
      await goLive.waive('Rights are given in the product by its admin, see the cut-over sheet.');
      await expect(page.getByText('Nothing is open: what can be seen beforehand was seen. 2 are waived')).toBeVisible();
    });

    await test.step('takes the sheet along as PDF', async () => {
      await goLive.part('Cut-over');
      await expect(page.getByText('https://api.eu.meisterplan.com/scim/v2')).toBeVisible();
      await goLive.part('Report');
      const { name, bytes } = await goLive.savePdf();
      expect(name).toMatch(/^go-live-entra-\d{4}-\d\d-\d\d\.pdf$/);
      const pdf = pdfFacts(bytes);
      expect(pdf).toMatchObject({ isWhole: true, title: 'Go-live report: Entra ID' });
      expect(pdf.pages).toBeGreaterThan(1);
      await expect(page.getByText(`Saved as ${name}.`)).toBeVisible();
    });
    await page.close();
  } finally {
    await host.stop();
  }
});
