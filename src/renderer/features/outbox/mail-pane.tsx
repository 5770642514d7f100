import { Button, Tabs } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { IconDownload, IconExternalLink } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailDetail } from '#shared/contract/mails.ts';
import { client } from '../../api/client.ts';
import { Failure } from '../../api/failure.ts';
import { saveTextFile } from '../../platform/files.ts';
import { Ago } from '../../ui/ago.tsx';
import { CodeView } from '../../ui/code-view.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Facts, Pane, PaneTitle, Section } from '../../ui/pane.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { exactTime } from '../../ui/time.ts';
import { MailPreview } from './mail-preview.tsx';
import { LinkState, RelayMark, useWhy } from './mail-state.tsx';
import { mailQuery } from './queries.ts';
import { OutboxSearch } from './search.ts';
import classes from './outbox.module.css';

/** One mail: to whom and why, what became of its link, and the mail itself in three forms. */
export function MailPane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id } = useParams({ from: '/outbox/$id' });
  const number = Number(id);
  const valid = Number.isSafeInteger(number) && number > 0;
  const mail = useQuery({ ...mailQuery(number), enabled: valid });
  const close = () => void navigate({ to: '/outbox' });
  return (
    <Pane
      kind={
        <>
          {t('outbox.kind', { id })}
          {mail.data === undefined ? null : <> · {exactTime(mail.data.at)}</>}
        </>
      }
      onClose={close}
    >
      {valid ? null : <FailureNote error={new Failure('not_found', t('outbox.noSuchMail', { id }))} />}
      {valid && mail.isPending ? <RowsSkeleton rows={8} /> : null}
      {mail.isError ? <FailureNote error={mail.error} onRetry={() => void mail.refetch()} /> : null}
      {mail.data === undefined ? null : <Detail key={mail.data.id} mail={mail.data} />}
    </Pane>
  );
}

function Detail({ mail }: { mail: MailDetail }) {
  const { t } = useTranslation();
  return (
    <>
      <PaneTitle
        below={
          <>
            {mail.link === null ? null : <LinkState link={mail.link} />}
            <RelayMark relay={mail.relay} />
            <Ago at={mail.at} />
          </>
        }
      >
        <span lang={mail.language}>{mail.subject}</span>
      </PaneTitle>
      {mail.relay === 'failed' ? <Failed mail={mail} /> : null}
      <Actions mail={mail} />
      <Section title={t('outbox.about')}>
        <About mail={mail} />
      </Section>
      <Forms mail={mail} />
    </>
  );
}

function About({ mail }: { mail: MailDetail }) {
  const { t } = useTranslation();
  const to = mail.recipientName === null ? mail.recipient : `${mail.recipientName} <${mail.recipient}>`;
  const facts: { name: string; value: ReactNode }[] = [
    { name: t('outbox.column.to'), value: to },
    { name: t('outbox.from'), value: mail.headers.find(({ name }) => name === 'From')?.value ?? '' },
  ];
  if (mail.userId !== null) facts.push({ name: t('outbox.user'), value: <UserLink mail={mail} /> });
  facts.push({ name: t('outbox.column.why'), value: <Why mail={mail} /> });
  if (mail.link !== null) facts.push({ name: t('outbox.column.link'), value: t(`outbox.linkMeans.${mail.link}`) });
  if (mail.relay === 'sent') facts.push({ name: t('outbox.column.relay'), value: mail.relayDetail });
  return <Facts items={facts} />;
}

function UserLink({ mail }: { mail: MailDetail }) {
  const { t } = useTranslation();
  if (mail.userId === null) return null;
  return (
    <Link to="/directory/users/$id" params={{ id: mail.userId }} search={{}}>
      {mail.userName ?? t('outbox.goneUser')}
    </Link>
  );
}

function Why({ mail }: { mail: MailDetail }) {
  const { t } = useTranslation();
  const why = useWhy();
  if (mail.exchangeId === null) return why(mail);
  return (
    <>
      <Sentence text={t('outbox.whyProvisioned')} />{' '}
      <Link to="/log/$id" params={{ id: String(mail.exchangeId) }}>
        {t('outbox.openExchange', { id: mail.exchangeId })}
      </Link>
    </>
  );
}

function Actions({ mail }: { mail: MailDetail }) {
  const { t } = useTranslation();
  const [error, setError] = useState<unknown>(null);
  const download = () => {
    setError(null);
    saveTextFile(`${mail.recipient.replaceAll(/[^\w.@-]/g, '_')}-${mail.id}.eml`, mail.raw, 'message/rfc822').catch(setError);
  };
  return (
    <div className={classes['actions']}>
      {mail.linkUrl === null ? null : (
        <>
          <Button
            variant="default"
            component="a"
            href={mail.linkUrl}
            target="_blank"
            rel="noreferrer"
            leftSection={<IconExternalLink size={15} stroke={1.75} />}
          >
            {t('outbox.openLink')}
          </Button>
          <CopyButton text={mail.linkUrl} label={t('outbox.copyLink')} withText />
        </>
      )}
      <Button variant="default" leftSection={<IconDownload size={15} stroke={1.75} />} onClick={download}>
        {t('outbox.download')}
      </Button>
      {error === null ? null : <FailureNote error={error} />}
    </div>
  );
}

function Failed({ mail }: { mail: MailDetail }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const resend = useMutation({
    mutationFn: () => client.mails.resend({ id: mail.id }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['mails'] }),
  });
  return (
    <div className={classes['failed']} role="alert">
      <p>{mail.relayDetail}</p>
      <div className={classes['actions']}>
        <Button variant="default" loading={resend.isPending} onClick={() => resend.mutate()}>
          {t('outbox.resend')}
        </Button>
        <Link to="/settings" hash="settings-relay">
          {t('outbox.openRelay')}
        </Link>
      </div>
      {resend.isError ? <FailureNote error={resend.error} /> : null}
    </div>
  );
}

function Forms({ mail }: { mail: MailDetail }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { tab = 'preview' } = useSearch({ from: '/outbox' });
  const select = (value: string | null) => {
    void navigate({ to: '.', search: OutboxSearch.parse({ tab: value }), replace: true });
  };
  return (
    <Tabs value={tab} onChange={select} keepMounted={false} className={classes['tabsRoot'] ?? ''}>
      <Tabs.List>
        <Tabs.Tab value="preview">{t('outbox.tab.preview')}</Tabs.Tab>
        <Tabs.Tab value="text">{t('outbox.tab.text')}</Tabs.Tab>
        <Tabs.Tab value="source">{t('outbox.tab.source')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="preview" className={classes['panel'] ?? ''}>
        <MailPreview html={mail.html} subject={mail.subject} />
      </Tabs.Panel>
      <Tabs.Panel value="text" className={classes['panel'] ?? ''}>
        <CodeView text={mail.text} label={t('outbox.textOf', { subject: mail.subject })} />
      </Tabs.Panel>
      <Tabs.Panel value="source" className={classes['panel'] ?? ''}>
        <CodeView text={mail.raw.replaceAll('\r\n', '\n')} label={t('outbox.sourceOf', { subject: mail.subject })} />
      </Tabs.Panel>
    </Tabs>
  );
}
