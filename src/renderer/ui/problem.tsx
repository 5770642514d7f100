import { IconAlertTriangle, IconBan, IconChevronRight, IconCircleDashedCheck, IconInfoCircle } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Severity } from '#shared/contract/findings.ts';
import { ClickPath } from './click-path.tsx';
import { Sentence } from './sentence.tsx';
import classes from './problem.module.css';

/** `hint`: nothing is wrong, and something is to be known. */
export type ProblemSeverity = Severity | 'hint';

const ICONS = {
  hint: IconInfoCircle,
  forgiven: IconCircleDashedCheck,
  warning: IconAlertTriangle,
  refused: IconBan,
} as const satisfies Record<ProblemSeverity, unknown>;

interface ProblemProps {
  readonly severity: ProblemSeverity;
  readonly what: string;
  readonly why: string;
  /** the rule it rests on, with its label */
  readonly basis?: ReactNode;
  readonly fix: string;
  readonly clickPath?: readonly string[] | null;
  /** reason and remedy are the console's own texts, not the service's */
  readonly own?: boolean;
  /** only the first line at first */
  readonly folded?: boolean;
}

/** A problem in three lines: what happened, why, what to do (and where to click). */
export function Problem(props: ProblemProps) {
  const { severity, what, folded = false } = props;
  const [open, setOpen] = useState(!folded);
  const Icon = ICONS[severity];
  const headline = (
    <>
      <Icon className={classes['icon']} size={16} stroke={1.75} aria-hidden />
      <span>
        <Sentence text={what} />
      </span>
    </>
  );
  return (
    <section className={classes['problem']} data-severity={severity} data-folded={!open || undefined}>
      {folded ? (
        <h3 className={classes['heading']}>
          <button type="button" className={classes['toggle']} aria-expanded={open} onClick={() => setOpen(!open)}>
            {headline}
            <IconChevronRight className={classes['arrow']} size={14} stroke={1.75} aria-hidden />
          </button>
        </h3>
      ) : (
        <h3 className={classes['what']}>{headline}</h3>
      )}
      {open ? <Lines {...props} /> : null}
    </section>
  );
}

function Lines({ why, basis, fix, clickPath, own = false }: ProblemProps) {
  const { t } = useTranslation();
  return (
    <dl className={classes['lines']}>
      <dt>{t('problem.why')}</dt>
      <dd>
        <Sentence text={why} own={own} />
        {basis === undefined ? null : <span className={classes['basis']}>{basis}</span>}
      </dd>
      <dt>{t('problem.fix')}</dt>
      <dd>
        <Sentence text={fix} own={own} />
        {clickPath === undefined || clickPath === null ? null : <ClickPath steps={clickPath} />}
      </dd>
    </dl>
  );
}
