import { Fragment } from 'react';
import classes from './attribute-path.module.css';

const COMMON = 'urn:ietf:params:scim:schemas:';

/** Everything of a URN up to the version of its schema. */
const URN_HEAD = /urn:[\w:.-]*?:\d+(?:\.\d+)+:/gi;

/** A SCIM path in a row of a list: of a URN only its end (the whole is on hover), and no line breaks. */
export function PathInRow({ path }: { path: string }) {
  return (
    <code className={classes['inRow']} title={path}>
      {shortPath(path)}
    </code>
  );
}

/** A text that names SCIM paths, for a row of a list: of a URN only its end, which tells it apart, and no marks of code. */
export function shortPath(text: string): string {
  return text.replaceAll(URN_HEAD, 'urn:…:').replaceAll('`', '');
}

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
