import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExchangeDetail } from '#shared/contract/exchanges.ts';
import { Failure } from '../../api/failure.ts';
import { exchangeQuery } from '../../api/queries.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Pane, PaneTitle } from '../../ui/pane.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { type Draft, draftOf } from './draft.ts';
import { RequestEditor } from './request-editor.tsx';

/** One exchange to change and to send again to this sandbox; its answer stands over the original one. */
export function ResendPane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id } = useParams({ from: '/log/$id/resend' });
  const number = Number(id);
  const valid = Number.isSafeInteger(number) && number > 0;
  const exchange = useQuery({ ...exchangeQuery(number), enabled: valid });
  return (
    <Pane
      kind={t('resend.kind', { id })}
      onClose={() => void navigate({ to: '/log/$id', params: { id }, search: (previous) => previous })}
    >
      {valid ? null : <FailureNote error={new Failure('not_found', t('log.noSuchExchange', { id }))} />}
      {valid && exchange.isPending ? <RowsSkeleton rows={8} /> : null}
      {exchange.isError ? <FailureNote error={exchange.error} onRetry={() => void exchange.refetch()} /> : null}
      {exchange.data === undefined ? null : <Editor key={exchange.data.id} exchange={exchange.data} />}
    </Pane>
  );
}

function Editor({ exchange }: { exchange: ExchangeDetail }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Draft>(() => draftOf(exchange));
  return (
    <>
      <PaneTitle>
        <Sentence text={exchange.sentence} />
      </PaneTitle>
      <RequestEditor
        draft={draft}
        onDraft={(part) => setDraft((previous) => ({ ...previous, ...part }))}
        onReset={() => setDraft(draftOf(exchange))}
        resetLabel={t('resend.reset')}
        original={exchange}
      />
    </>
  );
}
