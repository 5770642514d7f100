import { jsonLanguage } from '@codemirror/lang-json';

/** Where a text stops being JSON. */
export interface JsonProblem {
  readonly from: number;
  readonly to: number;
}

/** Null where the text is JSON, or where there is none. The parser of the engine decides, the one of the editor says where. */
export function findJsonProblem(text: string): JsonProblem | null {
  const end = text.trimEnd().length;
  if (end === 0) return null;
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    // What is wrong is marked; it may be sent all the same.
    return place(text, end, error instanceof Error ? error.message : '');
  }
}

/** Engines name a position only sometimes, and the tree of the editor has no fault where just an escape in a string is wrong. */
function place(text: string, end: number, message: string): JsonProblem {
  let from = Number(/position (\d+)/.exec(message)?.[1] ?? Number.NaN);
  jsonLanguage.parser.parse(text).iterate({
    enter: (node) => {
      if (Number.isNaN(from) && node.type.isError) from = node.from;
      return Number.isNaN(from);
    },
  });
  const start = Math.min(Number.isNaN(from) ? 0 : from, end - 1);
  const word = /^[\w.+-]+/.exec(text.slice(start))?.[0].length ?? 1;
  return { from: start, to: Math.min(end, start + word) };
}
