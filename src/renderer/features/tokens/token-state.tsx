import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Token } from '#shared/contract/tokens.ts';
import classes from './tokens.module.css';

/** Does this token open the endpoint now? */
export function TokenState({ token }: { token: Token }) {
  const { t } = useTranslation();
  if (token.revoked !== null) return <span className={classes['quiet']}>{t('tokens.state.revoked')}</span>;
  if (token.usable) return <span>{t('tokens.state.usable')}</span>;
  return (
    <span className={classes['unusable']} title={token.unusableBecause ?? undefined}>
      <IconAlertTriangle size={14} stroke={1.75} aria-hidden />
      {t('tokens.state.unusable')}
    </span>
  );
}
