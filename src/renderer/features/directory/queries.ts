import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client } from '../../api/client.ts';

const PAGE = 200;

interface Page {
  readonly items: readonly unknown[];
  readonly total: number;
}

/** Where the next page starts; undefined at the end. */
function nextOffset(last: Page, all: readonly Page[]): number | undefined {
  const loaded = all.reduce((sum, page) => sum + page.items.length, 0);
  return last.items.length === 0 || loaded >= last.total ? undefined : loaded;
}

/** A list that is read page by page while it is scrolled. */
const paged = <P extends Page>(
  key: readonly string[],
  read: (at: { offset: number; limit: number }, signal: AbortSignal) => Promise<P>,
) =>
  infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => read({ offset: pageParam, limit: PAGE }, signal),
    initialPageParam: 0,
    getNextPageParam: nextOffset,
    placeholderData: keepPreviousData,
  });

export const usersQuery = (text: string, show: 'all' | 'active' | 'inactive' | 'warnings' | 'cannot-log-in') =>
  paged(['directory', 'users', text, show], (at, signal) => client.directory.users({ text, show, ...at }, signal));

export const groupsQuery = (text: string) =>
  paged(['directory', 'groups', text], (at, signal) => client.directory.groups({ text, ...at }, signal));

export const deletedQuery = (text: string) =>
  paged(['directory', 'deleted', text], (at, signal) => client.history.deleted({ text, ...at }, signal));

export const resourceListQuery = (text: string) =>
  paged(['resources', 'list', text], (at, signal) => client.resources.list({ text, ...at }, signal));

export const listedResourceQuery = (id: string) =>
  queryOptions({ queryKey: ['directory', 'resource', id], queryFn: ({ signal }) => client.resources.get({ id }, signal) });

export const groupRightsQuery = (groupId: string) =>
  queryOptions({
    queryKey: ['directory', 'rights', 'group', groupId],
    queryFn: ({ signal }) => client.rights.ofGroup({ groupId }, signal),
  });

export const userRightsQuery = (userId: string) =>
  queryOptions({
    queryKey: ['directory', 'rights', 'user', userId],
    queryFn: ({ signal }) => client.rights.ofUser({ userId }, signal),
  });

export const userLinkQuery = (userId: string) =>
  queryOptions({
    queryKey: ['directory', 'link', userId],
    queryFn: ({ signal }) => client.resources.linkOf({ userId }, signal),
  });
