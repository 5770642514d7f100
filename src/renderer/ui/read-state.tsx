import { FailureNote } from './failure-note.tsx';
import { RowsSkeleton } from './skeleton.tsx';
import classes from './read-state.module.css';

/** What stands in for a list until it is read, or when it cannot be. */
export function ReadState({
  of,
  rows,
}: {
  of: { isPending: boolean; isError: boolean; error: unknown; refetch: () => unknown };
  rows?: number;
}) {
  return (
    <>
      {of.isPending ? <RowsSkeleton {...(rows === undefined ? {} : { rows })} /> : null}
      {of.isError ? (
        <div className={classes['note']}>
          <FailureNote error={of.error} onRetry={() => of.refetch()} />
        </div>
      ) : null}
    </>
  );
}
