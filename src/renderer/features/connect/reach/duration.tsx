import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useReachSettings } from './use-reach-settings.ts';
import classes from './reach.module.css';

const CHOICES = [60, 240, 480, 1440];

/** How long a way in stays open before it is closed by itself. */
export function Duration({ minutes }: { minutes: number }) {
  const { t } = useTranslation();
  const { save, chosen } = useReachSettings();
  const choices = CHOICES.includes(minutes) ? CHOICES : [...CHOICES, minutes].toSorted((a, b) => a - b);
  const label = (value: number) =>
    value % 60 === 0 ? t('reach.hours', { count: value / 60 }) : t('time.minutes', { count: value });
  return (
    <Select
      label={t('reach.way.duration')}
      value={String(chosen.minutes ?? minutes)}
      allowDeselect={false}
      onChange={(value) => save({ minutes: Number(value) })}
      data={choices.map((value) => ({ value: String(value), label: label(value) }))}
      className={classes['duration'] ?? ''}
    />
  );
}
