import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../api/client.ts';
import { saveTextFile } from '../../platform/files.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { GoLiveChoices } from './go-live-choices.tsx';
import { GoLiveHeader } from './golive-header.tsx';
import { checklistQuery } from './queries.ts';
import classes from './golive.module.css';

/** The paper to hand in. */
export function ReportScreen() {
  const { t } = useTranslation();
  const [pseudonymise, setPseudonymise] = useState(false);
  const checklist = useQuery(checklistQuery());
  const save = useMutation({
    mutationFn: async () => {
      const report = await client.golive.report({ pseudonymise });
      return { report, saved: await saveTextFile(report.fileName, report.html, 'text/html') };
    },
  });
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
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          {t('golive.report.save')}
        </Button>
        <p className={classes['prose']} role="status">
          {save.data?.saved === true
            ? t('golive.report.saved', { name: save.data.report.fileName, hash: save.data.report.hash })
            : null}
        </p>
        {save.isError ? <FailureNote error={save.error} /> : null}
        <p className={classes['prose']}>
          <Sentence text={t('golive.report.pdf', { command: '`scim-rehearsal report --pdf report.pdf`' })} own />
        </p>
      </div>
    </div>
  );
}
