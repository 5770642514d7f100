import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogSelection } from '#shared/contract/log.ts';
import { client } from '../../api/client.ts';
import { type Failure, toFailure } from '../../api/failure.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import classes from './panels.module.css';

/** Says what goes for good and what stays, then deletes in parts, so that it can be stopped. */
export function RemovePanel({ selection, count, onDone }: { selection: LogSelection; count: string; onDone: () => void }) {
  const { t } = useTranslation();
  const [pinnedToo, setPinnedToo] = useState(false);
  const [removed, setRemoved] = useState<number | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const start = async () => {
    const controller = new AbortController();
    stop.current = controller;
    setFailure(null);
    let sum = 0;
    setRemoved(0);
    try {
      for (;;) {
        const part = await client.log.remove({ selection, pinnedToo }, controller.signal);
        sum += part.removed;
        setRemoved(sum);
        if (part.done) return onDone();
      }
    } catch (error) {
      if (!controller.signal.aborted) setFailure(toFailure(error));
      setRemoved(null);
    }
  };

  return (
    <section className={classes['panel']} data-danger aria-label={t('log.remove.open')}>
      <p>{t('log.remove.consequence', { count })}</p>
      <div className={classes['line']}>
        <label className={classes['check']}>
          <input type="checkbox" checked={pinnedToo} onChange={(event) => setPinnedToo(event.currentTarget.checked)} />
          {t('log.remove.pinnedToo')}
        </label>
        <Button variant="default" data-danger loading={removed !== null} onClick={() => void start()}>
          {t('log.remove.do', { count })}
        </Button>
        {removed === null ? (
          <Button variant="subtle" color="gray" onClick={onDone}>
            {t('keep')}
          </Button>
        ) : (
          <>
            <Button variant="default" onClick={() => stop.current?.abort()}>
              {t('log.remove.stop')}
            </Button>
            <span role="status">{t('log.remove.progress', { count: removed })}</span>
          </>
        )}
      </div>
      {failure === null ? null : <FailureNote error={failure} />}
    </section>
  );
}
