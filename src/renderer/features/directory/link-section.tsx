import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Section } from '../../ui/pane.tsx';
import { userLinkQuery } from './queries.ts';
import classes from './directory.module.css';

/** The resource that a user is linked to, by name; nothing where there is no link. */
export function LinkSection({ userId }: { userId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(userLinkQuery(userId));
  const link = data?.link ?? null;
  if (link === null) return null;
  return (
    <Section title={t('resources.link.title')}>
      <p>
        {link.name === null ? (
          <code>{link.id}</code>
        ) : (
          <>
            <Link to="/directory/resources/$id" params={{ id: link.id }}>
              {link.name}
            </Link>{' '}
            <code className={classes['quiet']}>{link.id}</code>
          </>
        )}
      </p>
      {link.name === null ? (
        <p className={link.hasList ? classes['caution'] : classes['quiet']}>
          {link.hasList ? t('resources.link.unknown') : t('resources.link.noList')}
        </p>
      ) : null}
    </Section>
  );
}
