import { Button, Select } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportedMapping } from '#shared/contract/mapping-operations.ts';
import { SimulatedIdp } from '#shared/contract/rehearsals.ts';
import { client } from '../../api/client.ts';
import { mappingFileQuery } from '../../api/queries.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Pane, PaneFoot, PaneTitle } from '../../ui/pane.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { type Draft, type RehearsalInput, firstDraft, remoteHost, startOf } from './plan.ts';
import { DrillNote } from './drill-note.tsx';
import { MappingField, PeopleField, StoriesField, TargetField } from './plan-fields.tsx';
import { optionsQuery } from './queries.ts';
import classes from './rehearse.module.css';

/** Sets a rehearsal up: whose ways, which mappings, which people, which stories, where to. */
export function PlanPane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const options = useQuery(optionsQuery());
  const given = useQuery(mappingFileQuery());
  return (
    <Pane kind={t('rehearse.kind')} onClose={() => void navigate({ to: '/rehearse' })}>
      <PaneTitle>{t('rehearse.begin')}</PaneTitle>
      {options.isPending ? <RowsSkeleton rows={8} /> : null}
      {options.isError ? <FailureNote error={options.error} onRetry={() => void options.refetch()} /> : null}
      {given.isError ? <FailureNote error={given.error} onRetry={() => void given.refetch()} /> : null}
      {options.data === undefined || given.data === undefined ? null : (
        <PlanForm options={options.data} given={given.data.file} />
      )}
    </Pane>
  );
}

function PlanForm({
  options,
  given,
}: {
  options: Awaited<ReturnType<typeof client.rehearsals.options>>;
  given: ImportedMapping | null;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(() => firstDraft(given));
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const chosen = options.idps.find(({ idp }) => idp === draft.idp);
  const start = useMutation({
    mutationFn: (input: RehearsalInput) => client.rehearsals.start(input),
    onSuccess: (run) => navigate({ to: '/rehearse/$id', params: { id: String(run.id) }, search: {} }),
  });
  const input = startOf(draft);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (input !== null) start.mutate(input);
  };
  const host = draft.target === 'endpoint' ? remoteHost(draft.url) : null;
  const isConfirmed = host === null || draft.confirmHost.trim().toLowerCase() === host;
  return (
    <form className={classes['form']} onSubmit={submit}>
      <div className={classes['idp']}>
        <Select
          label={t('rehearse.idp')}
          data={options.idps.map(({ idp, name, variant }) => ({
            value: idp,
            label: variant === null ? name : `${name} · ${variant}`,
          }))}
          value={draft.idp}
          allowDeselect={false}
          maxDropdownHeight={360}
          onChange={(value) => set({ idp: SimulatedIdp.parse(value), stories: null })}
        />
        <p className={classes['known']}>
          <Sentence text={chosen?.known ?? ''} />
        </p>
      </div>
      <MappingField draft={draft} set={set} name={chosen?.name ?? ''} given={given} />
      <PeopleField draft={draft} set={set} />
      <StoriesField
        draft={draft}
        set={set}
        stories={options.stories.filter(({ name }) => chosen?.stories.includes(name) === true)}
      />
      <TargetField draft={draft} set={set} host={host} />
      <DrillNote />
      {start.isError ? <FailureNote error={start.error} /> : null}
      <PaneFoot>
        <Button type="submit" loading={start.isPending} disabled={input === null || !isConfirmed || draft.stories?.length === 0}>
          {t('rehearse.start', { name: chosen?.name ?? '' })}
        </Button>
      </PaneFoot>
    </form>
  );
}
