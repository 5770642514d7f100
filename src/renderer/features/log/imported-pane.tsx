import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { importedEntryQuery } from '../../api/queries.ts';
import { CodeView } from '../../ui/code-view.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Pane, PaneTitle, Section } from '../../ui/pane.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { exactTime } from '../../ui/time.ts';
import { VerdictChip } from '../../ui/verdict.tsx';
import classes from './imports.module.css';

/** One entry of a log that was read in, and what this sandbox saw of it. */
export function ImportedPane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/log/imports' });
  const { importId, place } = useParams({ from: '/log/imports/$importId/$place' });
  const entry = useQuery(importedEntryQuery(Number(importId), Number(place)));
  const { data } = entry;
  return (
    <Pane
      kind={data === undefined ? t('log.import.entry') : `${t(`log.import.${data.kind}`)} · ${exactTime(data.at)}`}
      onClose={() => void navigate({ to: '/log/imports/$importId', params: { importId }, search })}
    >
      {entry.isPending ? <RowsSkeleton rows={8} /> : null}
      {entry.isError ? <FailureNote error={entry.error} onRetry={() => void entry.refetch()} /> : null}
      {data === undefined ? null : (
        <>
          <PaneTitle below={<VerdictChip verdict={data.verdict} />}>
            <Sentence text={data.sentence} />
          </PaneTitle>
          {data.kind === 'exchange' ? null : (
            <Section title={t('log.import.matches')}>
              {data.matches.length === 0 ? <p className={classes['quiet']}>{t('log.import.noMatches')}</p> : null}
              <ul className={classes['events']}>
                {data.matches.map((match) => (
                  <li key={match.id}>
                    <Link to="/log/$id" params={{ id: String(match.id) }}>
                      {match.sentence}
                    </Link>
                    <span className={classes['quiet']}>{exactTime(match.at)}</span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <Section title={t('log.import.whole')}>
            <CodeView text={JSON.stringify(data.entry, null, 2)} label={t('log.import.whole')} />
          </Section>
        </>
      )}
    </Pane>
  );
}
