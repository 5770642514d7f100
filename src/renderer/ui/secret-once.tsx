import { useTranslation } from 'react-i18next';
import { CopyField } from './copy-field.tsx';
import classes from './secret-once.module.css';

/** A secret at the one moment it can be seen. */
export function SecretOnce({ secret, copyLabel }: { secret: string; copyLabel?: string }) {
  const { t } = useTranslation();
  return (
    <div className={classes['secret']}>
      <CopyField value={secret} label={copyLabel ?? t('secret.copy')} />
      <p className={classes['note']}>{t('secret.once')}</p>
    </div>
  );
}
