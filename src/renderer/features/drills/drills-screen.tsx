import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DrillPreset, DrillState } from '#shared/contract/drills.ts';
import { drillsQuery } from '../../api/queries.ts';
import { Ago } from '../../ui/ago.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { PageHeader } from '../../ui/page.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { OwnDrill } from './own-drill.tsx';
import { useDrillActs } from './use-drill-acts.ts';
import classes from './drills.module.css';

/** Faults to rehearse: what the identity provider does when the target fails. */
export function DrillsScreen() {
  const { t } = useTranslation();
  const drills = useQuery(drillsQuery());
  return (
    <>
      <PageHeader title={t('nav.drills')} />
      <div className={classes['scroll']}>
        <div className={classes['content']}>
          <p className={classes['intro']}>{t('drills.intro')}</p>
          {drills.isPending ? <RowsSkeleton rows={6} /> : null}
          {drills.isError ? <FailureNote error={drills.error} onRetry={() => void drills.refetch()} /> : null}
          {drills.data === undefined ? null : <Content state={drills.data} />}
        </div>
      </div>
    </>
  );
}

function Content({ state }: { state: DrillState }) {
  const { t } = useTranslation();
  const { start } = useDrillActs();
  return (
    <>
      <Standing state={state} />
      {start.isError ? <FailureNote error={start.error} /> : null}
      <section className={classes['section']}>
        <h2>{t('drills.presets')}</h2>
        <ul className={classes['presets']}>
          {state.presets.map((preset) => (
            <Preset key={preset.id} preset={preset} isOn={state.active?.plan.name === preset.plan.name} />
          ))}
        </ul>
      </section>
      <OwnDrill />
    </>
  );
}

/** What is on, or how the last one ended. */
function Standing({ state }: { state: DrillState }) {
  const { t } = useTranslation();
  const { active, lastEnded } = state;
  if (active !== null) {
    return (
      <>
        <p className={classes['standing']} role="status">
          {t('drills.on', { name: active.plan.name, touched: active.touched, met: active.met })}
        </p>
        <Link to="/rehearse/new">{t('drills.rehearse')}</Link>
      </>
    );
  }
  if (lastEnded === null) return <p className={classes['standing']}>{t('drills.off')}</p>;
  return (
    <>
      <p className={classes['standing']} role="status">
        {t(`drills.ended.${lastEnded.why}`, { name: lastEnded.name, count: lastEnded.touched })} · <Ago at={lastEnded.at} />
      </p>
      <Link to="/rehearse/new">{t('drills.rehearseAfter')}</Link>
    </>
  );
}

function Preset({ preset, isOn }: { preset: DrillPreset; isOn: boolean }) {
  const { t } = useTranslation();
  const { start, stop } = useDrillActs();
  const { name } = preset.plan;
  return (
    <li className={classes['preset']}>
      <div>
        <h3>{name}</h3>
        <p>{preset.meaning}</p>
      </div>
      {isOn ? (
        <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
          {t('drills.stop')}
        </Button>
      ) : (
        <Button
          variant="default"
          loading={start.isPending}
          aria-label={t('drills.startNamed', { name })}
          onClick={() => start.mutate(preset.plan)}
        >
          {t('drills.start')}
        </Button>
      )}
    </li>
  );
}
