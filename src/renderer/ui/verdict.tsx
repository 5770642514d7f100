import { type Icon, IconAlertTriangle, IconBan, IconCircleDashedCheck, IconCircleX, IconUnlink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Verdict } from '#shared/contract/exchanges.ts';
import classes from './verdict.module.css';

type Remarkable = Exclude<Verdict, 'ok'>;

const ICONS = {
  forgiven: IconCircleDashedCheck,
  warning: IconAlertTriangle,
  refused: IconBan,
  failed: IconCircleX,
  'cut-off': IconUnlink,
} as const satisfies Record<Remarkable, unknown>;

/** The sign of a verdict in a row. What is in order has none: only what asks for attention is marked. */
export function VerdictIcon({ verdict, status, size = 16 }: { verdict: Verdict; status?: number; size?: number }) {
  const { t } = useTranslation();
  if (verdict === 'ok') return <span className="visually-hidden">{t(`verdict.${inOrder(status)}`)}</span>;
  const Icon = ICONS[verdict];
  return (
    <span className={classes['icon']} data-verdict={verdict} title={t(`verdict.${verdict}`)}>
      <Icon size={size} stroke={1.75} aria-hidden />
      <span className="visually-hidden">{t(`verdict.${verdict}`)}</span>
    </span>
  );
}

/** A refusal that is in order was not accepted: it was wanted. */
function inOrder(status: number | undefined): 'ok' | 'expected' {
  return status !== undefined && status >= 400 ? 'expected' : 'ok';
}

/** The verdict in a word, with its sign. */
export function VerdictChip({ verdict, status }: { verdict: Verdict; status?: number }) {
  const { t } = useTranslation();
  if (verdict === 'ok') return <Chip tone="ok">{t(`verdict.${inOrder(status)}`)}</Chip>;
  return (
    <Chip tone={verdict} Icon={ICONS[verdict]}>
      {t(`verdict.${verdict}`)}
    </Chip>
  );
}

/** A judgement in a word or two, in the colour of what it means; what is in order has neither colour nor sign. */
export function Chip({ tone, Icon, children }: { tone: Verdict; Icon?: Icon; children: ReactNode }) {
  if (tone === 'ok') return <span className={classes['plain']}>{children}</span>;
  return (
    <span className={classes['chip']} data-verdict={tone}>
      {Icon === undefined ? null : <Icon size={14} stroke={1.75} aria-hidden />}
      {children}
    </span>
  );
}
