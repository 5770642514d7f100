import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStored } from '../platform/stored.ts';
import classes from './split.module.css';

const NARROWEST = 380;
const WIDEST = 1100;
const INITIAL = 560;
const STEP = 24;

/**
 * A list with the detail of one of its rows at the right. The border between them can be dragged, or moved with the arrow keys.
 * In a narrow window the detail takes the whole page over the list.
 */
export function Split({ list, detail }: { list: ReactNode; detail: ReactNode | null }) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useStored('pane-width', INITIAL, (stored) => clampOrNull(Number(stored)));

  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const right = frame.current?.getBoundingClientRect().right ?? window.innerWidth;
    setWidth(clamp(right - event.clientX));
  };
  const nudge = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowLeft' ? STEP : event.key === 'ArrowRight' ? -STEP : 0;
    if (step === 0) return;
    event.preventDefault();
    setWidth(clamp(width + step));
  };

  return (
    <div ref={frame} className={classes['split']} data-open={detail !== null || undefined}>
      <div className={classes['list']}>{list}</div>
      {detail === null ? null : (
        <>
          <div
            role="separator"
            aria-orientation="vertical"
            aria-label={t('pane.resize')}
            aria-valuenow={width}
            aria-valuemin={NARROWEST}
            aria-valuemax={WIDEST}
            tabIndex={0}
            className={classes['border']}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={drag}
            onKeyDown={nudge}
            onDoubleClick={() => setWidth(INITIAL)}
          />
          <aside className={classes['pane']} style={{ flexBasis: width }} aria-label={t('pane.label')}>
            {detail}
          </aside>
        </>
      )}
    </div>
  );
}

function clamp(width: number): number {
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));
}

function clampOrNull(width: number): number | null {
  return Number.isFinite(width) ? clamp(width) : null;
}
