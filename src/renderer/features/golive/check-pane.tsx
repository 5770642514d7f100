import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Check } from '#shared/contract/golive.ts';
import { rulesQuery } from '../../api/queries.ts';
import { ClickPath } from '../../ui/click-path.tsx';
import { Evidence } from '../../ui/evidence.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FidelityLabel } from '../../ui/fidelity.tsx';
import { Pane, PaneTitle, Section } from '../../ui/pane.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { CheckStateSign } from './check-state.tsx';
import { PlaceToAct } from './place-to-act.tsx';
import { checklistQuery } from './queries.ts';
import { WaiverSection } from './waiver-section.tsx';
import classes from './golive.module.css';

/** One check: what was seen, what to do, where it was seen, and a waiver where it may stay open. */
export function CheckPane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id } = useParams({ from: '/go-live/checklist/$id' });
  const { data, isPending, error, refetch } = useQuery(checklistQuery());
  const check = data?.items.find((one) => one.id === id);
  return (
    <Pane kind={t('golive.kind')} onClose={() => void navigate({ to: '/go-live/checklist' })}>
      {isPending ? <RowsSkeleton rows={6} /> : null}
      {error === null ? null : <FailureNote error={error} onRetry={() => void refetch()} />}
      {data !== undefined && check === undefined ? <PaneTitle>{t('golive.gone', { id })}</PaneTitle> : null}
      {check === undefined ? null : <Detail check={check} />}
    </Pane>
  );
}

function Detail({ check }: { check: Check }) {
  const { t } = useTranslation();
  const { data } = useQuery(rulesQuery());
  const rule = data?.items.find(({ id }) => id === check.ruleId);
  return (
    <>
      <PaneTitle below={<CheckStateSign state={check.state} />}>
        <Sentence text={check.title} />
      </PaneTitle>
      <p className={classes['found']}>
        <Sentence text={check.what} />
      </p>
      {check.next === null ? null : (
        <Section title={t('golive.next')}>
          <p className={classes['prose']}>
            <Sentence text={check.next} />
          </p>
          {check.clickPath === null ? null : <ClickPath steps={check.clickPath} />}
          <PlaceToAct id={check.id} />
        </Section>
      )}
      <Section title={t('golive.why')}>
        <p className={classes['prose']}>
          <Sentence text={check.why} />
        </p>
        <p className={classes['basis']}>
          <FidelityLabel fidelity={check.fidelity} />
          {check.ruleId === null ? null : (
            <Link to="/rules/$id" params={{ id: check.ruleId }} search={{}}>
              {rule?.title ?? check.ruleId}
            </Link>
          )}
        </p>
      </Section>
      <Evidence evidence={check.evidence} />
      <WaiverSection key={check.id} check={check} />
    </>
  );
}
