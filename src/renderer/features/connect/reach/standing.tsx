import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReachState } from '#shared/contract/reach.ts';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { exactTime, momentText, useNow } from '../../../ui/time.ts';
import { useReachActs } from './use-reach-acts.ts';
import connect from '../connect.module.css';
import classes from './reach.module.css';

/** The answer first: can anybody reach this service from outside, by which way, until when. */
export function Standing({ state }: { state: ReachState }) {
  const { t } = useTranslation();
  const { stop, extend } = useReachActs();
  const now = useNow();
  const { exposure, tunnel, listening } = state;
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
          <p className={connect['under']}>{exposure === null ? under() : exposure.url}</p>
          {exposure === null ? null : <p className={connect['under']}>{t('reach.standing.only')}</p>}
          {exposure !== null || isStarting ? (
            <div className={classes['acts']}>
              <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
                {tunnel === null ? t('reach.end') : t('reach.stop')}
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

  function under(): string {
    const { lastEnded } = state;
    if (isStarting) return t('reach.standing.startingText');
    if (lastEnded === null) return t('reach.standing.noneText', { listening });
    const told = t(`reach.ended.${lastEnded.why}`, { url: lastEnded.url, at: exactTime(lastEnded.at) });
    return state.isClosed ? `${told} ${t('reach.standing.closedText')}` : told;
  }
}
