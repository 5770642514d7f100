import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { eventsOfQuery } from '../../api/queries.ts';
import { Section } from '../../ui/pane.tsx';
import { exactTime } from '../../ui/time.ts';
import { VerdictIcon } from '../../ui/verdict.tsx';
import classes from './imports.module.css';

/** What an imported log of the identity provider says of the same person at the same time. */
export function ProviderEvents({ exchangeId }: { exchangeId: number }) {
  const { t } = useTranslation();
  const { data } = useQuery(eventsOfQuery(exchangeId));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Section title={t('log.import.events')}>
      <ul className={classes['events']}>
        {data.items.map((event) => (
          <li key={`${event.importId}/${event.place}`}>
            <VerdictIcon verdict={event.verdict} size={14} />
            <Link to="/log/imports/$importId/$place" params={{ importId: String(event.importId), place: String(event.place) }}>
              {event.sentence}
            </Link>
            <span className={classes['quiet']}>{exactTime(event.at)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
