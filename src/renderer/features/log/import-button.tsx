import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LogImport } from '#shared/contract/log.ts';
import { client } from '../../api/client.ts';
import { type Failure, toFailure } from '../../api/failure.ts';
import { queryClient } from '../../api/queries.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { formatBytes } from '../../ui/quantities.ts';
import classes from './panels.module.css';

const PIECE_BYTES = 384 * 1024;

/** Chooses a file and reads it in, piece by piece, with a bar and a way out. */
export function ImportButton() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const stop = useRef<AbortController | null>(null);
  const [reading, setReading] = useState<{ read: number; size: number } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const read = async (file: File) => {
    const controller = new AbortController();
    stop.current = controller;
    setFailure(null);
    setReading({ read: 0, size: file.size });
    try {
      const result = await importFile(file, controller.signal, (done) => setReading({ read: done, size: file.size }));
      await queryClient.invalidateQueries({ queryKey: ['log'] });
      await navigate({ to: '/log/imports/$importId', params: { importId: String(result.id) } });
    } catch (error) {
      if (!controller.signal.aborted) setFailure(toFailure(error));
    } finally {
      setReading(null);
    }
  };

  return (
    <section aria-label={t('log.import.open')}>
      <div className={classes['line']}>
        <input
          ref={input}
          type="file"
          hidden
          accept=".jsonl,.ndjson,.har,.json,application/json"
          aria-label={t('log.import.choose')}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (file !== undefined) void read(file);
          }}
        />
        {reading === null ? (
          <Button onClick={() => input.current?.click()}>{t('log.import.choose')}</Button>
        ) : (
          <>
            <progress
              className={classes['progress']}
              value={reading.read}
              max={Math.max(1, reading.size)}
              aria-label={t('log.import.progress')}
            />
            <Button variant="default" onClick={() => stop.current?.abort()}>
              {t('log.import.stop')}
            </Button>
            <span className={classes['hint']}>
              {t('log.import.read', { read: formatBytes(reading.read), size: formatBytes(reading.size) })}
            </span>
          </>
        )}
        <p className={classes['hint']}>{t('log.import.hint')}</p>
      </div>
      {failure === null ? null : <FailureNote error={failure} />}
    </section>
  );
}

async function importFile(file: File, signal: AbortSignal, onProgress: (read: number) => void): Promise<LogImport> {
  const { job } = await client.log.startImport({ fileName: file.name }, signal);
  const decoder = new TextDecoder();
  try {
    for (let at = 0; ; at += PIECE_BYTES) {
      const piece = await file.slice(at, at + PIECE_BYTES).arrayBuffer();
      const last = at + PIECE_BYTES >= file.size;
      const { result } = await client.log.continueImport({ job, text: decoder.decode(piece, { stream: !last }), last }, signal);
      onProgress(Math.min(file.size, at + PIECE_BYTES));
      if (result !== null) return result;
    }
  } catch (error) {
    if (signal.aborted) await client.log.stopJob({ job });
    throw error;
  }
}
