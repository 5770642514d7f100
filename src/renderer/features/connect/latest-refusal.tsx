import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { latestRefusalQuery } from '../../api/queries.ts';
import { Ago } from '../../ui/ago.tsx';
import { FindingView } from '../../ui/finding-view.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { VerdictIcon } from '../../ui/verdict.tsx';
import classes from './connect.module.css';

/** The latest call that was refused: explained while it is the latest of all, one line once others have followed. */
export function LatestRefusal({ latestExchangeId }: { latestExchangeId: number | null }) {
  const { t } = useTranslation();
  const { data } = useQuery(latestRefusalQuery());
  if (data === undefined || data === null) return null;
  const link = (
    <Link to="/log/$id" params={{ id: String(data.id) }}>
      {t('connect.refusal.open')}
    </Link>
  );
  const finding = data.findings.find(({ severity }) => severity === 'refused') ?? data.findings[0];
  if (finding === undefined || data.id !== latestExchangeId) {
    return (
      <p className={classes['refusalLine']}>
        <VerdictIcon verdict={data.verdict} />
        <span>
          <Sentence text={data.sentence} /> · <Ago at={data.at} /> · {link}
        </span>
      </p>
    );
  }
  return (
    <section className={classes['refusal']} aria-label={t('connect.refusal.title')}>
      <FindingView
        finding={finding}
        extra={
          <>
            <Ago at={data.at} />
            {link}
          </>
        }
      />
    </section>
  );
}
