import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Exposure } from '#shared/contract/reach.ts';
import { CopyField } from '../../ui/copy-field.tsx';
import { momentText, useNow } from '../../ui/time.ts';
import classes from './connect.module.css';

/** An IdP in the cloud cannot reach this machine: the tenant URL of the way in that is open, or how to get one. */
export function Tunnel({
  exposure,
  address,
  publicUrl,
  onAddress,
}: {
  exposure: Exposure | null;
  address: string;
  publicUrl: string | null;
  onAddress: (address: string) => void;
}) {
  const { t } = useTranslation();
  const now = useNow();
  if (exposure !== null && publicUrl !== null) {
    return (
      <>
        <CopyField value={publicUrl} label={t('connect.tunnel.copyPublic')} />
        <p className={classes['hint']}>
          {t('connect.tunnel.until', { moment: momentText(exposure.until, now) })}{' '}
          <Link to="/connect/reach">{t('connect.tunnel.manage')}</Link>
        </p>
      </>
    );
  }
  const refused = address.trim() !== '' && publicUrl === null;
  return (
    <>
      <TextInput
        className={classes['address'] ?? ''}
        value={address}
        onChange={(event) => onAddress(event.currentTarget.value)}
        placeholder="https://your-tunnel.example.com"
        aria-label={t('connect.publicAddress')}
        error={refused ? t('connect.tunnel.notHttps') : null}
      />
      <p className={classes['hint']}>{publicUrl === null ? t('connect.tunnel.text') : t('connect.tunnel.inUse')}</p>
      <Button component={Link} to="/connect/reach" variant="default" className={classes['reach'] ?? ''}>
        {publicUrl === null ? t('connect.tunnel.open') : t('connect.tunnel.check')}
      </Button>
      {publicUrl === null ? (
        <p className={classes['hint']}>
          {t('connect.tunnel.none')} <Link to="/rehearse/new">{t('begin.rehearse')}</Link>
        </p>
      ) : null}
    </>
  );
}
