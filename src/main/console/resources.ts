import type { ConsoleContract, ResourcePreview, Service } from '#shared/contract/index.ts';
import { RESOURCE_FILE_LIMIT } from '#shared/contract/resources.ts';
import { linkedResourceId } from '../directory/linked-resource.ts';
import { nameOfRow } from '../directory/work.ts';
import { type ResourceFile, readResources } from '../resource-list/read-resources.ts';
import { parseDoc } from '../store/document.ts';
import type { Tx } from '../store/store.ts';
import { ConsoleError } from './console-error.ts';
import type { ConsoleDependencies } from './console.ts';
import { readUploadedTable } from './uploaded-table.ts';

const SAMPLE = 10;
const PROBLEMS_SHOWN = 100;
const USERS_SHOWN = 50;
const MOST = { bytes: RESOURCE_FILE_LIMIT, advice: 'Export only the ids and the names of the resources.' };

export function createResourceOperations(dependencies: ConsoleDependencies): Service<ConsoleContract>['resources'] {
  const { sandbox, events } = dependencies;
  const changed = <T>(result: T): T => {
    events.publish({ type: 'resources.changed' });
    return result;
  };
  return {
    list: (query) =>
      sandbox.store.read((tx) => {
        const { rows, total } = tx.linkedResources.search(query);
        return { items: rows, total, inAll: tx.linkedResources.count() };
      }),

    get: ({ id }) =>
      sandbox.store.read((tx) => {
        const resource = tx.linkedResources.byId(id);
        if (resource === undefined) throw unknownResource(id);
        const { rows, total } = tx.linkedResources.usersOf(id, USERS_SHOWN);
        return { ...resource, users: rows.map((row) => ({ id: row.id, name: nameOfRow(row) })), userCount: total };
      }),

    preview: async ({ content }) => {
      const file = await readFile(content);
      return sandbox.store.read((tx) => previewOf(file, compare(tx, file)));
    },

    import: async ({ content, mode }) => {
      const file = await readFile(content);
      return changed(
        sandbox.changeResourceList((tx) => {
          const { added, renamed, missing } = compare(tx, file);
          if (mode === 'replace') tx.linkedResources.clear();
          for (const resource of file.resources) tx.linkedResources.save(resource);
          return { added, renamed, removed: mode === 'replace' ? missing : 0, inAll: tx.linkedResources.count() };
        }),
      );
    },

    remove: ({ id }) =>
      changed(
        sandbox.changeResourceList((tx) => {
          if (!tx.linkedResources.remove(id)) throw unknownResource(id);
          return { inAll: tx.linkedResources.count() };
        }),
      ),

    clear: () => changed(sandbox.changeResourceList((tx) => ({ removed: tx.linkedResources.clear() }))),

    linkOf: ({ userId }) =>
      sandbox.store.read((tx) => {
        const user = tx.resources.byId(userId);
        const id = user === undefined ? null : linkedResourceId(parseDoc(user));
        if (id === null) return { link: null };
        return { link: { id, name: tx.linkedResources.byId(id)?.name ?? null, hasList: sandbox.hasResourceList } };
      }),
  };
}

function unknownResource(id: string): ConsoleError {
  return new ConsoleError('not_found', `The list has no resource with the id "${id.slice(0, 200)}".`);
}

/** @throws ConsoleError `invalid_input` that says what is wrong with the file, and on which line */
function readFile(content: string): Promise<ResourceFile> {
  return readUploadedTable(content, MOST, readResources);
}

interface Comparison {
  readonly added: number;
  readonly renamed: number;
  readonly unchanged: number;
  readonly missing: number;
}

function compare(tx: Tx, { resources }: ResourceFile): Comparison {
  const known = new Map(tx.linkedResources.all().map(({ id, name }) => [id, name]));
  const shared = resources.filter(({ id }) => known.has(id));
  const unchanged = shared.filter(({ id, name }) => known.get(id) === name).length;
  return {
    added: resources.length - shared.length,
    renamed: shared.length - unchanged,
    unchanged,
    missing: known.size - shared.length,
  };
}

function previewOf(file: ResourceFile, comparison: Comparison): ResourcePreview {
  return {
    source: file.source,
    columns: file.columns,
    count: file.resources.length,
    ...comparison,
    sample: file.resources.slice(0, SAMPLE),
    problems: file.problems.slice(0, PROBLEMS_SHOWN),
    problemCount: file.problems.length,
  };
}
