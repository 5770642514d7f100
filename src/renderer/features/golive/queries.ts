import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { BlastCategory } from '#shared/contract/user-list.ts';
import { client } from '../../api/client.ts';

const PAGE = 200;

export const checklistQuery = () =>
  queryOptions({ queryKey: ['golive', 'checklist'], queryFn: ({ signal }) => client.golive.checklist({}, signal) });

export const goLiveSettingsQuery = () =>
  queryOptions({ queryKey: ['golive', 'settings'], queryFn: ({ signal }) => client.golive.settings({}, signal) });

export const cutOverQuery = () =>
  queryOptions({ queryKey: ['golive', 'cut-over'], queryFn: ({ signal }) => client.golive.cutOver({}, signal) });

export const userListQuery = () =>
  queryOptions({ queryKey: ['golive', 'user-list'], queryFn: ({ signal }) => client.golive.userList({}, signal) });

export const blastQuery = (text: string, show: BlastCategory | null) =>
  infiniteQueryOptions({
    queryKey: ['golive', 'blast', text, show],
    queryFn: ({ pageParam, signal }) => client.golive.blastRadius({ text, show, offset: pageParam, limit: PAGE }, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const loaded = pages.reduce((sum, page) => sum + page.items.length, 0);
      return loaded < last.total ? loaded : undefined;
    },
    placeholderData: keepPreviousData,
  });

export const blastRowQuery = (id: string) =>
  queryOptions({ queryKey: ['golive', 'blast-row', id], queryFn: ({ signal }) => client.golive.blastRow({ id }, signal) });
