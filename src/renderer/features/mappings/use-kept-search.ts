import { useSearch } from '@tanstack/react-router';
import { MappingsSearch } from './search.ts';

/** The filter of the list, which stays while details are opened and closed. */
export function useKeptSearch(): MappingsSearch {
  return MappingsSearch.parse(useSearch({ strict: false }));
}
