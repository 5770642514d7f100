import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RehearsalDetail } from '#shared/contract/rehearsals.ts';
import { mappingFileQuery, sandboxesQuery } from '../../api/queries.ts';
import { chosenSandbox } from '../../api/sandbox.ts';
import { useStore } from '../../api/store.ts';
import classes from './rehearse.module.css';

/**
 * Where the road goes on from a rehearsal that is over: when it failed, to the first failure and, unless a drill may be to blame, to the
 * mappings; else on to drill, snapshot and go live.
 */
export function NextSteps({ run }: { run: RehearsalDetail }) {
  const { t } = useTranslation();
  const chosen = useStore(chosenSandbox);
  const sandboxes = useQuery(sandboxesQuery()).data?.items ?? [];
  const given = useQuery(mappingFileQuery()).data?.file;
  const slug = chosen ?? sandboxes.find(({ isDefault }) => isDefault)?.slug;
  if (run.state === 'running' || run.target.kind !== 'sandbox') return null;
  const failed = run.counts.failed > 0 || run.state === 'broken';
  const firstFailed = run.steps.find(({ outcome }) => outcome === 'failed');
  // Then the mappings are not the first to suspect.
  const drilled = run.drills.some(({ touched }) => touched > 0);
  return (
    <p className={classes['next']}>
      <span className={classes['quiet']}>{t('rehearse.next.label')}</span>
      {firstFailed === undefined ? null : (
        <Link
          to="/rehearse/$id/$seq"
          params={{ id: String(run.id), seq: String(firstFailed.seq) }}
          search={(kept) => ({ ...kept, show: 'failed' as const })}
        >
          {t('rehearse.next.firstFailure')}
        </Link>
      )}
      {!failed || drilled || given === undefined ? null : (
        <Link to="/mappings/file">{t(given === null ? 'rehearse.next.ownMappings' : 'rehearse.next.mappings')}</Link>
      )}
      {failed ? <Link to="/rehearse/new">{t(drilled ? 'rehearse.next.afterDrill' : 'rehearse.next.again')}</Link> : null}
      {failed ? null : <Link to="/drills">{t('rehearse.next.drill')}</Link>}
      {slug === undefined ? null : (
        <Link to="/sandboxes/$slug" params={{ slug }}>
          {t('rehearse.next.snapshot')}
        </Link>
      )}
      {failed ? null : <Link to="/go-live">{t('rehearse.next.goLive')}</Link>}
    </p>
  );
}
