import { Ago } from './ago.tsx';
import { type Column, DataList } from './data-list.tsx';
import classes from './run-list.module.css';

/** One run as its list tells of it. */
export interface RunRow {
  readonly id: number;
  readonly created: string;
  readonly title: string;
  /** how it came out, in a sentence or in counts */
  readonly result: string;
  /** whether the result asks for somebody to look */
  readonly attention: boolean;
  /** with what it ran, or where to */
  readonly setUp: string;
  readonly state: string;
}

type Headers = Record<'created' | 'title' | 'result' | 'setUp' | 'state', string>;

const keyOf = (run: RunRow) => String(run.id);

/** Runs of one kind, newest first; a narrow list leaves out what the result does not need. */
export function RunList(props: {
  label: string;
  headers: Headers;
  items: readonly RunRow[];
  hrefOf: (run: RunRow) => string;
  onOpen: (run: RunRow) => void;
}) {
  const { label, headers, items, hrefOf, onOpen } = props;
  const columns: Column<RunRow>[] = [
    {
      key: 'created',
      header: headers.created,
      render: (run) => (
        <span className={classes['quiet']}>
          <Ago at={run.created} short />
        </span>
      ),
    },
    { key: 'title', header: headers.title, main: true, render: (run) => run.title },
    {
      key: 'result',
      header: headers.result,
      render: (run) => (
        <span className={classes['result']} data-attention={run.attention || undefined}>
          {run.result}
        </span>
      ),
    },
    {
      key: 'setUp',
      header: headers.setUp,
      className: classes['setUp'],
      render: (run) => <span className={classes['quiet']}>{run.setUp}</span>,
    },
    {
      key: 'state',
      header: headers.state,
      className: classes['state'],
      render: (run) => <span className={classes['quiet']}>{run.state}</span>,
    },
  ];
  return (
    <DataList
      label={label}
      items={items}
      total={items.length}
      columns={columns}
      layout={classes['columns']}
      keyOf={keyOf}
      hrefOf={hrefOf}
      opened={null}
      onOpen={onOpen}
    />
  );
}
