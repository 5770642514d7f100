import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Sentence } from '../../../ui/sentence.tsx';
import classes from './reach.module.css';

const WAYS = [
  {
    key: 'entra',
    page: 'https://learn.microsoft.com/entra/identity/app-provisioning/on-premises-scim-provisioning',
  },
  { key: 'okta', page: 'https://help.okta.com/en-us/Content/Topics/Provisioning/opp/OPP-architecture.htm' },
  { key: 'simulator', page: null },
] as const;

/** How it goes without a way in from the internet: what each needs, and when it is the better choice. */
export function Alternatives() {
  const { t } = useTranslation();
  return (
    <details className={classes['alternatives']}>
      <summary>
        <IconChevronRight className={classes['arrow']} size={14} stroke={1.75} aria-hidden />
        {t('reach.alternatives.title')}
      </summary>
      {WAYS.map(({ key, page }) => (
        <section key={key} className={classes['alternative']}>
          <h3>{t(`reach.alternatives.${key}.title`)}</h3>
          <p>
            <Sentence text={t(`reach.alternatives.${key}.what`)} own />
          </p>
          <dl>
            <dt>{t('reach.alternatives.needs')}</dt>
            <dd>
              <Sentence text={t(`reach.alternatives.${key}.needs`)} own />
            </dd>
            <dt>{t('reach.alternatives.when')}</dt>
            <dd>{t(`reach.alternatives.${key}.when`)}</dd>
          </dl>
          {page === null ? null : (
            <a href={page} target="_blank" rel="noreferrer">
              {t(`reach.alternatives.${key}.page`)}
            </a>
          )}
        </section>
      ))}
    </details>
  );
}
