import { queryOptions } from '@tanstack/react-query';
import { client } from '../../api/client.ts';

/** What can be rehearsed never changes while the service runs. */
export const optionsQuery = () =>
  queryOptions({ queryKey: ['rehearsal-options'], queryFn: ({ signal }) => client.rehearsals.options({}, signal) });

export const rehearsalsQuery = () =>
  queryOptions({ queryKey: ['rehearsals', 'list'], queryFn: ({ signal }) => client.rehearsals.list({}, signal) });

export const rehearsalQuery = (id: number) =>
  queryOptions({ queryKey: ['rehearsals', 'get', id], queryFn: ({ signal }) => client.rehearsals.get({ id }, signal) });

export const comparisonQuery = (before: number, now: number) =>
  queryOptions({
    queryKey: ['rehearsals', 'compare', before, now],
    queryFn: ({ signal }) => client.rehearsals.compare({ before, now }, signal),
  });
