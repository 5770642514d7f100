import { useTranslation } from 'react-i18next';
import type { TunnelState } from '#shared/contract/reach.ts';
import { Problem } from '../../../ui/problem.tsx';
import classes from './reach.module.css';

/** What the program writes, as it writes it, and what is wrong with it in words. */
export function TunnelOutput({ tunnel }: { tunnel: TunnelState }) {
  const { t } = useTranslation();
  const { problem, output, commandLine } = tunnel;
  const last = output.at(-1);
  return (
    <div className={classes['running']}>
      {problem === null ? null : (
        <div role="alert">
          <Problem
            severity={tunnel.state === 'ended' ? 'refused' : 'warning'}
            what={problem.what}
            why={last === undefined ? t('reach.output.wroteNothing') : t('reach.output.wrote', { line: `\`${last}\`` })}
            fix={problem.fix}
          />
        </div>
      )}
      <div
        className={classes['output']}
        // A box that scrolls has to be reached by the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
        tabIndex={0}
        role="log"
        aria-label={t('reach.output.label', { program: tunnel.program })}
      >
        <pre>{[`$ ${commandLine}`, ...output].join('\n')}</pre>
      </div>
    </div>
  );
}
