import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface Import {
  /** the importing file, from the root of the project, with `/` */
  readonly file: string;
  /** as written */
  readonly specifier: string;
  /** the imported file from the root of the project; `null` for a package or a Node module */
  readonly target: string | null;
}

const SPECIFIER = /(?:\bfrom|\bimport)\s*\(?\s*'([^'\n]+)'/g;

/** Every import of the TypeScript files below a folder: static, dynamic, of types, and re-exports. */
export function importsBelow(folder: string): Import[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => /\.tsx?$/.test(name)).map((name) => join(folder, name).replaceAll('\\', '/'));
  return files.flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    return [...text.matchAll(SPECIFIER)].map(([, specifier = '']) => ({ file, specifier, target: targetOf(file, specifier) }));
  });
}

function targetOf(file: string, specifier: string): string | null {
  if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`;
  if (!specifier.startsWith('.')) return null;
  return relative(ROOT, join(ROOT, dirname(file), specifier)).replaceAll('\\', '/');
}
