import type { ConsoleContract, Service } from '#shared/contract/index.ts';
import type { ReportChoice } from '#shared/contract/reports.ts';
import type { PdfPrinter } from '../service/ports.ts';
import { told } from './told.ts';

type Reporting = Pick<Service<ConsoleContract>, 'golive' | 'rehearsals' | 'conformance'>;

interface Page {
  readonly fileName: string;
  readonly html: string;
}

export function createReportOperations(reporting: Reporting, printer: PdfPrinter): Service<ConsoleContract>['reports'] {
  return {
    pdf: async ({ report }) => {
      const { fileName, html } = await pageOf(reporting, report);
      const pdf = await told(() => printer.print(html));
      return { fileName: fileName.replace(/\.html$/, '.pdf'), content: Buffer.from(pdf).toString('base64') };
    },
  };
}

async function pageOf({ golive, rehearsals, conformance }: Reporting, report: ReportChoice): Promise<Page> {
  if (report.kind === 'go-live') return golive.report({ pseudonymise: report.pseudonymise === true });
  const made =
    report.kind === 'rehearsal' ? rehearsals.report({ id: report.id, format: 'html' }) : conformance.report({ format: 'html' });
  const { fileName, text } = await made;
  return { fileName, html: text };
}
