import { json } from '@codemirror/lang-json';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { unifiedMergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { t } from 'i18next';
import { useEffect, useRef } from 'react';
import { styleNonce } from '../platform/style-nonce.ts';

const look = EditorView.theme({
  '&': { fontSize: '12.5px', color: 'var(--text)', background: 'none', maxHeight: '420px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '19px', overflow: 'auto' },
  '.cm-content': { padding: '8px 0', caretColor: 'transparent' },
  '.cm-line': { padding: '0 10px' },
  '&.cm-focused .cm-content': { caretColor: 'var(--text)' },
  '.cm-changedLine, .cm-insertedLine': { background: 'var(--added-ground) !important' },
  '.cm-deletedChunk': { background: 'var(--removed-ground) !important', paddingLeft: '0' },
  '.cm-deletedChunk .cm-deletedLine': { padding: '0 10px' },
  '.cm-deletedLine, .cm-deletedLine del': { textDecoration: 'none' },
  '.cm-changedText, .cm-deletedText': { background: 'color-mix(in srgb, var(--text) 7%, transparent) !important' },
  '.cm-collapsedLines': {
    background: 'var(--hover)',
    color: 'var(--text-2)',
    padding: '2px 10px',
    fontFamily: 'var(--font)',
    fontSize: '12px',
  },
  '.cm-collapsedLines:before, .cm-collapsedLines:after': { content: 'none' },
});

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--code-key)' },
  { tag: tags.string, color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-atom)' },
  { tag: [tags.punctuation, tags.separator, tags.brace, tags.squareBracket], color: 'var(--text-2)' },
]);

/** Reading only, but still a text that can be focused, selected and searched with the keyboard. */
function reading(label: string): Extension[] {
  return [
    EditorView.cspNonce.of(styleNonce()),
    EditorState.readOnly.of(true),
    EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true', tabindex: '0' }),
    EditorView.lineWrapping,
    EditorState.phrases.of({ '$ unchanged lines': t('change.unchangedLines') }),
    look,
    syntaxHighlighting(colours),
  ];
}

function isJson(text: string): boolean {
  const first = text.trimStart()[0];
  return first === '{' || first === '[';
}

export function CodeEditor({ text, label }: { text: string; label: string }) {
  return <Editor doc={text} extensions={[...reading(label), ...(isJson(text) ? [json()] : [])]} key={`${label}\n${text}`} />;
}

export function DiffEditor({ before, after, label }: { before: string; after: string; label: string }) {
  const merge = unifiedMergeView({
    original: before,
    mergeControls: false,
    gutter: false,
    highlightChanges: true,
    collapseUnchanged: { margin: 2, minSize: 4 },
  });
  return <Editor doc={after} extensions={[...reading(label), json(), merge]} key={`${label}\n${before}\n${after}`} />;
}

/** Made once for its text; another text is another editor, by its `key`. */
function Editor({ doc, extensions }: { doc: string; extensions: Extension[] }) {
  const parent = useRef<HTMLDivElement>(null);
  const initial = useRef({ doc, extensions });
  useEffect(() => {
    if (parent.current === null) return;
    const view = new EditorView({ parent: parent.current, ...initial.current });
    return () => view.destroy();
  }, []);
  return <div ref={parent} />;
}
