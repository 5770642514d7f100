import { useTranslation } from 'react-i18next';
import type { Right } from '#shared/contract/tokens.ts';

/** Rights in the product's words, or that there are none. */
export function useRightNames(): (rights: readonly Right[]) => string {
  const { t } = useTranslation();
  return (rights) => (rights.length === 0 ? t('right.none') : rights.map((right) => t(`right.${right}`)).join(' · '));
}
