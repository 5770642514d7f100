import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { lintKeymap, linter } from '@codemirror/lint';
import { Annotation, EditorState, type Extension } from '@codemirror/state';
import { EditorView, drawSelection, keymap } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { codeLook } from './code-look.ts';
import { findJsonProblem } from './json-problem.ts';

const LINT_AFTER_MS = 200;

const look = EditorView.theme({
  '&': { maxHeight: 'min(420px, 50vh)' },
  '.cm-content': { minHeight: '76px' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--accent) 28%, transparent) !important',
  },
  '&.cm-focused .cm-matchingBracket': { background: 'var(--selected)', outline: '1px solid var(--line-strong)' },
  '&.cm-focused .cm-nonmatchingBracket': { background: 'var(--refused-ground)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    paddingBottom: '0',
    textDecoration: 'underline wavy var(--refused)',
    textUnderlineOffset: '3px',
  },
  '.cm-lintPoint-error:after': { borderBottomColor: 'var(--refused)' },
  '.cm-tooltip': {
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius)',
    background: 'var(--raised)',
    color: 'var(--text)',
  },
  '.cm-diagnostic-error': { borderLeft: '2px solid var(--refused)' },
});

/**
 * What is typed over a selection. Chromium would give it the inline style of what it replaces, which the security policy blocks and
 * complains of, so the editor puts it in itself.
 */
const typedOver = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    if (event.inputType !== 'insertText' || event.isComposing || event.data === null || view.state.selection.main.empty)
      return false;
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true });
    return true;
  },
});

/** The text was set from outside, so whoever set it need not be told. */
const fromOutside = Annotation.define<boolean>();

export interface JsonEditorProps {
  readonly value: string;
  readonly label: string;
  /** what the marked place says */
  readonly problemWords: (line: number) => string;
  readonly onChange: (value: string) => void;
  /** the line in which the text stops being JSON; null: it is JSON, or empty */
  readonly onProblem: (line: number | null) => void;
}

/**
 * JSON to be edited: colours, matching brackets, undo, and the place that is no JSON marked. Tab moves on, as in every form, and Esc
 * leaves what is open beside it alone.
 */
export function JsonEditor({ value, label, problemWords, onChange, onProblem }: JsonEditorProps) {
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef({ problemWords, onChange, onProblem });
  const initial = useRef({ value, label });
  useEffect(() => {
    latest.current = { problemWords, onChange, onProblem };
  });
  useEffect(() => {
    if (parent.current === null) return;
    const editor = new EditorView({
      parent: parent.current,
      doc: initial.current.value,
      extensions: [
        ...codeLook(),
        look,
        ...editing(initial.current.label),
        problems(
          (line) => latest.current.problemWords(line),
          (line) => latest.current.onProblem(line),
        ),
        EditorView.updateListener.of((update) => {
          const isOwn = update.transactions.some((one) => one.annotation(fromOutside) === true);
          if (update.docChanged && !isOwn) latest.current.onChange(update.state.doc.toString());
        }),
      ],
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, []);
  useEffect(() => {
    const editor = view.current;
    const before = editor?.state.doc.toString();
    if (editor === null || before === undefined || before === value) return;
    editor.dispatch({ changes: { from: 0, to: before.length, insert: value }, annotations: fromOutside.of(true) });
  }, [value]);
  return <div ref={parent} />;
}

function editing(label: string): Extension[] {
  return [
    EditorView.contentAttributes.of({ 'aria-label': label }),
    EditorState.tabSize.of(2),
    history(),
    typedOver,
    drawSelection(),
    json(),
    bracketMatching(),
    indentOnInput(),
    keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap]),
  ];
}

function problems(words: (line: number) => string, tell: (line: number | null) => void): Extension {
  return linter(
    ({ state }) => {
      const problem = findJsonProblem(state.doc.toString());
      const line = problem === null ? null : state.doc.lineAt(problem.from).number;
      tell(line);
      return problem === null || line === null ? [] : [{ ...problem, severity: 'error', message: words(line) }];
    },
    { delay: LINT_AFTER_MS },
  );
}
