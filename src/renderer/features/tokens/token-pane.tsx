import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Token } from '#shared/contract/tokens.ts';
import { client } from '../../api/client.ts';
import { Failure } from '../../api/failure.ts';
import { tokensQuery } from '../../api/queries.ts';
import { Ago } from '../../ui/ago.tsx';
import { exactTime } from '../../ui/time.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { InlineConfirm } from '../../ui/inline-confirm.tsx';
import { Facts, Pane, PaneTitle, Section } from '../../ui/pane.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useRightNames } from '../../ui/rights.tsx';
import { TokenState } from './token-state.tsx';

/** One token: whose it is, what it may do, and its end. */
export function TokenPane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id } = useParams({ from: '/tokens/$id' });
  const { data, error } = useQuery(tokensQuery());
  const token = data?.items.find((candidate) => candidate.id === id);
  const search = useSearch({ from: '/tokens' });
  const close = () => void navigate({ to: '/tokens', search });
  return (
    <Pane kind={t('tokens.kind')} onClose={close}>
      {error === null ? null : <FailureNote error={error} />}
      {data !== undefined && token === undefined ? <FailureNote error={new Failure('not_found', t('tokens.gone'))} /> : null}
      {token === undefined ? null : <TokenDetail key={token.id} token={token} />}
    </Pane>
  );
}

function TokenDetail({ token }: { token: Token }) {
  const { t } = useTranslation();
  const rightNames = useRightNames();
  const queryClient = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => client.tokens.revoke({ id: token.id }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['tokens'] }),
  });
  return (
    <>
      <PaneTitle below={<TokenState token={token} />}>{token.name === '' ? t('tokens.unnamed') : token.name}</PaneTitle>
      {token.unusableBecause === null || token.revoked !== null ? null : (
        <Section title={t('tokens.why')}>
          <Problem
            severity="warning"
            what={token.unusableBecause}
            why={t('tokens.unusable.why')}
            fix={t('tokens.unusable.fix')}
            own
          />
        </Section>
      )}
      <Section title={t('tokens.about')}>
        <Facts
          items={[
            { name: t('tokens.column.prefix'), value: <code>{token.prefix}</code> },
            {
              name: t('tokens.column.owner'),
              value: (
                <Link to="/directory/users/$id" params={{ id: token.ownerId }}>
                  {token.ownerName}
                </Link>
              ),
            },
            { name: t('tokens.column.rights'), value: rightNames(token.rights) },
            { name: t('tokens.column.created'), value: exactTime(token.created) },
            {
              name: t('tokens.column.lastUsed'),
              value: token.lastUsed === null ? t('tokens.never') : <Ago at={token.lastUsed} />,
            },
            ...(token.revoked === null ? [] : [{ name: t('tokens.state.revoked'), value: exactTime(token.revoked) }]),
          ]}
        />
      </Section>
      {token.revoked === null ? (
        <Section title={t('tokens.end')}>
          <InlineConfirm
            action={t('tokens.revoke')}
            consequence={t('tokens.revokeConsequence')}
            pending={revoke.isPending}
            error={revoke.error}
            onConfirm={() => revoke.mutate()}
          />
        </Section>
      ) : null}
    </>
  );
}
