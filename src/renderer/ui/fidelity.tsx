import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Fidelity } from '#shared/contract/findings.ts';
import classes from './fidelity.module.css';

/** How sure we are of a behaviour: documented, inferred, assumed, or plain RFC. */
export function FidelityLabel({ fidelity }: { fidelity: Fidelity }) {
  const { t } = useTranslation();
  return (
    <Tooltip label={t(`fidelity.${fidelity}.meaning`)}>
      <span className={classes['label']} data-fidelity={fidelity}>
        {t(`fidelity.${fidelity}.word`)}
      </span>
    </Tooltip>
  );
}
