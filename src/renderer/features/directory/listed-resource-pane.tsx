import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { client } from '../../api/client.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { InlineConfirm } from '../../ui/inline-confirm.tsx';
import { Pane, PaneTitle, Section } from '../../ui/pane.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { listedResourceQuery } from './queries.ts';
import classes from './directory.module.css';

/** One resource of the list: who is linked to it, and its end. */
export function ListedResourcePane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { id } = useParams({ from: '/directory/resources/$id' });
  const kept = useSearch({ from: '/directory/resources' });
  const { data, isPending, error } = useQuery(listedResourceQuery(id));
  const close = () => void navigate({ to: '/directory/resources', search: kept });
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['resources'] });
  const remove = useMutation({ mutationFn: () => client.resources.remove({ id }), onSuccess: close, onSettled: refresh });
  const clear = useMutation({ mutationFn: () => client.resources.clear({}), onSuccess: close, onSettled: refresh });
  return (
    <Pane
      kind={
        <span className={classes['id']}>
          {t('resources.kind')} <code>{id.length > 24 ? `${id.slice(0, 20)}…` : id}</code>
          <CopyButton text={id} label={t('copy.id')} />
        </span>
      }
      onClose={close}
    >
      {isPending ? <RowsSkeleton rows={4} /> : null}
      {error === null ? null : <FailureNote error={error} />}
      {data === undefined ? null : (
        <>
          <PaneTitle>{data.name}</PaneTitle>
          <Section title={t('resources.linkedUsers')}>
            {data.users.length === 0 ? <p className={classes['quiet']}>{t('resources.noLinkedUsers')}</p> : null}
            <ul className={classes['refs']}>
              {data.users.map((user) => (
                <li key={user.id}>
                  <Link to="/directory/users/$id" params={{ id: user.id }}>
                    {user.name}
                  </Link>
                </li>
              ))}
            </ul>
            {data.userCount > data.users.length ? (
              <p className={classes['quiet']}>{t('directory.moreMembers', { count: data.userCount - data.users.length })}</p>
            ) : null}
          </Section>
          <Section title={t('resources.list')}>
            <div className={classes['ends']}>
              <InlineConfirm
                action={t('resources.remove')}
                consequence={t('resources.removeConsequence')}
                pending={remove.isPending}
                error={remove.error}
                onConfirm={() => remove.mutate()}
              />
              <InlineConfirm
                action={t('resources.clear')}
                consequence={t('resources.clearConsequence')}
                pending={clear.isPending}
                error={clear.error}
                onConfirm={() => clear.mutate()}
              />
            </div>
          </Section>
        </>
      )}
    </Pane>
  );
}
