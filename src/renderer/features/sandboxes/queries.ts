import { queryOptions } from '@tanstack/react-query';
import { client } from '../../api/client.ts';

export const snapshotsQuery = (slug: string) =>
  queryOptions({
    queryKey: ['sandboxes', 'snapshots', slug],
    queryFn: ({ signal }) => client.sandboxes.snapshots({ slug }, signal),
  });

export const deletedQuery = () =>
  queryOptions({ queryKey: ['sandboxes', 'deleted'], queryFn: ({ signal }) => client.sandboxes.deleted({}, signal) });

/** What is compared with now is another thing each time that one looks. */
export const comparisonQuery = (slug: string, before: string, after: string | null) =>
  queryOptions({
    queryKey: ['sandboxes', 'compare', slug, before, after],
    queryFn: ({ signal }) => client.sandboxes.compare({ slug, before, after }, signal),
    staleTime: 0,
  });
