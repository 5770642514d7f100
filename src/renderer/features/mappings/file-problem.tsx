import { toFailure } from '../../api/failure.ts';
import classes from './mappings.module.css';

/** Why a file was not taken: what it looks like, then what was expected. */
export function FileProblem({ error }: { error: unknown }) {
  const { message } = toFailure(error);
  const end = message.indexOf('. ');
  const [what, more] = end === -1 ? [message, ''] : [message.slice(0, end + 1), message.slice(end + 2)];
  return (
    <div className={classes['problem']} role="alert">
      <p className={classes['problemWhat']}>{what}</p>
      {more === '' ? null : <p className={classes['quiet']}>{more}</p>}
    </div>
  );
}
