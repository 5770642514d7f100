import type { SnapshotComparison } from '#shared/contract/sandboxes.ts';
import { compareFiles } from '../store/files/compare-files.ts';
import { sandboxFile } from './sandbox.ts';
import { checkSnapshot, findSnapshot } from './snapshots.ts';

/**
 * Who was added, changed and removed from one snapshot to another, or to now.
 * @param after null: the sandbox as its file is now
 * @throws SandboxError when a snapshot is gone or damaged
 */
export function compareSnapshots(
  { folder, slug }: { folder: string; slug: string },
  before: string,
  after: string | null,
): SnapshotComparison {
  const fileOf = (id: string): string => {
    const { file } = findSnapshot(folder, slug, id);
    checkSnapshot(file);
    return file;
  };
  const { counts, items } = compareFiles(fileOf(before), after === null ? sandboxFile(folder, slug) : fileOf(after));
  return {
    counts,
    items: items.map(({ key, before: was, after: is, ...item }) => {
      const [old, fresh] = [documentOf(was), documentOf(is)];
      return {
        ...item,
        name: nameOf(fresh ?? old) ?? key,
        before: old,
        after: fresh,
        joined: [...item.joined],
        left: [...item.left],
      };
    }),
  };
}

function documentOf(text: string | null): Record<string, unknown> | null {
  return text === null ? null : (JSON.parse(text) as Record<string, unknown>);
}

function nameOf(document: Record<string, unknown> | null): string | null {
  const name = document?.['userName'] ?? document?.['displayName'];
  return typeof name === 'string' ? name : null;
}
