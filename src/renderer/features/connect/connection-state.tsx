import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Status } from '#shared/contract/status.ts';
import { Ago } from '../../ui/ago.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import classes from './connect.module.css';

/**
 * The answer to "does it arrive?": waiting, or the first call that came with a valid token, and the latest one, unless it is the refused one,
 * which is explained below.
 * @param refusedId the latest call that was refused; null: none; undefined: not known yet
 */
export function ConnectionState({ status, refusedId }: { status: Status; refusedId: number | null | undefined }) {
  const { t } = useTranslation();
  const first = status.firstAuthenticated;
  const latest = status.latest;
  if (first === null) {
    return (
      <section className={classes['state']} aria-live="polite" data-testid="connection-state">
        <span className={classes['signal']} data-state="waiting" aria-hidden />
        <div>
          <h2 className={classes['headline']}>{t('connect.waiting.title')}</h2>
          <p className={classes['under']}>
            {status.liveTokenCount === 0 ? t('connect.waiting.noToken') : t('connect.waiting.text')}
          </p>
          <OwnCall status={status} />
        </div>
      </section>
    );
  }
  return (
    <section className={classes['state']} aria-live="polite" data-testid="connection-state">
      <span className={classes['signal']} data-state="live" aria-hidden />
      <div>
        <h2 className={classes['headline']}>
          <Sentence text={first.sentence} />
        </h2>
        <p className={classes['under']}>
          {t('connect.live.first', { client: first.client })} <Ago at={first.at} /> ·{' '}
          <Link to="/log/$id" params={{ id: String(first.exchangeId) }}>
            {t('connect.live.open')}
          </Link>
        </p>
        {latest === null || refusedId === undefined || [first.exchangeId, refusedId].includes(latest.exchangeId) ? null : (
          <p className={classes['under']}>
            {t('connect.live.latest')} <Ago at={latest.at} />:{' '}
            <Link className={classes['quietLink']} to="/log/$id" params={{ id: String(latest.exchangeId) }}>
              <Sentence text={latest.sentence} />
            </Link>
          </p>
        )}
        <OwnCall status={status} />
      </div>
    </section>
  );
}

/** The latest call, where SCIM Rehearsal made it itself: it proves nothing of the identity provider, and says so. */
function OwnCall({ status: { latestOwn } }: { status: Status }) {
  const { t } = useTranslation();
  if (latestOwn === null) return null;
  return (
    <p className={classes['under']}>
      {t(`connect.live.own.${latestOwn.madeBy}`)} <Ago at={latestOwn.at} />:{' '}
      <Link className={classes['quietLink']} to="/log/$id" params={{ id: String(latestOwn.exchangeId) }}>
        <Sentence text={latestOwn.sentence} />
      </Link>
    </p>
  );
}
