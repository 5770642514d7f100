import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TickableAttribute } from '#shared/contract/mapping-operations.ts';
import { client } from '../../api/client.ts';
import { mappingFileQuery } from '../../api/queries.ts';
import { AttributePath } from '../../ui/attribute-path.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Pane, PaneTitle } from '../../ui/pane.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { tickableQuery } from './queries.ts';
import classes from './mappings.module.css';

/** Okta shows its mapping on a screen and exports it only by its API: so it can be ticked here as it stands there. */
export function TickPane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const tickable = useQuery(tickableQuery());
  const known = useQuery(mappingFileQuery());
  return (
    <Pane kind={t('mappings.tick.kind')} onClose={() => void navigate({ to: '/mappings/file', search: {} })}>
      <PaneTitle>{t('mappings.tick.title')}</PaneTitle>
      <p className={classes['prose']}>{t('mappings.tick.text')}</p>
      {tickable.isPending || known.isPending ? <RowsSkeleton rows={8} /> : null}
      {tickable.isError ? <FailureNote error={tickable.error} onRetry={() => void tickable.refetch()} /> : null}
      {tickable.data === undefined || known.data === undefined ? null : (
        <Form
          items={tickable.data.items}
          ticked={
            known.data.file?.kind === 'ticked'
              ? known.data.file.report.set.objects.flatMap(({ mappings }) => mappings.map(({ target }) => target))
              : tickable.data.items.filter(({ source }) => source !== null).map(({ target }) => target)
          }
        />
      )}
    </Pane>
  );
}

function Form({ items, ticked }: { items: readonly TickableAttribute[]; ticked: readonly string[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(ticked));
  const give = useMutation({
    mutationFn: () => client.mappings.tick({ targets: items.map(({ target }) => target).filter((target) => chosen.has(target)) }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['mappings'] });
      await navigate({ to: '/mappings/file', search: {} });
    },
  });
  const toggle = (target: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(target);
    else next.delete(target);
    setChosen(next);
  };
  return (
    <form
      className={classes['ticks']}
      onSubmit={(event) => {
        event.preventDefault();
        give.mutate();
      }}
    >
      {items.map(({ target, property, always }) => (
        <Checkbox
          key={target}
          size="xs"
          checked={always || chosen.has(target)}
          disabled={always}
          onChange={(event) => toggle(target, event.currentTarget.checked)}
          label={
            <span className={classes['tick']}>
              <span>{property}</span>
              <AttributePath path={target} />
            </span>
          }
        />
      ))}
      <div className={classes['actions']}>
        <Button type="submit" loading={give.isPending} disabled={chosen.size === 0}>
          {t('mappings.tick.judge')}
        </Button>
      </div>
      {give.isError ? <FailureNote error={give.error} /> : null}
    </form>
  );
}
