import type { ConsoleContract, Service } from '#shared/contract/index.ts';
import type { ReportChoice } from '#shared/contract/reports.ts';
import { PdfError, type PdfPrinter } from '../service/ports.ts';
import { ConsoleError } from './console-error.ts';

type Reporting = Pick<Service<ConsoleContract>, 'golive' | 'rehearsals' | 'conformance'>;

interface Page {
  readonly fileName: string;
  readonly html: string;
}

export function createReportOperations(reporting: Reporting, printer: PdfPrinter): Service<ConsoleContract>['reports'] {
  return {
    pdf: async ({ report }) => {
      const { fileName, html } = await pageOf(reporting, report);
      const pdf = await printer.print(html).catch((error: unknown) => {
        if (error instanceof PdfError) throw new ConsoleError('not_possible', error.message);
        throw error;
      });
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
