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
  if (verdict === 'ok') return <Sign tone="ok" Icon={null} word={t(`verdict.${inOrder(status)}`)} />;
  return <Sign tone={verdict} Icon={ICONS[verdict]} word={t(`verdict.${verdict}`)} size={size} />;
}

/** A judgement in a row: its sign in the colour of what it means, with its word for whoever does not see it. Without a sign, only the word. */
export function Sign({ tone, Icon, word, size = 16 }: { tone: Verdict; Icon: Icon | null; word: string; size?: number }) {
  if (Icon === null) return <span className="visually-hidden">{word}</span>;
  return (
    <span className={classes['icon']} data-verdict={tone} title={word}>
      <Icon size={size} stroke={1.75} aria-hidden />
      <span className="visually-hidden">{word}</span>
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
  return (
    <Chip tone={verdict} Icon={verdict === 'ok' ? null : ICONS[verdict]}>
      {t(`verdict.${verdict === 'ok' ? inOrder(status) : verdict}`)}
    </Chip>
  );
}

/** A judgement in a word or two, in the colour of what it means; what is in order has neither colour nor sign. */
export function Chip({ tone, Icon, children }: { tone: Verdict; Icon: Icon | null; children: ReactNode }) {
  if (tone === 'ok') return <span className={classes['plain']}>{children}</span>;
  return (
    <span className={classes['chip']} data-verdict={tone}>
      {Icon === null ? null : <Icon size={14} stroke={1.75} aria-hidden />}
      {children}
    </span>
  );
}
