import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RulePreset } from '#shared/contract/rules.ts';
import { client } from '../../api/client.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Toggle } from '../../ui/toggle.tsx';
import classes from './rules.module.css';

/** Sets all switchable rules at once. What a preset means is told before it is applied. */
export function Presets({ current }: { current: RulePreset | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<RulePreset | null>(null);
  const apply = useMutation({
    mutationFn: (preset: RulePreset) => client.rules.applyPreset({ preset }),
    onSuccess: () => setChosen(null),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['rules'] }),
  });
  const asked = chosen === null || chosen === current ? null : chosen;
  return (
    <div className={classes['presets']}>
      <div className={classes['presetRow']} role="group" aria-label={t('rules.preset.label')}>
        <span className={classes['quiet']}>{t('rules.preset.label')}</span>
        {RulePreset.options.map((preset) => (
          <Toggle key={preset} on={preset === (asked ?? current)} onChange={() => setChosen(preset)}>
            {t(`rules.preset.${preset}.name`)}
          </Toggle>
        ))}
        {current === null && asked === null ? <span className={classes['quiet']}>{t('rules.preset.own')}</span> : null}
      </div>
      {asked === null ? null : (
        <div className={classes['presetAsk']}>
          <p>{t(`rules.preset.${asked}.meaning`)}</p>
          <div className={classes['presetButtons']}>
            <Button loading={apply.isPending} onClick={() => apply.mutate(asked)}>
              {t('rules.preset.apply', { name: t(`rules.preset.${asked}.name`) })}
            </Button>
            <Button variant="default" onClick={() => void navigate({ to: '/log/runs/new', search: { preset: asked } })}>
              {t('replay.tryPreset')}
            </Button>
            <Button variant="subtle" color="gray" onClick={() => setChosen(null)}>
              {t('keep')}
            </Button>
          </div>
        </div>
      )}
      {apply.isError ? <FailureNote error={apply.error} /> : null}
    </div>
  );
}
