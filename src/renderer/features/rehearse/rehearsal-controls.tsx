import { Button, Menu } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RehearsalDetail } from '#shared/contract/rehearsals.ts';
import { client } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { saveText } from '../../platform/save-text.ts';
import { useReportPaper } from '../../ui/report-paper.tsx';
import { MoreMenu } from '../../ui/more-menu.tsx';
import classes from './rehearse.module.css';

/** Stop while it runs; the report, and deletion, once it is over. What it did in the sandbox stays. */
export function RehearsalControls({ run }: { run: RehearsalDetail }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { id } = run;
  const stop = useMutation({ mutationFn: () => client.rehearsals.stop({ id }) });
  const report = () => client.rehearsals.report({ id, format: 'html' });
  const paper = useReportPaper({ kind: 'rehearsal', id }, async () => (await report()).text);
  const save = useMutation({
    mutationFn: async () => {
      const { fileName, text } = await report();
      saveText(fileName, text, 'text/html');
    },
  });
  const remove = useMutation({
    mutationFn: () => client.rehearsals.remove({ id }),
    onSuccess: async () => {
      await navigate({ to: '/rehearse' });
      queryClient.removeQueries({ queryKey: ['rehearsals', 'get', id] });
    },
  });
  const error = stop.error ?? save.error ?? remove.error ?? paper.error;
  if (run.state === 'running') {
    return (
      <>
        <Refusal error={error} />
        <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
          {t('rehearse.stop')}
        </Button>
      </>
    );
  }
  return (
    <>
      <Refusal error={error} />
      <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
        {t('rehearse.report')}
      </Button>
      <MoreMenu label={t('report.more')} busy={paper.pdf.isPending}>
        <Menu.Item onClick={() => paper.pdf.mutate()}>{t('report.pdf')}</Menu.Item>
        <Menu.Item onClick={() => paper.print.mutate()}>{t('report.print')}</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => remove.mutate()}>{t('rehearse.remove')}</Menu.Item>
      </MoreMenu>
    </>
  );
}

function Refusal({ error }: { error: Error | null }) {
  return error === null ? null : (
    <span role="alert" className={classes['refused']}>
      {toFailure(error).message}
    </span>
  );
}
