import { expect, test } from 'vitest';
import { createBrowserPrinter } from '#main/pdf/browser-printer.ts';

test('where no browser is found, it says how to name one and what to do without', async () => {
  const printer = createBrowserPrinter({ PATH: '' }, []);
  await expect(printer.print('<p>')).rejects.toThrow(
    /No Chromium, Chrome or Edge was found.*REHEARSAL_BROWSER.*print it from any browser/,
  );
});

test('the one that was named is taken, be it there or not', async () => {
  const printer = createBrowserPrinter({ PATH: process.env['PATH'], REHEARSAL_BROWSER: '/nowhere/chrome' });
  await expect(printer.print('<p>')).rejects.toThrow(/^\/nowhere\/chrome did not make the PDF: .*ENOENT/);
});
