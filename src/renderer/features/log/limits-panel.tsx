import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Retention } from '#shared/contract/log.ts';
import { client } from '../../api/client.ts';
import { retentionQuery } from '../../api/queries.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { formatBytes } from '../../ui/quantities.ts';
import classes from './panels.module.css';

const FIELDS = ['days', 'exchanges', 'megabytes'] as const;
type Draft = Readonly<Record<(typeof FIELDS)[number], string>>;

/** How much of the log is kept: by age, by number, by size. What is pinned stays whatever the limits say. */
export function LimitsPanel({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(retentionQuery());
  if (error !== null) return <FailureNote error={error} />;
  return (
    <section className={classes['panel']} aria-label={t('log.limits.open')}>
      {data === undefined ? null : (
        <>
          <p>{t('log.limits.explain', { size: formatBytes(data.fileBytes), count: data.pinned })}</p>
          <Limits retention={data.retention} onDone={onDone} />
        </>
      )}
    </section>
  );
}

function Limits({ retention, onDone }: { retention: Retention; onDone: () => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Draft>({
    days: String(retention.days ?? ''),
    exchanges: String(retention.exchanges ?? ''),
    megabytes: String(retention.megabytes ?? ''),
  });
  const read = Retention.safeParse(Object.fromEntries(FIELDS.map((field) => [field, numberOf(draft[field])])));
  const wrong = new Set(read.success ? [] : read.error.issues.map((issue) => issue.path[0]));
  const save = useMutation({
    mutationFn: (value: Retention) => client.log.setRetention({ retention: value }),
    onSuccess: onDone,
  });
  return (
    <form
      className={classes['limits']}
      onSubmit={(event) => {
        event.preventDefault();
        if (read.success) save.mutate(read.data);
      }}
    >
      {FIELDS.map((field) => (
        <TextInput
          key={field}
          className={classes['number'] ?? ''}
          label={t(`log.limits.${field}`)}
          placeholder={t('log.limits.none')}
          inputMode="numeric"
          value={draft[field]}
          error={wrong.has(field) ? t(`log.limits.wrong.${field}`) : null}
          onChange={(event) => setDraft({ ...draft, [field]: event.currentTarget.value })}
        />
      ))}
      <Button type="submit" loading={save.isPending} disabled={!read.success}>
        {t('log.limits.do')}
      </Button>
      <Button variant="subtle" color="gray" onClick={onDone}>
        {t('close')}
      </Button>
      {save.isError ? <FailureNote error={save.error} /> : null}
    </form>
  );
}

/** An empty field is no limit; what is no number is told by the schema. */
function numberOf(text: string): number | null {
  const bare = text.replaceAll(/[\s,.]/g, '');
  return bare === '' ? null : Number(bare);
}
