import { queryOptions } from '@tanstack/react-query';
import { client } from '../../api/client.ts';

export const latestRunQuery = () =>
  queryOptions({ queryKey: ['conformance', 'latest'], queryFn: ({ signal }) => client.conformance.latest({}, signal) });

export const checkQuery = (id: string) =>
  queryOptions({
    queryKey: ['conformance', 'check', id],
    queryFn: ({ signal }) => client.conformance.check({ id }, signal),
  });
