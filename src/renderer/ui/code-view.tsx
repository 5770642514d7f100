import { Suspense, lazy } from 'react';
import type { JsonEditorProps } from './json-editor.tsx';
import classes from './code-view.module.css';

const CodeEditor = lazy(() => import('./code-editor.tsx').then((module) => ({ default: module.CodeEditor })));
const DiffEditor = lazy(() => import('./code-editor.tsx').then((module) => ({ default: module.DiffEditor })));
const JsonEditor = lazy(() => import('./json-editor.tsx').then((module) => ({ default: module.JsonEditor })));

const SHOWN_AT_ONCE = 4000;

/** Text to read, JSON with its colours. The plain text stands in at the same place until the viewer is there. */
export function CodeView({ text, label }: { text: string; label: string }) {
  return (
    <div className={classes['frame']}>
      <Suspense fallback={<Plain text={text} />}>
        <CodeEditor text={text} label={label} />
      </Suspense>
    </div>
  );
}

/** Two states of a JSON document as one text: what went is struck, what came is marked, what stayed is folded. */
export function DiffView({ before, after, label }: { before: string; after: string; label: string }) {
  return (
    <div className={classes['frame']}>
      <Suspense fallback={<Plain text={after} />}>
        <DiffEditor before={before} after={after} label={label} />
      </Suspense>
    </div>
  );
}

/** JSON to write, in the colours in which it is read elsewhere. */
export function JsonField(props: JsonEditorProps) {
  return (
    <div className={classes['frame']} data-editable>
      <Suspense fallback={<Plain text={props.value} />}>
        <JsonEditor {...props} />
      </Suspense>
    </div>
  );
}

function Plain({ text }: { text: string }) {
  return <pre className={classes['plain']}>{text.slice(0, SHOWN_AT_ONCE)}</pre>;
}
