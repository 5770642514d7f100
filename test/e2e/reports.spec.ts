import { pdfFacts } from '../support/pdf.ts';
import { printingEnvironment } from '../support/printing.ts';
import { expect, startConsoleHost, test } from './host.ts';
import { IdentityProvider } from './identity-provider.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { GoLivePage } from './pages/go-live-page.ts';

// Playwright puts scripts of its own into every frame, and this one runs none.
test.use({ expectedComplaints: /Blocked script execution in 'about:srcdoc'/ });

test('the report of going live is saved as PDF, and printed with its own look', async ({ page, data }) => {
  const host = await startConsoleHost(data, { scim: 0, console: 0 }, await printingEnvironment());
  try {
    const connect = new ConnectPage(page);
    await connect.open(host.startUrl);
    await new IdentityProvider(host.scim, await connect.createToken()).createUser('anna@contoso.example');
    const goLive = new GoLivePage(page);
    await goLive.open(host.origin);
    await goLive.part('Report');
    const { name, bytes } = await goLive.savePdf();
    expect(name).toMatch(/^go-live-entra-\d{4}-\d\d-\d\d\.pdf$/);
    expect(pdfFacts(bytes)).toMatchObject({ isWhole: true, title: 'Go-live report: Entra ID' });
    await expect(page.getByText(`Saved as ${name}.`)).toBeVisible();
    const printed = await goLive.print();
    expect(printed.title).toBe('Go-live report: Entra ID');
    expect(printed.text).toContain('not affiliated with Meisterplan');
    // The policy of the console holds in the frame; without its nonce the report would be printed bare.
    expect(printed.styles).toBeGreaterThan(10);
    await expect(page.locator('iframe')).toHaveCount(0);
    await page.close();
  } finally {
    await host.stop();
  }
});

test.describe('without a browser to print with', () => {
  test.use({ expectedComplaints: /status of 409/ });

  test('it says what to do instead', async ({ page, data }) => {
    const host = await startConsoleHost(data, { scim: 0, console: 0 }, { REHEARSAL_BROWSER: '/nowhere/chrome' });
    try {
      await new ConnectPage(page).open(host.startUrl);
      const goLive = new GoLivePage(page);
      await goLive.open(host.origin);
      await goLive.part('Report');
      await page.getByRole('button', { name: 'Save the report as PDF' }).click();
      await expect(page.getByRole('alert')).toContainText('/nowhere/chrome did not make the PDF');
      await page.close();
    } finally {
      await host.stop();
    }
  });
});
