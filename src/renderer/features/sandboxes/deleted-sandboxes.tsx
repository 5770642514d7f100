import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DeletedSandbox } from '#shared/contract/sandboxes.ts';
import { client } from '../../api/client.ts';
import { Ago } from '../../ui/ago.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { deletedQuery } from './queries.ts';
import classes from './sandboxes.module.css';

/** Sandboxes of which only snapshots are left, each with the way back; nothing where there are none. */
export function DeletedSandboxes() {
  const { t } = useTranslation();
  const deleted = useQuery(deletedQuery());
  if (deleted.isError) {
    return (
      <div className={classes['note']}>
        <FailureNote error={deleted.error} onRetry={() => void deleted.refetch()} />
      </div>
    );
  }
  const items = deleted.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className={classes['deleted']} aria-labelledby="deleted-sandboxes">
      <h2 id="deleted-sandboxes">{t('sandboxes.deleted.title')}</h2>
      <p className={classes['text']}>{t('sandboxes.deleted.text')}</p>
      <ul className={classes['snapshots']}>
        {items.map((item) => (
          <Deleted key={item.slug} item={item} />
        ))}
      </ul>
    </section>
  );
}

function Deleted({ item: { slug, name, idp, latest, snapshots } }: { item: DeletedSandbox }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const restore = useMutation({
    mutationFn: () => client.sandboxes.restoreDeleted({ slug }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['sandboxes'] });
      await navigate({ to: '/sandboxes/$slug', params: { slug } });
    },
  });
  return (
    <li className={classes['snapshot']}>
      <div className={classes['snapshotLine']}>
        <span className={classes['snapshotName']}>{name}</span>
        {idp === '' ? null : <span className={classes['quiet']}>{idp}</span>}
        <span className={classes['quiet']}>
          {t('sandboxes.deleted.when')} <Ago at={latest.at} /> · {t('sandboxes.deleted.snapshots', { count: snapshots })}
        </span>
        <span className={classes['buttons']}>
          <Button
            variant="default"
            size="compact-sm"
            loading={restore.isPending}
            aria-label={t('sandboxes.deleted.restoreNamed', { name })}
            onClick={() => restore.mutate()}
          >
            {t('sandboxes.deleted.restore')}
          </Button>
        </span>
      </div>
      {restore.isError ? (
        <div className={classes['acts']}>
          <FailureNote error={restore.error} />
        </div>
      ) : null}
    </li>
  );
}
