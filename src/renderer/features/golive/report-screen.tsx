import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../api/client.ts';
import { saveTextFile } from '../../platform/files.ts';
import { CopyField } from '../../ui/copy-field.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { PaperButtons, useReportPaper } from '../../ui/report-paper.tsx';
import { GoLiveChoices } from './go-live-choices.tsx';
import { GoLiveHeader } from './golive-header.tsx';
import { checklistQuery } from './queries.ts';
import classes from './golive.module.css';

/** The paper to hand in. */
export function ReportScreen() {
  const { t } = useTranslation();
  const [pseudonymise, setPseudonymise] = useState(false);
  const checklist = useQuery(checklistQuery());
  const report = () => client.golive.report({ pseudonymise });
  const save = useMutation({
    mutationFn: async () => {
      const made = await report();
      return { report: made, saved: await saveTextFile(made.fileName, made.html, 'text/html') };
    },
  });
  const paper = useReportPaper({ kind: 'go-live', pseudonymise }, async () => (await report()).html);
  const error = save.error ?? paper.error;
  return (
    <div className={classes['page']}>
      <GoLiveHeader />
      <div className={classes['scroll']}>
        {checklist.data === undefined ? null : (
          <p className={classes['sentence']} data-ready={checklist.data.ready || undefined}>
            {checklist.data.sentence}
          </p>
        )}
        <p className={classes['prose']}>{t('golive.report.text')}</p>
        <GoLiveChoices />
        <Checkbox
          className={classes['check'] ?? ''}
          size="xs"
          checked={pseudonymise}
          onChange={(event) => setPseudonymise(event.currentTarget.checked)}
          label={t('golive.report.pseudonymise')}
          description={t('golive.report.pseudonymiseText')}
        />
        <div className={classes['reportActs']}>
          <Button loading={save.isPending} onClick={() => save.mutate()}>
            {t('golive.report.save')}
          </Button>
          <PaperButtons paper={paper} />
        </div>
        <div className={classes['prose']} role="status">
          {save.data?.saved === true ? (
            <p>{t('golive.report.saved', { name: save.data.report.fileName, hash: save.data.report.hash })}</p>
          ) : null}
          {paper.savedAs === null ? null : <p>{t('report.savedAs', { name: paper.savedAs })}</p>}
        </div>
        {error === null ? null : <FailureNote error={error} />}
        <p className={classes['prose']}>{t('golive.report.pdf')}</p>
        <CopyField value="scim-rehearsal report --pdf report.pdf" label={t('golive.report.copyCommand')} quiet />
      </div>
    </div>
  );
}
