import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { styleNonce } from '../platform/style-nonce.ts';

const look = EditorView.theme({
  '&': { fontSize: '12.5px', color: 'var(--text)', background: 'none', maxHeight: '420px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '19px', overflow: 'auto' },
  '.cm-content': { padding: '8px 0' },
  '.cm-line': { padding: '0 10px' },
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

/** What every editor has in common: the look of code, its colours, and styles that the security policy lets through. */
export function codeLook(): Extension[] {
  return [EditorView.cspNonce.of(styleNonce()), EditorView.lineWrapping, look, syntaxHighlighting(colours)];
}
