import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client.ts';
import { leftBehindQuery, sandboxesQuery } from '../api/queries.ts';
import { chosenSandbox } from '../api/sandbox.ts';
import { useStore } from '../api/store.ts';
import { InlineConfirm } from './inline-confirm.tsx';
import { FailureNote } from './failure-note.tsx';
import classes from './left-behind.module.css';

/** What rehearsals left in this sandbox and is in the way of the real identity provider: deleted here, or with all else by a reset. */
export function LeftBehind() {
  const { t, i18n } = useTranslation();
  const queryClient = useQueryClient();
  const left = useQuery(leftBehindQuery());
  const chosen = useStore(chosenSandbox);
  const sandboxes = useQuery(sandboxesQuery()).data?.items ?? [];
  const slug = chosen ?? sandboxes.find(({ isDefault }) => isDefault)?.slug;
  const clear = useMutation({
    mutationFn: () => client.rehearsals.clearLeftBehind({}),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['directory'] }),
  });
  if (left.isError) return <FailureNote error={left.error} onRetry={() => void left.refetch()} />;
  if (left.data === undefined) return null;
  const { users, groups } = left.data;
  if (users + groups === 0) return <p className={classes['gone']}>{t('leftBehind.gone')}</p>;
  const what = new Intl.ListFormat(i18n.language).format([
    ...(users === 0 ? [] : [t('leftBehind.users', { count: users })]),
    ...(groups === 0 ? [] : [t('leftBehind.groups', { count: groups })]),
  ]);
  return (
    <div className={classes['left']}>
      <InlineConfirm
        action={t('leftBehind.delete', { what })}
        consequence={t('leftBehind.consequence')}
        pending={clear.isPending}
        error={clear.error}
        onConfirm={() => clear.mutate()}
      />
      <p className={classes['links']}>
        {slug === undefined ? null : (
          <Link to="/sandboxes/$slug" params={{ slug }}>
            {t('leftBehind.reset')}
          </Link>
        )}
        <Link to="/sandboxes/new">{t('leftBehind.own')}</Link>
      </p>
    </div>
  );
}
