import { IconAlertTriangle, IconBan, IconCircleDashedCheck, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MappingRow } from '#shared/contract/mappings.ts';
import { Chip } from '../../ui/verdict.tsx';
import { needsAttention } from './rows.ts';

/** What is said of a mapping, in two words. What is in order has neither colour nor sign. */
export function MappingVerdictChip({ row, sent }: { row: MappingRow; sent: boolean }) {
  const { t } = useTranslation();
  const { tone, Icon } = markOf(row);
  return (
    <Chip tone={tone} Icon={Icon ?? null}>
      {sent && row.verdict === 'refused' ? t('mappings.verdict.sent-refused') : t(`mappings.verdict.${row.verdict}`)}
    </Chip>
  );
}

function markOf(row: MappingRow) {
  switch (row.verdict) {
    case 'required-missing':
      return { tone: 'refused', Icon: IconCircleX } as const;
    case 'refused':
      return { tone: 'refused', Icon: IconBan } as const;
    case 'suspicious':
      return { tone: 'warning', Icon: IconAlertTriangle } as const;
    case 'tolerated':
      return { tone: 'forgiven', Icon: IconCircleDashedCheck } as const;
    case 'required':
    case 'optional':
    case 'optional-missing':
      return needsAttention(row) ? ({ tone: 'warning', Icon: IconAlertTriangle } as const) : ({ tone: 'ok' } as const);
  }
}
