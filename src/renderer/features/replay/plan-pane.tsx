import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReplayPace, type ReplaySource, type ReplayTarget } from '#shared/contract/replay.ts';
import { RulePreset } from '#shared/contract/rules.ts';
import { client } from '../../api/client.ts';
import { Ago } from '../../ui/ago.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Pane, PaneTitle } from '../../ui/pane.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { rulesQuery } from '../../api/queries.ts';
import { Sentence } from '../../ui/sentence.tsx';
import type { PlanSearch } from './search.ts';
import { lastSessionQuery, takeRun } from './queries.ts';
import classes from './replay.module.css';

type Kind = ReplayTarget['kind'];
const KINDS = ['fresh', 'snapshot', 'sandbox', 'endpoint'] as const satisfies readonly Kind[];
const PROFILES = ['meisterplan', 'rfc7643'] as const;
const AS_HERE = 'here';

/** Plans a replay: what is sent again, where to, under which rules, how fast. */
export function PlanPane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { ids, importId, filter } = useSearch({ from: '/log/runs/new' });
  const needsSession = ids === undefined && importId === undefined && filter === undefined;
  const session = useQuery({ ...lastSessionQuery(), enabled: needsSession });
  const source = sourceOf({ ids, importId, filter }, session.data?.ids);
  return (
    <Pane kind={t('replay.kind')} onClose={() => void navigate({ to: '/log/runs' })}>
      <PaneTitle below={<SourceWords />}>{t('replay.plan')}</PaneTitle>
      {needsSession && session.isPending ? <RowsSkeleton rows={4} /> : null}
      {session.isError ? <FailureNote error={session.error} onRetry={() => void session.refetch()} /> : null}
      {source === null ? null : <PlanForm source={source} />}
    </Pane>
  );
}

function sourceOf({ ids, importId, filter }: PlanSearch, session: readonly number[] | undefined): ReplaySource | null {
  if (importId !== undefined) return { kind: 'import', id: importId };
  if (ids !== undefined && ids.length > 0) return { kind: 'exchanges', ids: [...ids] };
  if (filter !== undefined) return { kind: 'filter', filter };
  return session === undefined || session.length === 0 ? null : { kind: 'exchanges', ids: [...session] };
}

/** What is sent again, in words. */
function SourceWords() {
  const { t } = useTranslation();
  const { ids, importId, filter } = useSearch({ from: '/log/runs/new' });
  const needsSession = ids === undefined && importId === undefined && filter === undefined;
  const { data: session } = useQuery({ ...lastSessionQuery(), enabled: needsSession });
  if (ids !== undefined) return <span>{t('replay.source.chosen', { count: ids.length })}</span>;
  if (importId !== undefined) return <span>{t('replay.source.imported')}</span>;
  if (filter !== undefined) {
    return <span>{Object.keys(filter).length === 0 ? t('replay.source.all') : t('replay.source.filtered')}</span>;
  }
  if (session === undefined) return <span>&nbsp;</span>;
  if (session === null) return <span>{t('replay.source.none')}</span>;
  const { client: name, to, refused } = session;
  return (
    <>
      <span>{t('replay.source.session', { client: name })}</span>
      <span>{t('replay.source.exchanges', { count: session.ids.length })}</span>
      {refused === 0 ? null : <span>{t('replay.source.refused', { count: refused })}</span>}
      <Ago at={to} />
    </>
  );
}

function PlanForm({ source }: { source: ReplaySource }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const kept = useSearch({ from: '/log/runs/new' });
  const [kind, setKind] = useState<Kind>('fresh');
  const [preset, setPreset] = useState<string>(kept.preset ?? AS_HERE);
  const [profile, setProfile] = useState<string>(AS_HERE);
  const [preface, setPreface] = useState(true);
  const [url, setUrl] = useState('');
  const [pace, setPace] = useState<ReplayPace>('fast');
  const prepare = useMutation({
    mutationFn: async () => {
      const chosen = targetOf({ kind, preset, values: valuesOf(kept), profile, preface, url });
      const run = await client.replay.prepare({ source, target: chosen, pace });
      // A real endpoint wants its token, and more, before anything is sent.
      return chosen.kind === 'endpoint' ? run : client.replay.start({ id: run.id });
    },
    onSuccess: (run) => {
      takeRun(queryClient, run);
      return navigate({ to: '/log/runs/$id', params: { id: String(run.id) }, search: {} });
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    prepare.mutate();
  };
  const isCopy = kind === 'fresh' || kind === 'snapshot';
  return (
    <form onSubmit={submit} className={classes['form']}>
      <fieldset className={classes['choices']}>
        <legend>{t('replay.target.label')}</legend>
        {KINDS.map((each) => (
          <label key={each} className={classes['choice']}>
            <input type="radio" name="target" value={each} checked={each === kind} onChange={() => setKind(each)} />
            <span>
              {t(`replay.target.${each}.name`)}
              <span className={classes['hint']}>{t(`replay.target.${each}.meaning`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {isCopy && kept.rule !== undefined && kept.value !== undefined ? <TriedRule rule={kept.rule} value={kept.value} /> : null}
      {isCopy ? (
        <Select
          label={t('replay.rules.label')}
          data={[
            { value: AS_HERE, label: t('replay.rules.here') },
            ...RulePreset.options.map((each) => ({ value: each, label: t(`rules.preset.${each}.name`) })),
          ]}
          value={preset}
          onChange={(value) => setPreset(value ?? AS_HERE)}
        />
      ) : null}
      {kind === 'fresh' ? (
        <>
          <Select
            label={t('replay.profile.label')}
            data={[
              { value: AS_HERE, label: t('replay.profile.here') },
              ...PROFILES.map((each) => ({ value: each, label: each })),
            ]}
            value={profile}
            onChange={(value) => setProfile(value ?? AS_HERE)}
          />
          <label className={classes['choice']}>
            <input type="checkbox" checked={preface} onChange={(event) => setPreface(event.currentTarget.checked)} />
            <span>
              {t('replay.preface.label')}
              <span className={classes['hint']}>{t('replay.preface.meaning')}</span>
            </span>
          </label>
        </>
      ) : null}
      {kind === 'endpoint' ? (
        <TextInput
          label={t('replay.url.label')}
          description={t('replay.url.hint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          placeholder="https://scim.example.com/scim/v2"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
          required
          withAsterisk={false}
        />
      ) : null}
      <div>
        <span className={classes['label']}>{t('replay.pace.label')}</span>
        <SegmentedControl
          aria-label={t('replay.pace.label')}
          value={pace}
          onChange={(value) => setPace(ReplayPace.parse(value))}
          data={ReplayPace.options.map((value) => ({ value, label: t(`replay.pace.${value}`) }))}
        />
      </div>
      {prepare.isError ? <FailureNote error={prepare.error} /> : null}
      <Button type="submit" loading={prepare.isPending} className={classes['submit'] ?? ''}>
        {kind === 'endpoint'
          ? t('replay.toEndpoint')
          : source.kind === 'exchanges'
            ? t('replay.start', { count: source.ids.length })
            : t('replay.startAll')}
      </Button>
    </form>
  );
}

function valuesOf({ rule, value }: PlanSearch): Record<string, string> {
  return rule === undefined || value === undefined ? {} : { [rule]: value };
}

/** The rule that is tried, by its name. */
function TriedRule({ rule: id, value }: { rule: string; value: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(rulesQuery());
  const rule = data?.items.find((each) => each.id === id);
  const label = rule?.alternatives.find((each) => each.value === value)?.label ?? value;
  return (
    <p>
      {t('replay.rules.tried')} <Sentence text={rule?.title ?? id} />: {label}
    </p>
  );
}

function targetOf(chosen: {
  kind: Kind;
  preset: string;
  values: Record<string, string>;
  profile: string;
  preface: boolean;
  url: string;
}): ReplayTarget {
  const preset = RulePreset.safeParse(chosen.preset).data;
  const rules = { ...(preset === undefined ? {} : { preset }), values: chosen.values };
  switch (chosen.kind) {
    case 'sandbox':
      return { kind: 'sandbox' };
    case 'snapshot':
      return { kind: 'snapshot', rules };
    case 'fresh': {
      const { profile, preface } = chosen;
      return { kind: 'fresh', rules, preface, ...(profile === AS_HERE ? {} : { profile }) };
    }
    case 'endpoint':
      return { kind: 'endpoint', url: chosen.url };
  }
}
