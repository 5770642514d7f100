import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ReportChoice } from '#shared/contract/reports.ts';
import { client } from '../api/client.ts';
import { saveBinaryFile } from '../platform/files.ts';
import { printPage } from '../platform/print.ts';

/** Puts a report on paper: as a PDF that the host makes, or by the print dialog. */
export function useReportPaper(report: ReportChoice, html: () => Promise<string>) {
  const pdf = useMutation({
    mutationFn: async () => {
      const { fileName, content } = await client.reports.pdf({ report });
      return { fileName, saved: await saveBinaryFile(fileName, content, 'application/pdf') };
    },
  });
  const print = useMutation({ mutationFn: async () => printPage(await html()) });
  return { pdf, print, error: pdf.error ?? print.error, savedAs: pdf.data?.saved === true ? pdf.data.fileName : null };
}

/** Its two buttons. What came of them is told where there is room for it. */
export function PaperButtons({ paper: { pdf, print } }: { paper: ReturnType<typeof useReportPaper> }) {
  const { t } = useTranslation();
  return (
    <>
      <Button variant="default" loading={pdf.isPending} onClick={() => pdf.mutate()}>
        {t('report.pdf')}
      </Button>
      <Button variant="default" loading={print.isPending} onClick={() => print.mutate()}>
        {t('report.print')}
      </Button>
    </>
  );
}
