import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconWorld, IconX } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Verdict } from '#shared/contract/exchanges.ts';
import { logSessionQuery, rulesQuery } from '../../api/queries.ts';
import { FilterRow } from '../../ui/page.tsx';
import { Toggle } from '../../ui/toggle.tsx';
import { VerdictIcon } from '../../ui/verdict.tsx';
import { QueryField } from './query-field.tsx';
import { SavedFilters } from './saved-filters.tsx';
import { type LogSearch, isOutsideOnly, queryOf, withOutsideOnly } from './search.ts';
import { sessionTitle } from './session-title.ts';
import classes from './log.module.css';

/** What went wrong counts as refused, whoever said no. */
const VERDICTS = [
  { key: 'refused', verdicts: ['refused', 'failed', 'cut-off'] },
  { key: 'warning', verdicts: ['warning'] },
  { key: 'forgiven', verdicts: ['forgiven'] },
] as const satisfies readonly { key: Verdict; verdicts: readonly Verdict[] }[];

/** The filter of the log. It lives in the address, so a filtered log can be linked and gone back to. */
export function LogFilters({ search }: { search: LogSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const change = useCallback(
    (part: Partial<{ [K in keyof LogSearch]: LogSearch[K] | undefined }>) =>
      void navigate({ to: '.', search: (previous) => ({ ...previous, ...part }), replace: true }),
    [navigate],
  );
  const onQuery = useCallback((query: string) => change({ query: query === '' ? undefined : query }), [change]);
  const choose = (query: string) => void navigate({ to: '.', search: { query } });
  const chosen = search.verdicts ?? [];
  const toggle = (verdicts: readonly Verdict[], on: boolean) => {
    const rest = chosen.filter((verdict) => !verdicts.includes(verdict));
    const next = on ? [...rest, ...verdicts] : rest;
    change({ verdicts: next.length === 0 ? undefined : next });
  };

  return (
    <FilterRow>
      <QueryField value={search.query ?? ''} onSearch={onQuery} />
      <div className={classes['toggles']} role="group" aria-label={t('log.verdicts')}>
        {VERDICTS.map(({ key, verdicts }) => (
          <Toggle
            key={key}
            on={verdicts.some((verdict) => chosen.includes(verdict))}
            title={t(`verdict.${key}`)}
            onChange={(on) => toggle(verdicts, on)}
          >
            <span aria-hidden className={classes['toggleIcon']}>
              <VerdictIcon verdict={key} size={14} />
            </span>
            <span className={classes['word']}>{t(`verdict.${key}`)}</span>
          </Toggle>
        ))}
      </div>
      <Toggle
        on={isOutsideOnly(search.query)}
        title={t('log.outsideTitle')}
        onChange={(on) => onQuery(withOutsideOnly(search.query, on))}
      >
        <span aria-hidden className={classes['toggleIcon']}>
          <IconWorld size={14} stroke={1.75} />
        </span>
        <span className={classes['word']}>{t('log.outside')}</span>
      </Toggle>
      <SavedFilters query={queryOf(search)} onChoose={choose} />
      {search.ruleId === undefined ? null : <RuleFilter id={search.ruleId} onClear={() => change({ ruleId: undefined })} />}
      {search.resourceId === undefined ? null : (
        <Narrowed text={t('log.byResource', { id: search.resourceId })} onClear={() => change({ resourceId: undefined })} />
      )}
      {(search.idps ?? []).map((idp) => (
        <Narrowed key={idp} text={t(`idp.${idp}`)} onClear={() => change({ idps: undefined })} />
      ))}
      {(search.methods ?? []).map((method) => (
        <Narrowed key={method} text={method} onClear={() => change({ methods: undefined })} />
      ))}
      <SessionFilter query={search.query ?? ''} onClear={onQuery} />
    </FilterRow>
  );
}

function RuleFilter({ id, onClear }: { id: string; onClear: () => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(rulesQuery());
  const title = data?.items.find((rule) => rule.id === id)?.title ?? id;
  return <Narrowed text={t('log.byRule', { title })} onClear={onClear} />;
}

/** A search for one session says which that is. */
function SessionFilter({ query, onClear }: { query: string; onClear: (query: string) => void }) {
  const found = /(?:^|\s)session:(\d+)(?=\s|$)/.exec(query);
  const id = Number(found?.[1] ?? 0);
  const { data } = useQuery({ ...logSessionQuery(id), enabled: id > 0 });
  if (found === null || data === undefined) return null;
  return <Narrowed text={sessionTitle(data)} onClear={() => onClear(query.replace(found[0], '').trim())} />;
}

/** A filter that came by a link; it can only be taken off. */
function Narrowed({ text, onClear }: { text: string; onClear: () => void }) {
  const { t } = useTranslation();
  return (
    <button type="button" className={classes['narrowed']} title={t('log.takeOff')} onClick={onClear}>
      <span>{text}</span>
      <IconX size={13} stroke={2} aria-label={t('log.takeOff')} role="img" />
    </button>
  );
}
