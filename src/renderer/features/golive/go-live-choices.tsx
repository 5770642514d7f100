import { SegmentedControl, Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Idp } from '#shared/contract/exchanges.ts';
import { type GoLiveSettings, Region } from '#shared/contract/golive.ts';
import { client } from '../../api/client.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { goLiveSettingsQuery } from './queries.ts';
import classes from './golive.module.css';

const AUTO = 'auto';

/** Where the real system is, and with whom to go live: what no call tells. */
export function GoLiveChoices() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data } = useQuery(goLiveSettingsQuery());
  const save = useMutation({
    mutationFn: (values: Partial<GoLiveSettings>) => client.golive.saveSettings(values),
    onSuccess: (saved) => {
      queryClient.setQueryData(goLiveSettingsQuery().queryKey, saved);
      return queryClient.invalidateQueries({ queryKey: ['golive'] });
    },
  });
  if (data === undefined) return null;
  const { region, idp } = { ...data, ...save.variables };
  return (
    <div className={classes['choices']}>
      <span aria-hidden>{t('golive.settings.region')}</span>
      <SegmentedControl
        aria-label={t('golive.settings.region')}
        value={region}
        onChange={(value) => save.mutate({ region: Region.parse(value) })}
        data={Region.options.map((value) => ({ value, label: t(`golive.settings.${value}`) }))}
      />
      <span aria-hidden>{t('golive.settings.idp')}</span>
      <Select
        aria-label={t('golive.settings.idp')}
        value={idp ?? AUTO}
        allowDeselect={false}
        onChange={(value) => save.mutate({ idp: Idp.nullable().catch(null).parse(value) })}
        data={[
          { value: AUTO, label: t('golive.settings.auto') },
          ...Idp.options.filter((one) => one !== 'unknown').map((value) => ({ value, label: t(`idp.${value}`) })),
        ]}
      />
      {save.isError ? <FailureNote error={save.error} /> : null}
    </div>
  );
}
