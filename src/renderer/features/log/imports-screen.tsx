import { useQuery } from '@tanstack/react-query';
import { Outlet, useChildMatches } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { importsQuery } from '../../api/queries.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page.tsx';
import { Split } from '../../ui/split.tsx';
import { ImportButton } from './import-button.tsx';
import { ImportedEntries } from './imported-entries.tsx';
import { ImportedFile } from './imported-file.tsx';
import { LogViews } from '../../ui/log-views.tsx';
import { ReadState } from '../../ui/read-state.tsx';
import classes from './imports.module.css';

/** Logs that were read in: from another sandbox, from an HTTP debugger, from the identity provider itself. */
export function ImportsScreen() {
  const { t } = useTranslation();
  const imports = useQuery(importsQuery());
  const open = useChildMatches({ select: (matches) => matches[0] });
  const chosen = open === undefined || !('importId' in open.params) ? null : Number(open.params.importId);
  const items = imports.data?.items ?? [];
  const shown = items.find(({ id }) => id === chosen) ?? (chosen === null ? items[0] : undefined);
  const place = open === undefined || !('place' in open.params) ? null : open.params.place;
  const list = (
    <>
      <PageHeader
        title={t('nav.log')}
        count={items.length === 0 ? undefined : t('log.import.count', { count: items.length })}
        action={<LogViews />}
      />
      {items.length === 0 ? null : (
        <div className={classes['bring']}>
          <ImportButton />
        </div>
      )}
      <ReadState of={imports} rows={8} />
      {imports.isSuccess && items.length === 0 ? (
        <EmptyState title={t('log.import.empty.title')} action={<ImportButton />}>
          {t('log.import.empty.text')}
        </EmptyState>
      ) : null}
      {items.length === 0 ? null : (
        <ul className={classes['files']} aria-label={t('log.import.files')}>
          {items.map((one) => (
            <ImportedFile key={one.id} file={one} isShown={one.id === shown?.id} />
          ))}
        </ul>
      )}
      {shown === undefined ? null : <ImportedEntries key={shown.id} file={shown} openedPlace={place} />}
    </>
  );
  return <Split list={list} detail={place === null ? null : <Outlet />} />;
}
