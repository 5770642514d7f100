import { Button, Select } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportFormat, type LogSelection } from '#shared/contract/log.ts';
import { client } from '../../api/client.ts';
import { Failure, toFailure } from '../../api/failure.ts';
import { FileTooLarge, saveFile } from '../../platform/save-file.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import classes from './panels.module.css';

type State =
  | { readonly phase: 'asking' }
  | { readonly phase: 'writing'; readonly processed: number; readonly total: number }
  | { readonly phase: 'saved'; readonly fileName: string }
  | { readonly phase: 'failed'; readonly failure: Failure };

/** Asks for the format, then writes the file piece by piece, with a bar and a way out. */
export function ExportPanel({ selection, count, onDone }: { selection: LogSelection; count: string; onDone: () => void }) {
  const { t } = useTranslation();
  const [format, setFormat] = useState<ExportFormat>('jsonl');
  const [pseudonymise, setPseudonymise] = useState(false);
  const [state, setState] = useState<State>({ phase: 'asking' });
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const start = async () => {
    const controller = new AbortController();
    stop.current = controller;
    setState({ phase: 'writing', processed: 0, total: 0 });
    try {
      const fileName = await exportSelection({ selection, format, pseudonymise }, controller.signal, (processed, total) =>
        setState({ phase: 'writing', processed, total }),
      );
      setState(fileName === null ? { phase: 'asking' } : { phase: 'saved', fileName });
    } catch (error) {
      if (controller.signal.aborted) setState({ phase: 'asking' });
      else
        setState({
          phase: 'failed',
          failure: error instanceof FileTooLarge ? new Failure('conflict', t('log.export.tooLarge')) : toFailure(error),
        });
    }
  };

  return (
    <section className={classes['panel']} aria-label={t('log.export.open')}>
      <div className={classes['line']}>
        <Select
          aria-label={t('log.export.format')}
          value={format}
          data={ExportFormat.options.map((value) => ({ value, label: t(`log.export.as.${value}`) }))}
          onChange={(value) => setFormat(ExportFormat.catch('jsonl').parse(value))}
          w={310}
        />
        <label className={classes['check']}>
          <input type="checkbox" checked={pseudonymise} onChange={(event) => setPseudonymise(event.currentTarget.checked)} />
          {t('log.export.pseudonymise')}
        </label>
        {state.phase === 'writing' ? (
          <>
            <progress
              className={classes['progress']}
              value={state.processed}
              max={Math.max(1, state.total)}
              aria-label={t('log.export.progress')}
            />
            <Button variant="default" onClick={() => stop.current?.abort()}>
              {t('log.export.stop')}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={() => void start()}>{t('log.export.do', { count })}</Button>
            <Button variant="subtle" color="gray" onClick={onDone}>
              {t('close')}
            </Button>
          </>
        )}
      </div>
      <p className={classes['hint']} role="status">
        {state.phase === 'saved'
          ? t('log.export.saved', { fileName: state.fileName })
          : t(pseudonymise ? 'log.export.pseudonymiseHint' : 'log.export.hint')}
      </p>
      {state.phase === 'failed' ? <FailureNote error={state.failure} /> : null}
    </section>
  );
}

/** @returns the name of the file, or null when the user chose no place for it */
async function exportSelection(
  input: { selection: LogSelection; format: ExportFormat; pseudonymise: boolean },
  signal: AbortSignal,
  onProgress: (processed: number, total: number) => void,
): Promise<string | null> {
  const { job, fileName } = await client.log.startExport(input, signal);
  const parts: string[] = [];
  try {
    for (;;) {
      const piece = await client.log.continueExport({ job }, signal);
      parts.push(piece.text);
      onProgress(piece.processed, piece.total ?? 0);
      if (piece.done) break;
    }
  } catch (error) {
    if (signal.aborted) await client.log.stopJob({ job });
    throw error;
  }
  return (await saveFile(fileName, parts)) ? fileName : null;
}
