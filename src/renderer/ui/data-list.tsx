import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { isEditing } from './hotkey.ts';
import { type Move, isMove, target } from './list-moves.ts';
import classes from './data-list.module.css';

const ROW = 32;

export interface Column<T> {
  readonly key: string;
  readonly header: string;
  readonly render: (item: T) => ReactNode;
  /** the column whose text is the row's link */
  readonly main?: boolean;
  readonly align?: 'end';
  /** the header is told to those who do not see the column's signs, and shown to nobody */
  readonly silentHeader?: boolean;
  /** hidden at a narrow list by the class that lays out the columns */
  readonly className?: string | undefined;
}

export interface DataListProps<T> {
  readonly label: string;
  readonly items: readonly T[];
  /** how many there are in all, loaded or not */
  readonly total: number;
  readonly columns: readonly Column<T>[];
  /** class that sets `grid-template-columns` */
  readonly layout: string | undefined;
  readonly keyOf: (item: T) => string;
  readonly hrefOf: (item: T) => string;
  /** key of the row whose detail is open */
  readonly opened: string | null;
  readonly onOpen: (item: T, how: { replace: boolean }) => void;
  /** `x` on a row: chooses it for something that is done with several */
  readonly onChoose?: (item: T) => void;
  readonly onEndNear?: () => void;
  readonly scrollRef?: RefObject<HTMLDivElement | null>;
  readonly onScroll?: (top: number) => void;
}

/**
 * A list of one-line rows that stays quick with any number of them: only those in view are in the page.
 * Keyboard: arrows or j/k, Home, End, Page Up/Down, Enter; while a detail is open, moving shows the next one.
 */
export function DataList<T>(props: DataListProps<T>) {
  const { items, keyOf, opened, onEndNear } = props;
  const ownScroll = useRef<HTMLDivElement>(null);
  const scroll = props.scrollRef ?? ownScroll;
  const grid = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);
  const [cursorKey, setCursorKey] = useState<string | null>(opened);
  const found = items.findIndex((item) => keyOf(item) === cursorKey);
  const cursor = found === -1 ? 0 : found;

  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 10,
    // The row under the cursor stays in the page, so that the list can always be reached with Tab.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return items.length === 0 || shown.includes(cursor) ? shown : [...shown, cursor].toSorted((a, b) => a - b);
    },
  });
  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;

  useEffect(() => {
    if (items.length > 0 && last >= items.length - 60) onEndNear?.();
  }, [last, items.length, onEndNear]);

  useLayoutEffect(() => {
    const { current } = scroll;
    if (current !== null) grid.current?.style.setProperty('--scrollbar', `${current.offsetWidth - current.clientWidth}px`);
  }, [scroll]);

  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    const row = grid.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]');
    if (row === null || row === undefined) return;
    wantsFocus.current = false;
    row.focus({ preventScroll: true });
  });

  const [firstOpened] = useState(opened);
  useEffect(() => {
    const index = items.findIndex((item) => keyOf(item) === firstOpened);
    if (index > 0) virtualizer.scrollToIndex(index, { align: 'center' });
    // Only for the row that the address named when the page was opened.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [firstOpened, items.length > 0]);

  const move = (step: Move) => {
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 320) / ROW) - 2);
    const index = target(step, { cursor, found: found !== -1, count: items.length, page });
    const item = items[index];
    if (item === undefined) return;
    wantsFocus.current = true;
    setCursorKey(keyOf(item));
    virtualizer.scrollToIndex(index);
    if (opened !== null) props.onOpen(item, { replace: true });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isEditing(event.target)) return;
    if (isMove(event.key)) {
      event.preventDefault();
      move(event.key);
    } else if (event.key === 'Enter') {
      const item = items[cursor];
      if (item === undefined) return;
      event.preventDefault();
      props.onOpen(item, { replace: opened !== null });
    } else if (event.key === 'x' && props.onChoose !== undefined) {
      const item = items[cursor];
      if (item !== undefined) props.onChoose(item);
    }
  };

  useKeysFromOutside(grid, move);

  return (
    <div
      ref={grid}
      tabIndex={-1}
      className={classes['grid']}
      role="grid"
      aria-label={props.label}
      aria-rowcount={props.total + 1}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className={classes['head']}>
        <div role="row" aria-rowindex={1} className={`${classes['row']} ${props.layout ?? ''}`}>
          {props.columns.map((column) => (
            <div
              key={column.key}
              role="columnheader"
              data-align={column.align}
              className={`${classes['cell']} ${column.className ?? ''}`}
            >
              {column.silentHeader === true ? <span className="visually-hidden">{column.header}</span> : column.header}
            </div>
          ))}
        </div>
      </div>
      <div
        ref={scroll}
        className={classes['scroll']}
        role="presentation"
        onScroll={(event) => props.onScroll?.(event.currentTarget.scrollTop)}
      >
        <div role="rowgroup" className={classes['body']} style={{ height: virtualizer.getTotalSize() }}>
          {rows.map(({ index, start }) => {
            const item = items[index];
            if (item === undefined) return null;
            const key = keyOf(item);
            return (
              <Row
                key={key}
                {...props}
                item={item}
                index={index}
                top={start}
                isCursor={index === cursor}
                isOpen={key === opened}
                onOpen={(how) => {
                  setCursorKey(key);
                  wantsFocus.current = true;
                  props.onOpen(item, how);
                }}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Row<T>(props: {
  item: T;
  index: number;
  top: number;
  columns: readonly Column<T>[];
  layout: string | undefined;
  hrefOf: (item: T) => string;
  isCursor: boolean;
  isOpen: boolean;
  opened: string | null;
  onOpen: (how: { replace: boolean }) => void;
}) {
  const { item } = props;
  const open = (event: MouseEvent) => {
    // A click that asks for a new tab or window is the browser's.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    props.onOpen({ replace: props.opened !== null });
  };
  return (
    <div
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={props.isOpen}
      tabIndex={props.isCursor ? 0 : -1}
      className={`${classes['row']} ${classes['item']} ${props.layout ?? ''}`}
      style={{ transform: `translateY(${props.top}px)` }}
    >
      {props.columns.map((column) => (
        <div
          key={column.key}
          role="gridcell"
          data-align={column.align}
          className={`${classes['cell']} ${column.className ?? ''}`}
        >
          {column.main === true ? (
            <a className={classes['link']} href={props.hrefOf(item)} tabIndex={-1} onClick={open}>
              {column.render(item)}
            </a>
          ) : (
            column.render(item)
          )}
        </div>
      ))}
    </div>
  );
}

/** Every key that moves reaches the list when nothing else has the focus; j/k also from inside the open detail. */
function useKeysFromOutside(grid: RefObject<HTMLElement | null>, move: (step: Move) => void): void {
  const latest = useRef(move);
  useEffect(() => {
    latest.current = move;
  });
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !isMove(event.key)) return;
      if (isEditing(event.target) || grid.current?.contains(document.activeElement) === true) return;
      const letter = event.key === 'j' || event.key === 'k';
      if (!letter && document.activeElement !== document.body) return;
      event.preventDefault();
      latest.current(event.key);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [grid]);
}
