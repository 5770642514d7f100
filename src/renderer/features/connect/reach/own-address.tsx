import { Button, Checkbox, TextInput } from '@mantine/core';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReachState } from '#shared/contract/reach.ts';
import { useStored } from '../../../platform/stored.ts';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { useReachActs } from './use-reach-acts.ts';
import { useReachSettings } from './use-reach-settings.ts';
import classes from './reach.module.css';

/** An address that leads here by other means: a proxy, a named tunnel, a port that the network lets in. */
export function OwnAddress({ state }: { state: ReachState }) {
  const { t } = useTranslation();
  const { check } = useReachActs();
  const { save, chosen, error } = useReachSettings();
  const [address, setAddress] = useStored<string>('public-address', '', (stored) => stored);
  const { minutes, refuseAfterwards } = state.settings;
  const isRunning = state.run !== null && state.run.finished === null;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    check.mutate({ address, minutes });
  };
  return (
    <div className={classes['own']}>
      <h3>{t('reach.own.title')}</h3>
      <p className={classes['prose']}>{t('reach.own.text', { listening: state.listening })}</p>
      <form className={classes['line']} onSubmit={submit}>
        <TextInput
          className={classes['grow'] ?? ''}
          aria-label={t('connect.publicAddress')}
          placeholder="https://scim-test.example.com"
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={address.trim() === ''} loading={check.isPending || isRunning}>
          {t('reach.own.check')}
        </Button>
      </form>
      {check.isError ? <FailureNote error={check.error} /> : null}
      <Checkbox
        classNames={{ root: classes['tick'] ?? '', label: classes['tickLabel'] ?? '', description: classes['meaning'] ?? '' }}
        size="xs"
        checked={chosen.refuseAfterwards ?? refuseAfterwards}
        onChange={(event) => save({ refuseAfterwards: event.currentTarget.checked })}
        label={t('reach.own.refuse')}
        description={t('reach.own.refuseText')}
      />
      {error === null ? null : <FailureNote error={error} />}
    </div>
  );
}
