import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconX } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Idp, type Verdict } from '#shared/contract/exchanges.ts';
import { rulesQuery } from '../../api/queries.ts';
import { FilterRow } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Toggle } from '../../ui/toggle.tsx';
import { VerdictIcon } from '../../ui/verdict.tsx';
import type { LogSearch } from './search.ts';
import classes from './log.module.css';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const ANY = 'any';

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
  const onText = useCallback((text: string) => change({ text: text === '' ? undefined : text }), [change]);
  const chosen = search.verdicts ?? [];
  const toggle = (verdicts: readonly Verdict[], on: boolean) => {
    const rest = chosen.filter((verdict) => !verdicts.includes(verdict));
    const next = on ? [...rest, ...verdicts] : rest;
    change({ verdicts: next.length === 0 ? undefined : next });
  };

  return (
    <FilterRow>
      <SearchField value={search.text ?? ''} label={t('log.search')} onSearch={onText} />
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
      <Select
        className={classes['pick'] ?? ''}
        aria-label={t('log.idp')}
        data={[{ value: ANY, label: t('log.anyIdp') }, ...Idp.options.map((idp) => ({ value: idp, label: t(`idp.${idp}`) }))]}
        value={search.idps?.[0] ?? ANY}
        onChange={(value) => {
          const idp = Idp.safeParse(value);
          change({ idps: idp.success ? [idp.data] : undefined });
        }}
      />
      <Select
        className={classes['pickShort'] ?? ''}
        aria-label={t('log.method')}
        data={[{ value: ANY, label: t('log.anyMethod') }, ...METHODS.map((method) => ({ value: method, label: method }))]}
        value={search.methods?.[0] ?? ANY}
        onChange={(value) => change({ methods: value === null || value === ANY ? undefined : [value] })}
      />
      {search.ruleId === undefined ? null : <RuleFilter id={search.ruleId} onClear={() => change({ ruleId: undefined })} />}
      {search.resourceId === undefined ? null : (
        <Narrowed text={t('log.byResource', { id: search.resourceId })} onClear={() => change({ resourceId: undefined })} />
      )}
    </FilterRow>
  );
}

function RuleFilter({ id, onClear }: { id: string; onClear: () => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(rulesQuery());
  const title = data?.items.find((rule) => rule.id === id)?.title ?? id;
  return <Narrowed text={t('log.byRule', { title })} onClear={onClear} />;
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
