import { IconAlertTriangle, IconBan, IconCircleDashedCheck, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MappingVerdict } from '#shared/contract/mappings.ts';
import { Chip } from '../../ui/verdict.tsx';

const MARKED = {
  'required-missing': { tone: 'refused', Icon: IconCircleX },
  refused: { tone: 'refused', Icon: IconBan },
  suspicious: { tone: 'warning', Icon: IconAlertTriangle },
  tolerated: { tone: 'forgiven', Icon: IconCircleDashedCheck },
} as const;

/** What is said of a mapping, in two words. What is in order has no colour. */
export function MappingVerdictChip({ verdict }: { verdict: MappingVerdict }) {
  const { t } = useTranslation();
  const words = t(`mappings.verdict.${verdict}`);
  if (!isMarked(verdict)) return <Chip tone="ok">{words}</Chip>;
  const { tone, Icon } = MARKED[verdict];
  return (
    <Chip tone={tone} Icon={Icon}>
      {words}
    </Chip>
  );
}

function isMarked(verdict: MappingVerdict): verdict is keyof typeof MARKED {
  return verdict in MARKED;
}
