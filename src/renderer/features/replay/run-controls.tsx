import { Button, Menu } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '#shared/contract/replay.ts';
import { client } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { saveText } from '../../platform/save-text.ts';
import { MoreMenu } from '../../ui/more-menu.tsx';
import { takeRun } from './queries.ts';
import classes from './replay.module.css';

type Act = 'start' | 'pause' | 'next' | 'stop';

/** What can be done with a run as it stands: pause, one step, go on, stop; then the report. */
export function RunControls({ run }: { run: RunSummary }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { id } = run;
  const act = useMutation({
    mutationFn: (what: Act) => client.replay[what]({ id }),
    onSuccess: (next) => takeRun(queryClient, next),
  });
  const button = (what: Act, label: string, isPrimary = false) => (
    <Button
      variant={isPrimary ? 'filled' : 'default'}
      loading={act.isPending && act.variables === what}
      onClick={() => act.mutate(what)}
    >
      {label}
    </Button>
  );
  // At another endpoint the token is asked for beside the list.
  const startsHere = run.target.kind !== 'endpoint' && (run.state === 'ready' || (run.state !== 'paused' && run.resumable));
  return (
    <>
      {act.isError ? (
        <span role="alert" className={classes['refused']}>
          {toFailure(act.error).message}
        </span>
      ) : null}
      {run.state === 'paused' ? button('next', t('replay.act.next')) : null}
      {run.state === 'paused' ? button('start', t('replay.act.goOn'), true) : null}
      {startsHere ? button('start', t('replay.act.goOn'), true) : null}
      {run.state === 'running' ? button('pause', t('replay.act.pause')) : null}
      {run.state === 'running' || run.state === 'paused' ? button('stop', t('replay.act.stop')) : null}
      {run.state === 'running' || run.state === 'paused' ? null : <Afterwards run={run} />}
    </>
  );
}

/** The report, and an end to the run; the exchanges stay where they are, so one press is enough. */
function Afterwards({ run: { id, state } }: { run: RunSummary }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: async (format: 'html' | 'json') => {
      const { fileName, text } = await client.replay.report({ id, format });
      saveText(fileName, text, format === 'html' ? 'text/html' : 'application/json');
    },
  });
  const remove = useMutation({
    mutationFn: () => client.replay.remove({ id }),
    onSuccess: async () => {
      await navigate({ to: '/log/runs' });
      queryClient.removeQueries({ queryKey: ['runs', 'get', id] });
    },
  });
  const failure = save.error ?? remove.error;
  return (
    <>
      {failure === null ? null : (
        <span role="alert" className={classes['refused']}>
          {toFailure(failure).message}
        </span>
      )}
      {state === 'ready' ? null : (
        <Button variant="default" loading={save.isPending} onClick={() => save.mutate('html')}>
          {t('replay.report.html')}
        </Button>
      )}
      <MoreMenu label={t('replay.report.more')}>
        {state === 'ready' ? null : <Menu.Item onClick={() => save.mutate('json')}>{t('replay.report.json')}</Menu.Item>}
        <Menu.Item onClick={() => remove.mutate()}>{t('replay.act.remove')}</Menu.Item>
      </MoreMenu>
    </>
  );
}
