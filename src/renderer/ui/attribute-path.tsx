import { Fragment } from 'react';
import classes from './attribute-path.module.css';

const COMMON = 'urn:ietf:params:scim:schemas:';

/** A SCIM path: the part of a URN that all schemas share is left out (it is on hover), and lines break between its names. */
export function AttributePath({ path }: { path: string }) {
  const short = path.startsWith(COMMON);
  const rest = short ? path.slice(COMMON.length) : path;
  return (
    <code className={classes['path']} title={short ? path : undefined}>
      {short ? <span className={classes['common']}>urn:…:</span> : null}
      {rest.split(/(?<=[:\]])|(?<=[a-zA-Z]\.)/).map((part, index) => (
        <Fragment key={index}>
          {index === 0 ? null : <wbr />}
          {part}
        </Fragment>
      ))}
    </code>
  );
}
