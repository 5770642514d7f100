import { Button, Checkbox, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReachSettings } from '#shared/contract/reach.ts';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { useReachSettings } from './use-reach-settings.ts';
import classes from './reach.module.css';

/** Web pages that may call the service from the admin's browser; none at first. */
export function CallingPages({ settings }: { settings: ReachSettings }) {
  const { t } = useTranslation();
  const { save, chosen, isPending, error } = useReachSettings();
  const stored = settings.origins.join(', ');
  const [typed, setTyped] = useState<string | null>(null);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save({ origins: (typed ?? stored).split(/[\s,]+/) }, () => setTyped(null));
  };
  return (
    <section className={classes['section']} aria-labelledby="reach-pages">
      <h2 id="reach-pages">{t('reach.pages.title')}</h2>
      <p className={classes['prose']}>{t('reach.pages.text')}</p>
      <Checkbox
        classNames={{ root: classes['tick'] ?? '', label: classes['tickLabel'] ?? '', description: classes['meaning'] ?? '' }}
        size="xs"
        checked={chosen.allowValidator ?? settings.allowValidator}
        onChange={(event) => save({ allowValidator: event.currentTarget.checked })}
        label={t('reach.pages.validator')}
        description={t('reach.pages.validatorText')}
      />
      <form className={classes['line']} onSubmit={submit}>
        <TextInput
          className={classes['grow'] ?? ''}
          label={t('reach.pages.others')}
          placeholder="https://tools.example.com"
          value={typed ?? stored}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={typed === null || typed === stored} loading={isPending}>
          {t('reach.pages.save')}
        </Button>
      </form>
      {error === null ? null : <FailureNote error={error} />}
    </section>
  );
}
