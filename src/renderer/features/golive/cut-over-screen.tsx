import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CutOverStep } from '#shared/contract/golive.ts';
import { AttributePath } from '../../ui/attribute-path.tsx';
import { ClickPath } from '../../ui/click-path.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FidelityLabel } from '../../ui/fidelity.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { GoLiveChoices } from './go-live-choices.tsx';
import { GoLiveHeader } from './golive-header.tsx';
import { cutOverQuery } from './queries.ts';
import classes from './golive.module.css';

/** What to enter where in production, what to watch, and how to go back. */
export function CutOverScreen() {
  const { t } = useTranslation();
  const sheet = useQuery(cutOverQuery());
  return (
    <div className={classes['page']}>
      <GoLiveHeader />
      <div className={classes['scroll']}>
        <p className={classes['prose']}>{t('golive.cutOver.text')}</p>
        <GoLiveChoices />
        {sheet.isPending ? <RowsSkeleton /> : null}
        {sheet.isError ? <FailureNote error={sheet.error} onRetry={() => void sheet.refetch()} /> : null}
        {sheet.data?.sections.map(({ id, title, steps }) => (
          <section key={id} className={classes['section']} aria-labelledby={`cut-over-${id}`}>
            <h2 id={`cut-over-${id}`}>{title}</h2>
            <ol className={classes['steps']}>
              {steps.map((step) => (
                <Step key={step.what} step={step} />
              ))}
            </ol>
          </section>
        ))}
      </div>
    </div>
  );
}

function Step({ step: { what, fidelity, clickPath, fields } }: { step: CutOverStep }) {
  const { t } = useTranslation();
  return (
    <li>
      <p className={classes['step']}>
        <Sentence text={what} /> <FidelityLabel fidelity={fidelity} />
      </p>
      {clickPath === null ? null : <ClickPath steps={clickPath} />}
      {fields.length === 0 ? null : (
        <dl className={classes['fields']}>
          {fields.map(({ field, value, text }) => (
            <div key={`${field} ${value ?? ''}`}>
              <dt>{isAttribute(field) ? <AttributePath path={field} /> : field}</dt>
              <dd>
                {value === null ? (text ?? '–') : <CopyField value={value} label={t('golive.cutOver.copy', { field })} quiet />}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

/** A field of the sheet is a label in the provider's words, or a SCIM path. */
function isAttribute(field: string): boolean {
  return field.startsWith('urn:');
}
