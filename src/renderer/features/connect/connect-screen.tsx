import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Status } from '#shared/contract/status.ts';
import { latestRefusalQuery, reachQuery, statusQuery, tokensQuery } from '../../api/queries.ts';
import { useStored } from '../../platform/stored.ts';
import { CopyField } from '../../ui/copy-field.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { ConnectHeader } from './connect-header.tsx';
import { ConnectionState } from './connection-state.tsx';
import { IdpSteps } from './idp-steps.tsx';
import { LatestRefusal } from './latest-refusal.tsx';
import { TokenField } from './token-field.tsx';
import { Tunnel } from './tunnel.tsx';
import { exposedTenantUrl, publicTenantUrl } from './public-address.ts';
import classes from './connect.module.css';

/** The start page: what to paste into the identity provider, and whether it has called. */
export function ConnectScreen() {
  const status = useQuery(statusQuery());
  return (
    <>
      <ConnectHeader />
      <div className={classes['scroll']}>
        {status.data !== undefined ? <Connect status={status.data} /> : null}
        {status.isPending ? <RowsSkeleton rows={6} /> : null}
        {status.isError && status.data === undefined ? (
          <div className={classes['content']}>
            <FailureNote error={status.error} onRetry={() => void status.refetch()} />
          </div>
        ) : null}
      </div>
    </>
  );
}

function Connect({ status }: { status: Status }) {
  const { t } = useTranslation();
  const tokens = useQuery(tokensQuery());
  const refusal = useQuery(latestRefusalQuery()).data;
  const [address, setAddress] = useStored<string>('public-address', '', (stored) => stored);
  const [secret, setSecret] = useState<string | null>(null);
  const exposure = useQuery(reachQuery()).data?.exposure ?? null;
  const publicUrl = exposure === null ? publicTenantUrl(address, status.tenantUrl) : exposedTenantUrl(exposure, status.tenantUrl);
  return (
    <div className={classes['content']}>
      <ConnectionState status={status} refusedId={refusal === undefined ? undefined : (refusal?.id ?? null)} />
      <LatestRefusal latestExchangeId={status.latest?.exchangeId ?? null} />
      <dl className={classes['values']}>
        <dt>{t('connect.tenantUrl')}</dt>
        <dd>
          <CopyField value={status.tenantUrl} label={t('connect.copyTenantUrl')} />
        </dd>
        <dt>{t('connect.secretToken')}</dt>
        <dd>
          <TokenField tokens={tokens.data?.items} error={tokens.error} secret={secret} onSecret={setSecret} />
        </dd>
        <dt>{t('connect.publicAddress')}</dt>
        <dd>
          <Tunnel exposure={exposure} address={address} publicUrl={publicUrl} onAddress={setAddress} />
        </dd>
      </dl>
      <IdpSteps tenantUrl={publicUrl ?? status.tenantUrl} isPublic={publicUrl !== null} secret={secret} />
      <section className={classes['production']}>
        <h2>{t('connect.production.title')}</h2>
        <p>{t('connect.production.text')}</p>
        <dl>
          {status.productionUrls.map(({ region, url }) => (
            <div key={region}>
              <dt>{region}</dt>
              <dd>
                <CopyField value={url} label={t('connect.production.copy', { region })} quiet />
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <p className={classes['notice']}>
        {t('connect.profile', { name: status.profile.name })} {t('notAffiliated')}
      </p>
    </div>
  );
}
