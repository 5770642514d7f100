import { Button, Select, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Idp } from '#shared/contract/exchanges.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { type Draft, EFFECTS, METHODS, NEW_DRAFT, planOf } from './draft.ts';
import { useDrillActs } from './use-drill-acts.ts';
import classes from './drills.module.css';

/** A drill of the admin's own: what happens, to which requests, and until when. */
export function OwnDrill() {
  const { t } = useTranslation();
  const { start } = useDrillActs();
  const [draft, setDraft] = useState<Draft>(NEW_DRAFT);
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const plan = planOf(draft, (key, values) => t(`drills.name.${key}`, values));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (plan !== null) start.mutate(plan);
  };
  const number = (key: 'amount' | 'retryAfter' | 'skip' | 'share' | 'requests' | 'minutes', label: string) => (
    <TextInput
      label={label}
      inputMode="numeric"
      value={draft[key]}
      onChange={(event) => set({ [key]: event.currentTarget.value })}
      className={classes['short'] ?? ''}
    />
  );
  return (
    <section className={classes['section']}>
      <h2>{t('drills.own')}</h2>
      <form onSubmit={submit} className={classes['form']}>
        <div className={classes['row']}>
          <Select
            label={t('drills.form.effect')}
            value={draft.effect}
            onChange={(value) => set({ effect: EFFECTS.find((one) => one === value) ?? NEW_DRAFT.effect })}
            data={EFFECTS.map((value) => ({ value, label: t(`drills.effect.${value}`) }))}
            className={classes['wide'] ?? ''}
            maxDropdownHeight={400}
          />
          {draft.effect === 'delay' ? number('amount', t('drills.form.milliseconds')) : null}
          {draft.effect === 'rate' ? number('amount', t('drills.form.perMinute')) : null}
          {draft.effect === '429' || draft.effect === '503' ? number('retryAfter', t('drills.form.retryAfter')) : null}
        </div>
        <div className={classes['row']}>
          <Select
            label={t('drills.form.method')}
            value={draft.method}
            onChange={(value) => set({ method: METHODS.find((one) => one === value) ?? 'any' })}
            data={METHODS.map((value) => ({ value, label: value === 'any' ? t('drills.form.any') : value }))}
            className={classes['short'] ?? ''}
          />
          <TextInput
            label={t('drills.form.path')}
            placeholder="/Users"
            value={draft.path}
            onChange={(event) => set({ path: event.currentTarget.value })}
            className={classes['short'] ?? ''}
          />
          <Select
            label={t('drills.form.idp')}
            value={draft.idp}
            onChange={(value) => set({ idp: Idp.options.find((one) => one === value) ?? 'any' })}
            data={[
              { value: 'any', label: t('drills.form.any') },
              ...Idp.options.map((value) => ({ value, label: t(`idp.${value}`) })),
            ]}
            className={classes['short'] ?? ''}
          />
          {number('share', t('drills.form.share'))}
          {number('skip', t('drills.form.skip'))}
        </div>
        <div className={classes['row']}>
          {number('requests', t('drills.form.requests'))}
          {number('minutes', t('drills.form.minutes'))}
          <Button type="submit" loading={start.isPending} disabled={plan === null} className={classes['submit'] ?? ''}>
            {t('drills.start')}
          </Button>
        </div>
        <p className={classes['hint']}>{plan === null ? t('drills.form.wrong') : t('drills.form.will', { name: plan.name })}</p>
        {start.isError ? <FailureNote error={start.error} /> : null}
      </form>
    </section>
  );
}
