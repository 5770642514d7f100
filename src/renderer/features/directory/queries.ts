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

export const usersQuery = (text: string, show: 'all' | 'active' | 'inactive' | 'warnings' | 'cannot-log-in') =>
  infiniteQueryOptions({
    queryKey: ['directory', 'users', text, show],
    queryFn: ({ pageParam, signal }) => client.directory.users({ text, show, offset: pageParam, limit: PAGE }, signal),
    initialPageParam: 0,
    getNextPageParam: nextOffset,
    placeholderData: keepPreviousData,
  });

export const groupsQuery = (text: string) =>
  infiniteQueryOptions({
    queryKey: ['directory', 'groups', text],
    queryFn: ({ pageParam, signal }) => client.directory.groups({ text, offset: pageParam, limit: PAGE }, signal),
    initialPageParam: 0,
    getNextPageParam: nextOffset,
    placeholderData: keepPreviousData,
  });

export const deletedQuery = (text: string) =>
  infiniteQueryOptions({
    queryKey: ['directory', 'deleted', text],
    queryFn: ({ pageParam, signal }) => client.history.deleted({ text, offset: pageParam, limit: PAGE }, signal),
    initialPageParam: 0,
    getNextPageParam: nextOffset,
    placeholderData: keepPreviousData,
  });

export const resourceListQuery = (text: string) =>
  infiniteQueryOptions({
    queryKey: ['resources', 'list', text],
    queryFn: ({ pageParam, signal }) => client.resources.list({ text, offset: pageParam, limit: PAGE }, signal),
    initialPageParam: 0,
    getNextPageParam: nextOffset,
    placeholderData: keepPreviousData,
  });

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
