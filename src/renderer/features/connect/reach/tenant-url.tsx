import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Exposure } from '#shared/contract/reach.ts';
import { CopyField } from '../../../ui/copy-field.tsx';
import { exposedTenantUrl } from '../public-address.ts';
import classes from './reach.module.css';

/** What all of it was for: the URL to enter in the identity provider. */
export function TenantUrl({ exposure, tenantUrl }: { exposure: Exposure | null; tenantUrl: string | null }) {
  const { t } = useTranslation();
  return (
    <section className={classes['section']} aria-labelledby="reach-tenant">
      <h2 id="reach-tenant">{t('reach.tenant.title')}</h2>
      {exposure === null || tenantUrl === null ? (
        <p className={classes['prose']}>{t('reach.tenant.none')}</p>
      ) : (
        <>
          <p className={classes['line']}>
            <CopyField value={exposedTenantUrl(exposure, tenantUrl)} label={t('connect.tunnel.copyPublic')} />
          </p>
          <p className={classes['prose']}>
            {t('reach.tenant.text')} <Link to="/connect">{t('reach.tenant.setUp')}</Link>
          </p>
        </>
      )}
    </section>
  );
}
