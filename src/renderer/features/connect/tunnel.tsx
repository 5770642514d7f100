import { TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CopyField } from '../../ui/copy-field.tsx';
import classes from './connect.module.css';

/** An IdP in the cloud cannot reach this machine: how to open a tunnel, and the tenant URL that follows from its address. */
export function Tunnel({
  tenantUrl,
  address,
  publicUrl,
  onAddress,
}: {
  tenantUrl: string;
  address: string;
  publicUrl: string | null;
  onAddress: (address: string) => void;
}) {
  const { t } = useTranslation();
  const { origin, port } = new URL(tenantUrl);
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
      {publicUrl === null ? (
        <>
          <p className={classes['hint']}>{t('connect.tunnel.text')}</p>
          <p className={classes['commands']}>
            <CopyField
              value={`cloudflared tunnel --url ${origin}`}
              label={t('connect.tunnel.copyCommand', { name: 'cloudflared' })}
              quiet
            />
            <CopyField value={`ngrok http ${port}`} label={t('connect.tunnel.copyCommand', { name: 'ngrok' })} quiet />
          </p>
          <p className={classes['hint']}>
            {t('connect.tunnel.none')} <Link to="/rehearse/new">{t('begin.rehearse')}</Link>
          </p>
        </>
      ) : (
        <p className={classes['hint']}>{t('connect.tunnel.inUse')}</p>
      )}
    </>
  );
}
