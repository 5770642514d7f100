import type { client } from '../../api/client.ts';
import type { UserFile } from '../../ui/user-file.tsx';

export const KINDS = ['empty', 'sample', 'list'] as const;

/** What stands in the form; what another kind had is kept while one looks at this one. */
export interface Beginning {
  readonly kind: (typeof KINDS)[number] | `copy:${string}`;
  readonly people: number;
  readonly groups: number;
  readonly seed: number;
  readonly list: UserFile | null;
}

export const FIRST_BEGINNING: Beginning = { kind: 'empty', people: 50, groups: 5, seed: 1, list: null };

/** A choice of the form as a kind. */
export function kindOf(value: string | null): Beginning['kind'] {
  const slug = copiedSlug(value);
  return slug === null ? (KINDS.find((one) => one === value) ?? 'empty') : `copy:${slug}`;
}

type CreateInput = Parameters<(typeof client)['sandboxes']['create']>[0];

/** @returns the sandbox that is copied; null when none is */
export function copiedSlug(kind: string | null): string | null {
  return kind?.startsWith('copy:') === true ? kind.slice('copy:'.length) : null;
}

/** What is sent for it; null while the list, or its column for the user name, is missing. */
export function inputOf({ kind, people, groups, seed, list }: Beginning): Pick<CreateInput, 'copyOf' | 'people'> | null {
  const copyOf = copiedSlug(kind);
  if (copyOf !== null) return { copyOf };
  if (kind === 'sample') return { people: { kind: 'sample', people, groups, seed } };
  if (kind !== 'list') return {};
  if (list === null || list.found.count === 0) return null;
  return { people: { kind: 'list', content: list.file.content, columns: list.found.columns } };
}
