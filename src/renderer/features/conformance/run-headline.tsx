import { Button, Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CheckReportFormat, ConformanceRun } from '#shared/contract/conformance.ts';
import { client } from '../../api/client.ts';
import { saveText } from '../../platform/save-text.ts';
import { Ago } from '../../ui/ago.tsx';
import { useReportPaper } from '../../ui/report-paper.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { MoreMenu } from '../../ui/more-menu.tsx';
import classes from './conformance.module.css';

const TYPES: Readonly<Record<CheckReportFormat, string>> = {
  html: 'text/html',
  json: 'application/json',
  junit: 'application/xml',
};

/** The result in a sentence, where it was found, and what can be done with it. */
export function RunHeadline({ run }: { run: ConformanceRun }) {
  const { t } = useTranslation();
  const stop = useMutation({ mutationFn: () => client.conformance.stop({}) });
  const save = useMutation({
    mutationFn: (format: CheckReportFormat) => client.conformance.report({ format }),
    onSuccess: ({ fileName, text }, format) => saveText(fileName, text, TYPES[format]),
  });
  const paper = useReportPaper({ kind: 'conformance' }, async () => (await client.conformance.report({ format: 'html' })).text);
  const running = run.state === 'running';
  const done = run.total - run.counts.notRun;
  return (
    <section className={classes['headline']} aria-label={t('conformance.result')}>
      <h2 className={classes['result']} aria-live={running ? 'off' : 'polite'}>
        <ResultSentence run={run} />
      </h2>
      <p className={classes['where']}>
        {t(running ? 'conformance.checking' : 'conformance.checked', { target: run.targetName })}
        {run.finished === null ? null : (
          <>
            {' · '}
            <Ago at={run.finished} />
          </>
        )}
        {running && run.current !== null ? <> · {run.current}</> : null}
      </p>
      <progress
        className={classes['progress']}
        data-running={running || undefined}
        max={run.total}
        value={done}
        aria-label={t('conformance.progress')}
      />
      {run.problem === null ? null : <p className={classes['problem']}>{run.problem}</p>}
      {run.leftBehind.length === 0 ? null : (
        <p className={classes['problem']}>{t('conformance.leftBehind', { list: run.leftBehind.join(', ') })}</p>
      )}
      <div className={classes['acts']}>
        {running ? (
          <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
            {t('conformance.stop')}
          </Button>
        ) : (
          <>
            <Button variant="default" onClick={() => save.mutate('html')}>
              {t('conformance.save.html')}
            </Button>
            <MoreMenu label={t('report.more')} busy={paper.pdf.isPending} position="bottom-start">
              <Menu.Item onClick={() => paper.pdf.mutate()}>{t('report.pdf')}</Menu.Item>
              <Menu.Item onClick={() => save.mutate('junit')}>{t('conformance.save.junit')}</Menu.Item>
              <Menu.Item onClick={() => save.mutate('json')}>{t('conformance.save.json')}</Menu.Item>
              <Menu.Item onClick={() => paper.print.mutate()}>{t('report.print')}</Menu.Item>
            </MoreMenu>
          </>
        )}
      </div>
      {save.isError ? <FailureNote error={save.error} /> : null}
      {paper.error === null ? null : <FailureNote error={paper.error} />}
      {stop.isError ? <FailureNote error={stop.error} /> : null}
    </section>
  );
}

function ResultSentence({ run }: { run: ConformanceRun }) {
  const { t, i18n } = useTranslation();
  const { counts, state, total } = run;
  if (state === 'running') return t('conformance.running', { done: total - counts.notRun, total });
  const parts = [
    t('conformance.sentence.pass', { count: counts.pass }),
    ...(counts.fail === 0 ? [] : [t('conformance.sentence.fail', { count: counts.fail })]),
    ...(counts.warning === 0 ? [] : [t('conformance.sentence.warning', { count: counts.warning })]),
    ...(counts.notOffered === 0 ? [] : [t('conformance.sentence.notOffered', { count: counts.notOffered })]),
    ...(counts.notRun === 0 ? [] : [t('conformance.sentence.notRun', { count: counts.notRun })]),
  ];
  const list = new Intl.ListFormat(i18n.language, { type: 'unit' }).format(parts);
  return t(`conformance.state.${state}`, { list });
}
