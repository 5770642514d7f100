import { Fragment } from 'react';
import { IconChevronRight } from '@tabler/icons-react';
import classes from './click-path.module.css';

/** The way to a setting, in the IdP's own menu words. */
export function ClickPath({ steps }: { steps: readonly string[] }) {
  return (
    <span className={classes['path']}>
      {steps.map((step, index) => (
        <Fragment key={step}>
          {index === 0 ? null : (
            <IconChevronRight className={classes['arrow']} size={13} stroke={1.75} aria-label=">" role="img" />
          )}
          <span className={classes['step']}>{step}</span>
        </Fragment>
      ))}
    </span>
  );
}
