import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { SamplePerson } from '#shared/contract/mappings.ts';
import { client } from '../../api/client.ts';

export type From = 'file' | 'traffic';

export const observedQuery = () =>
  queryOptions({ queryKey: ['mappings', 'observed'], queryFn: ({ signal }) => client.mappings.observed({}, signal) });

export const settingsQuery = () =>
  queryOptions({ queryKey: ['mappings', 'settings'], queryFn: ({ signal }) => client.mappings.settings({}, signal) });

export const tickableQuery = () =>
  queryOptions({ queryKey: ['mappings', 'tickable'], queryFn: ({ signal }) => client.mappings.tickable({}, signal) });

export const correctionQuery = (from: From) =>
  queryOptions({
    queryKey: ['mappings', 'from', from, 'correction'],
    queryFn: ({ signal }) => client.mappings.correction({ from }, signal),
  });

export const extensionsQuery = (from: From) =>
  queryOptions({
    queryKey: ['mappings', 'from', from, 'extensions'],
    queryFn: ({ signal }) => client.mappings.extensions({ from }, signal),
  });

export const previewQuery = (person: SamplePerson) =>
  queryOptions({
    queryKey: ['mappings', 'preview', person],
    queryFn: ({ signal }) => client.mappings.preview({ person }, signal),
    placeholderData: keepPreviousData,
  });
