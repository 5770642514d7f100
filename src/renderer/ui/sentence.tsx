import { Fragment } from 'react';
import classes from './sentence.module.css';

/** A name up to here stands in one piece: `api-0123…` is not broken at its hyphen. */
const SHORT = 20;

/** Text of the service in which backticks mark names of attributes and values. */
export function Sentence({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    // A sentence does not change while it is shown, so the place of a part identifies it.
    index % 2 === 1 ? (
      <code key={index} className={classes['code']} data-short={part.length <= SHORT || undefined}>
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
