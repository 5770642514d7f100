import { useTranslation } from 'react-i18next';
import { type Age, ageOf, exactTime, useNow } from './time.ts';

/** A moment, told as its age; the exact time is on hover. `short` is for columns ("4 min"), else it fits into a sentence ("4 min ago"). */
export function Ago({ at, short = false }: { at: string; short?: boolean }) {
  const { t } = useTranslation();
  const age = ageOf(at, useNow());
  return (
    <time dateTime={at} title={exactTime(at)}>
      {short ? shortText(age) : longText(age)}
    </time>
  );

  function shortText(value: Age): string {
    switch (value.unit) {
      case 'now':
        return t('time.now');
      case 'seconds':
        return t('time.seconds', { count: value.count });
      case 'minutes':
        return t('time.minutes', { count: value.count });
      case 'clock':
      case 'day':
        return value.text;
    }
  }

  function longText(value: Age): string {
    switch (value.unit) {
      case 'now':
        return t('time.justNow');
      case 'clock':
        return t('time.atClock', { clock: value.text });
      case 'day':
        return t('time.onDay', { day: value.text });
      default:
        return t('time.ago', { age: shortText(value) });
    }
  }
}
