import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReachState } from '#shared/contract/reach.ts';
import { Ago } from '../../../ui/ago.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { momentText, useNow } from '../../../ui/time.ts';
import { useReachActs } from './use-reach-acts.ts';
import connect from '../connect.module.css';
import classes from './reach.module.css';

/** The answer first: can anybody reach this service from outside, by which way, until when. */
export function Standing({ state }: { state: ReachState }) {
  const { t } = useTranslation();
  const { stop, extend } = useReachActs();
  const now = useNow();
  const { exposure, tunnel } = state;
  const isStarting = tunnel?.state === 'starting';
  return (
    <>
      <section className={connect['state']} aria-live="polite" data-testid="reach-standing">
        <span
          className={connect['signal']}
          data-state={exposure !== null ? 'exposed' : isStarting ? 'waiting' : 'closed'}
          aria-hidden
        />
        <div>
          <h2 className={connect['headline']}>{headline()}</h2>
          {exposure === null ? (
            <Under state={state} />
          ) : (
            <>
              <p className={connect['under']}>{exposure.url}</p>
              <p className={connect['under']}>{t('reach.standing.only')}</p>
            </>
          )}
          {exposure !== null || isStarting ? (
            <div className={classes['acts']}>
              <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
                {exposure?.by === 'address' ? t('reach.end') : t('reach.stop')}
              </Button>
              {exposure === null ? null : (
                <Button variant="default" loading={extend.isPending} onClick={() => extend.mutate()}>
                  {t('reach.extend')}
                </Button>
              )}
            </div>
          ) : null}
        </div>
      </section>
      {stop.isError ? <FailureNote error={stop.error} /> : null}
      {extend.isError ? <FailureNote error={extend.error} /> : null}
    </>
  );

  function headline(): string {
    if (exposure !== null) return t('reach.standing.exposed', { moment: momentText(exposure.until, now) });
    if (isStarting) return t('reach.standing.starting', { program: tunnel.program });
    return state.isClosed ? t('reach.standing.closed') : t('reach.standing.none');
  }
}

/** What is so while nobody comes in, and how it came to that. */
function Under({ state: { tunnel, lastEnded, listening, isClosed } }: { state: ReachState }) {
  const { t } = useTranslation();
  if (tunnel?.state === 'starting') return <p className={connect['under']}>{t('reach.standing.startingText')}</p>;
  return (
    <>
      {lastEnded === null ? null : (
        <p className={connect['under']}>
          {t(`reach.ended.${lastEnded.why}`, { url: lastEnded.url })} <Ago at={lastEnded.at} />
        </p>
      )}
      <p className={connect['under']}>
        {isClosed ? t('reach.standing.closedText') : t('reach.standing.noneText', { listening })}
      </p>
    </>
  );
}
