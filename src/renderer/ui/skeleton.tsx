import { useTranslation } from 'react-i18next';
import { Delayed } from './delayed.tsx';
import classes from './skeleton.module.css';

const WIDTHS = [62, 48, 71, 55, 66, 43, 58, 69, 51, 60];

/** Rows to come, at the height they will have. */
export function RowsSkeleton({ rows = 10 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <Delayed>
      <div role="status" className={classes['rows']}>
        <span className="visually-hidden">{t('loading')}</span>
        {Array.from({ length: rows }, (_, index) => (
          <div key={index} className={classes['row']} aria-hidden>
            <span className={classes['bar']} style={{ width: `${WIDTHS[index % WIDTHS.length] ?? 50}%` }} />
          </div>
        ))}
      </div>
    </Delayed>
  );
}
