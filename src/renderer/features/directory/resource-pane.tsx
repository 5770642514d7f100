import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Ref, ResourceDetail } from '#shared/contract/directory.ts';
import { resourceQuery } from '../../api/queries.ts';
import { Ago } from '../../ui/ago.tsx';
import { CodeView } from '../../ui/code-view.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Facts, Pane, PaneTitle, Section } from '../../ui/pane.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { BringBack } from './bring-back.tsx';
import { DirectorySearch } from './search.ts';
import { History } from './history.tsx';
import { LinkSection } from './link-section.tsx';
import { LogInSection } from './log-in-section.tsx';
import { GroupRights, UserRights } from './rights-section.tsx';
import { UserActs } from './user-acts.tsx';
import classes from './directory.module.css';

const LISTS = ['/directory/users', '/directory/groups', '/directory/deleted'] as const;

/** One user or group: what is stored, what it may do, and how it came to be so. */
export function ResourcePane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id = '' } = useParams({ strict: false });
  const list = useLocation({ select: ({ pathname }) => LISTS.find((one) => pathname.startsWith(one)) ?? '/directory/users' });
  const kept = useSearch({ strict: false, select: (search) => DirectorySearch.parse({ ...search, tab: undefined }) });
  const resource = useQuery(resourceQuery(id));
  const close = () => void navigate({ to: list, search: kept });
  return (
    <Pane kind={<ShortId id={id} type={resource.data?.resourceType ?? ''} />} onClose={close}>
      {resource.isPending ? <RowsSkeleton rows={6} /> : null}
      {resource.isError ? <FailureNote error={resource.error} onRetry={() => void resource.refetch()} /> : null}
      {resource.data === undefined ? null : <Detail key={id} detail={resource.data} />}
      {resource.data === undefined ? <span className="visually-hidden">{t('loading')}</span> : null}
    </Pane>
  );
}

function ShortId({ id, type }: { id: string; type: string }) {
  const { t } = useTranslation();
  return (
    <span className={classes['id']}>
      {type} <code>{id.length > 12 ? `${id.slice(0, 8)}…` : id}</code>
      <CopyButton text={id} label={t('copy.id')} />
    </span>
  );
}

function Detail({ detail }: { detail: ResourceDetail }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { tab = 'details' } = useSearch({ strict: false });
  const isGroup = detail.resourceType === 'Group';
  const select = (value: string | null) => {
    const next = DirectorySearch.parse({ tab: value }).tab;
    void navigate({ to: '.', search: (previous) => ({ ...previous, tab: next }), replace: true });
  };
  return (
    <>
      <PaneTitle
        below={
          <>
            {isGroup || detail.deleted ? null : (
              <span>{detail.resource['active'] === false ? t('directory.inactive') : t('directory.active')}</span>
            )}
            <span>{t(`directory.origin.${detail.origin}`)}</span>
            <span>{t('directory.version', { version: detail.version })}</span>
            <span>
              {t('directory.changed')} <Ago at={detail.modified} />
            </span>
          </>
        }
      >
        {detail.name}
      </PaneTitle>
      {detail.warnings.length === 0 ? null : (
        <ul className={classes['warnings']}>
          {detail.warnings.map((warning) => (
            <li key={warning}>
              <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
              {warning}
            </li>
          ))}
        </ul>
      )}
      {detail.deleted ? <BringBack detail={detail} /> : null}
      <Tabs value={tab} onChange={select} keepMounted={false} className={classes['tabsRoot'] ?? ''}>
        <Tabs.List>
          <Tabs.Tab value="details">{t('directory.tab.details')}</Tabs.Tab>
          <Tabs.Tab value="history">{t('directory.tab.history', { count: detail.history.length })}</Tabs.Tab>
          <Tabs.Tab value="json">{t('directory.tab.json')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="details">
          <Details detail={detail} />
        </Tabs.Panel>
        <Tabs.Panel value="history" className={classes['panel'] ?? ''}>
          <p className={classes['allExchanges']}>
            <Link to="/log" search={{ resourceId: detail.id }}>
              {t('directory.allExchanges')}
            </Link>
          </p>
          <History changes={detail.history} />
        </Tabs.Panel>
        <Tabs.Panel value="json" className={classes['panel'] ?? ''}>
          <Json detail={detail} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function Details({ detail }: { detail: ResourceDetail }) {
  const { t } = useTranslation();
  const isGroup = detail.resourceType === 'Group';
  const active = detail.resource['active'] !== false;
  return (
    <>
      {detail.logIn === null ? null : <LogInSection userId={detail.id} active={active} logIn={detail.logIn} />}
      <Section title={t('directory.attributes')}>
        <Facts items={detail.attributes.map(({ path, value }) => ({ name: path, value, code: true }))} />
      </Section>
      {isGroup ? (
        <Section title={t('directory.memberCount', { count: detail.memberCount })}>
          <References refs={detail.members} to="/directory/users/$id" none={t('directory.noMembers')} />
          {detail.memberCount > detail.members.length ? (
            <p className={classes['quiet']}>
              {t('directory.moreMembers', { count: detail.memberCount - detail.members.length })}
            </p>
          ) : null}
        </Section>
      ) : (
        <Section title={t('directory.column.groups')}>
          <References refs={detail.groups} to="/directory/groups/$id" none={t('directory.noGroups')} />
        </Section>
      )}
      {isGroup ? null : <LinkSection userId={detail.id} />}
      {detail.deleted ? null : isGroup ? (
        <GroupRights groupId={detail.id} />
      ) : (
        <UserRights userId={detail.id} inGroup={detail.groups.length > 0} />
      )}
      {detail.logIn === null ? null : <UserActs userId={detail.id} active={active} />}
    </>
  );
}

function References({
  refs,
  to,
  none,
}: {
  refs: readonly Ref[];
  to: '/directory/users/$id' | '/directory/groups/$id';
  none: string;
}) {
  if (refs.length === 0) return <p className={classes['quiet']}>{none}</p>;
  return (
    <ul className={classes['refs']}>
      {refs.map(({ id, name }) => (
        <li key={id}>
          <Link to={to} params={{ id }}>
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Json({ detail }: { detail: ResourceDetail }) {
  const { t } = useTranslation();
  const text = JSON.stringify(detail.resource, null, 2);
  return (
    <>
      <div className={classes['jsonBar']}>
        <CopyButton text={text} label={t('copy.json')} withText />
      </div>
      <CodeView text={text} label={t('directory.jsonOf', { name: detail.name })} />
    </>
  );
}
