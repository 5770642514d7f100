import { IconAlertTriangle, IconBan, IconCircleDashedCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Severity } from '#shared/contract/findings.ts';
import { ClickPath } from './click-path.tsx';
import { Sentence } from './sentence.tsx';
import classes from './problem.module.css';

const ICONS = { forgiven: IconCircleDashedCheck, warning: IconAlertTriangle, refused: IconBan } as const satisfies Record<
  Severity,
  unknown
>;

/** A problem in three lines: what happened, why, what to do (and where to click). */
export function Problem({
  severity,
  what,
  why,
  basis,
  fix,
  clickPath,
}: {
  severity: Severity;
  what: string;
  why: string;
  /** the rule it rests on, with its label */
  basis?: ReactNode;
  fix: string;
  clickPath?: readonly string[] | null;
}) {
  const { t } = useTranslation();
  const Icon = ICONS[severity];
  return (
    <section className={classes['problem']} data-severity={severity}>
      <h3 className={classes['what']}>
        <Icon className={classes['icon']} size={16} stroke={1.75} aria-hidden />
        <span>
          <Sentence text={what} />
        </span>
      </h3>
      <dl className={classes['lines']}>
        <dt>{t('problem.why')}</dt>
        <dd>
          <Sentence text={why} />
          {basis === undefined ? null : <span className={classes['basis']}>{basis}</span>}
        </dd>
        <dt>{t('problem.fix')}</dt>
        <dd>
          <Sentence text={fix} />
          {clickPath === undefined || clickPath === null ? null : <ClickPath steps={clickPath} />}
        </dd>
      </dl>
    </section>
  );
}
