import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Token } from '#shared/contract/tokens.ts';
import { client } from '../../api/client.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { SecretOnce } from '../../ui/secret-once.tsx';
import classes from './connect.module.css';

const NAMED = 3;

/** The secret token: one click makes the first one; a token that exists is named, because its secret is gone. */
export function TokenField({
  tokens,
  error,
  secret,
  onSecret,
}: {
  tokens: readonly Token[] | undefined;
  error: unknown;
  secret: string | null;
  onSecret: (secret: string) => void;
}) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const create = useMutation({
    mutationFn: () => client.tokens.create({ name: '' }),
    onSuccess: (made) => {
      onSecret(made.secret);
      void queryClient.invalidateQueries({ queryKey: ['tokens'] });
      void queryClient.invalidateQueries({ queryKey: ['status'] });
    },
  });

  if (secret !== null) return <SecretOnce secret={secret} />;
  if (tokens === undefined) {
    return error === null ? <span className={classes['reserved']} /> : <FailureNote error={error} />;
  }
  const live = tokens.filter(({ revoked }) => revoked === null);
  return (
    <>
      <div className={classes['tokenLine']}>
        {live.length === 0 ? null : (
          <span>
            {live.slice(0, NAMED).map((token) => (
              <Link key={token.id} to="/tokens/$id" params={{ id: token.id }} className={classes['token']}>
                {token.name === '' ? null : <span>{token.name}</span>} <code>{token.prefix}</code>
              </Link>
            ))}
            {live.length > NAMED ? <Link to="/tokens">{t('connect.moreTokens', { count: live.length - NAMED })}</Link> : null}
          </span>
        )}
        <Button variant={live.length === 0 ? 'filled' : 'default'} loading={create.isPending} onClick={() => create.mutate()}>
          {t('tokens.create')}
        </Button>
      </div>
      <p className={classes['hint']}>{live.length === 0 ? t('connect.noToken') : t('connect.secretGone')}</p>
      {create.isError ? <FailureNote error={create.error} /> : null}
    </>
  );
}
