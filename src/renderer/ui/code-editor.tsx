import { json } from '@codemirror/lang-json';
import { unifiedMergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { codeLook } from './code-look.ts';

const caret = EditorView.theme({
  '.cm-content': { caretColor: 'transparent' },
  '&.cm-focused .cm-content': { caretColor: 'var(--text)' },
});

/** Reading only, but still a text that can be focused, selected and searched with the keyboard. */
function reading(label: string): Extension[] {
  return [
    ...codeLook(),
    caret,
    EditorState.readOnly.of(true),
    EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true', tabindex: '0' }),
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
