import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client } from '../../api/client.ts';

const PAGE = 200;

export const mailsQuery = () =>
  infiniteQueryOptions({
    queryKey: ['mails', 'list'],
    queryFn: ({ pageParam, signal }) => client.mails.list({ offset: pageParam, limit: PAGE }, signal),
    initialPageParam: 0,
    getNextPageParam: (last, all) => {
      const loaded = all.reduce((sum, page) => sum + page.items.length, 0);
      return last.items.length === 0 || loaded >= last.total ? undefined : loaded;
    },
    placeholderData: keepPreviousData,
  });

export const mailQuery = (id: number) =>
  queryOptions({
    queryKey: ['mails', 'get', id],
    queryFn: ({ signal }) => client.mails.get({ id }, signal),
    placeholderData: keepPreviousData,
  });
