import { Fragment } from 'react';
import classes from './sentence.module.css';

/** Text of the service in which backticks mark names of attributes and values. */
export function Sentence({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    // A sentence does not change while it is shown, so the place of a part identifies it.
    index % 2 === 1 ? (
      <code key={index} className={classes['code']}>
        {part.split(/(?<=:)/).map((piece, place) => (
          <Fragment key={place}>
            {place === 0 ? null : <wbr />}
            {piece}
          </Fragment>
        ))}
      </code>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}
