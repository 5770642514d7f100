import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Snapshot } from '#shared/contract/sandboxes.ts';
import { client } from '../../api/client.ts';
import { Ago } from '../../ui/ago.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Section } from '../../ui/pane.tsx';
import { formatBytes } from '../../ui/quantities.ts';
import { snapshotsQuery } from './queries.ts';
import classes from './sandboxes.module.css';

/** States of a sandbox that were kept: by hand, and before each act that replaces it. */
export function Snapshots({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data, error } = useQuery(snapshotsQuery(slug));
  const [name, setName] = useState('');
  const [openId, setOpenId] = useState<string | null>(null);
  const take = useMutation({
    mutationFn: () => client.sandboxes.snapshot({ slug, name }),
    onSuccess: () => {
      setName('');
      return queryClient.invalidateQueries({ queryKey: ['sandboxes', 'snapshots', slug] });
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    take.mutate();
  };
  return (
    <Section title={t('sandboxes.snapshots')}>
      <form onSubmit={submit} className={classes['row']}>
        <TextInput
          label={t('sandboxes.snapshotName')}
          placeholder={t('sandboxes.snapshotPlaceholder')}
          value={name}
          maxLength={60}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={take.isPending}>
          {t('sandboxes.take')}
        </Button>
      </form>
      {take.isError ? <FailureNote error={take.error} /> : null}
      {error === null ? null : <FailureNote error={error} />}
      {data?.items.length === 0 ? <p className={classes['text']}>{t('sandboxes.noSnapshots')}</p> : null}
      {data === undefined || data.items.length === 0 ? null : (
        <ul className={classes['snapshots']} aria-label={t('sandboxes.snapshots')}>
          {data.items.map((snapshot) => (
            <Row
              key={snapshot.id}
              slug={slug}
              snapshot={snapshot}
              isOpen={openId === snapshot.id}
              onOpen={(isOpen) => setOpenId(isOpen ? snapshot.id : null)}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Row({
  slug,
  snapshot,
  isOpen,
  onOpen,
}: {
  slug: string;
  snapshot: Snapshot;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
}) {
  const { t } = useTranslation();
  const title = snapshot.reason === 'by-hand' ? snapshot.name : t(`sandboxes.reason.${snapshot.reason}`);
  return (
    <li className={classes['snapshot']}>
      <div className={classes['snapshotLine']}>
        <span className={classes['snapshotName']}>{title}</span>
        <span className={classes['quiet']}>
          <Ago at={snapshot.at} /> · {formatBytes(snapshot.bytes)}
        </span>
        <span className={classes['buttons']}>
          <Link
            to="/sandboxes/$slug/compare"
            params={{ slug }}
            search={{ before: snapshot.id }}
            className={classes['compare']}
            aria-label={t('sandboxes.compareNamed', { name: title })}
          >
            {t('sandboxes.compare')}
          </Link>
          <Button
            variant="subtle"
            color="gray"
            aria-expanded={isOpen}
            aria-label={t('sandboxes.moreNamed', { name: title })}
            onClick={() => onOpen(!isOpen)}
          >
            {t('sandboxes.more')}
          </Button>
        </span>
      </div>
      {isOpen ? <Acts slug={slug} id={snapshot.id} onDone={() => onOpen(false)} /> : null}
    </li>
  );
}

function Acts({ slug, id, onDone }: { slug: string; id: string; onDone: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const after = async () => {
    await queryClient.invalidateQueries({ queryKey: ['sandboxes'] });
    onDone();
  };
  const restore = useMutation({ mutationFn: () => client.sandboxes.restore({ slug, id }), onSuccess: after });
  const remove = useMutation({ mutationFn: () => client.sandboxes.removeSnapshot({ slug, id }), onSuccess: after });
  return (
    <div className={classes['acts']}>
      <p className={classes['text']}>{t('sandboxes.restoreConsequence')}</p>
      <div className={classes['buttons']}>
        <Button variant="default" loading={restore.isPending} onClick={() => restore.mutate()}>
          {t('sandboxes.restore')}
        </Button>
        <Button variant="default" data-danger loading={remove.isPending} onClick={() => remove.mutate()}>
          {t('sandboxes.deleteSnapshot')}
        </Button>
      </div>
      {restore.isError ? <FailureNote error={restore.error} /> : null}
      {remove.isError ? <FailureNote error={remove.error} /> : null}
    </div>
  );
}
