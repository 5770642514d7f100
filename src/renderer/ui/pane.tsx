import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AttributePath } from './attribute-path.tsx';
import { useHotkey } from './hotkey.ts';
import classes from './pane.module.css';

/** The frame of a detail: a quiet line that says what it is, a way to close it (Esc), and its content, which scrolls. */
export function Pane({
  kind,
  actions,
  onClose,
  children,
}: {
  kind: ReactNode;
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  useHotkey('Escape', onClose);
  return (
    <>
      <div className={classes['bar']}>
        <Button
          variant="subtle"
          color="gray"
          className={classes['back'] ?? ''}
          leftSection={<IconArrowLeft size={15} />}
          onClick={onClose}
        >
          {t('pane.back')}
        </Button>
        <span className={classes['kind']}>{kind}</span>
        <span className={classes['actions']}>
          {actions}
          <Tooltip label={t('pane.close')}>
            <ActionIcon
              className={classes['close'] ?? ''}
              variant="subtle"
              color="gray"
              size={28}
              aria-label={t('pane.close')}
              onClick={onClose}
            >
              <IconX size={16} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        </span>
      </div>
      <div className={classes['content']} tabIndex={-1}>
        {children}
      </div>
    </>
  );
}

/** The first thing of a detail that the eye meets. */
export function PaneTitle({ children, below }: { children: ReactNode; below?: ReactNode }) {
  return (
    <div className={classes['headline']}>
      <h2 className={classes['title']}>{children}</h2>
      {below === undefined ? null : <div className={classes['below']}>{below}</div>}
    </div>
  );
}

/** What a form of a pane does in the end; in sight wherever the form is scrolled to. It is the form's last part. */
export function PaneFoot({ children }: { children: ReactNode }) {
  return <div className={classes['foot']}>{children}</div>;
}

/** A part of a detail under its own small heading. */
export function Section({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes['section']}>
      <div className={classes['sectionBar']}>
        <h3 className={classes['sectionTitle']}>{title}</h3>
        {actions === undefined ? null : <span className={classes['sectionActions']}>{actions}</span>}
      </div>
      {children}
    </section>
  );
}

/** Names and values, aligned. */
export function Facts({ items }: { items: readonly { name: string; value: ReactNode; code?: boolean }[] }) {
  return (
    <dl className={classes['facts']}>
      {items.map(({ name, value, code }) => (
        <div key={name} className={classes['fact']} data-code={code || undefined}>
          <dt>{code === true ? <AttributePath path={name} /> : name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
