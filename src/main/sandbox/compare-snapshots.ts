import type { JsonObject } from '#shared/scim/wire.ts';
import type { SnapshotComparison } from '#shared/contract/sandboxes.ts';
import { compareFiles } from '../store/files/compare-files.ts';
import { sandboxFile } from './sandbox.ts';
import { checkSnapshot, findSnapshot } from './snapshots.ts';
import { displayNameOf, userNameOf } from '../scim/names.ts';
import { parseDoc } from '../store/document.ts';

/**
 * Who was added, changed and removed from one snapshot to another, or to now.
 * @param after null for the sandbox as its file is now
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

function documentOf(text: string | null): JsonObject | null {
  return text === null ? null : parseDoc({ doc: text });
}

function nameOf(document: JsonObject | null): string | null {
  return document === null ? null : (userNameOf(document) ?? displayNameOf(document));
}
