import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
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
