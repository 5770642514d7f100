import { z } from 'zod';
import { ExchangeFilter, Idp, Verdict } from '#shared/contract/exchanges.ts';
import { quoteValue } from '#shared/log-query/tokens.ts';

/** The log's filter as it stands in the address. What does not fit is dropped, never an error page. */
export const LogSearch = z.object({
  /** what was typed, in the log's search language */
  query: z.coerce.string().max(2000).optional().catch(undefined),
  verdicts: z.array(Verdict).optional().catch(undefined),
  idps: z.array(Idp).optional().catch(undefined),
  methods: z.array(z.string().max(10)).optional().catch(undefined),
  resourceId: z.coerce.string().max(200).optional().catch(undefined),
  ruleId: z.string().max(100).optional().catch(undefined),
});
export type LogSearch = z.infer<typeof LogSearch>;

/** What is searched for in a log that was read in. */
export const ImportsSearch = z.object({ query: z.coerce.string().max(2000).optional().catch(undefined) });
export type ImportsSearch = z.infer<typeof ImportsSearch>;

/** The filter that the service takes; parts that are not set are left out. */
export function filterOf(search: LogSearch): ExchangeFilter {
  return ExchangeFilter.parse(
    Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value.length > 0)),
  );
}

/** How many parts of the filter are set. */
export function filterSize(search: LogSearch): number {
  return Object.keys(filterOf(search)).length;
}

/** The whole filter as one search: what is saved, exported or deleted. */
export function queryOf(search: LogSearch): string {
  const listed = (key: string, values: readonly string[] | undefined) =>
    values === undefined || values.length === 0 ? [] : [`${key}:${values.map(quoteValue).join(',')}`];
  return [
    ...listed('is', search.verdicts),
    ...listed('idp', search.idps),
    ...listed('method', search.methods),
    ...listed('rule', search.ruleId === undefined ? [] : [search.ruleId]),
    ...listed('resource', search.resourceId === undefined ? [] : [search.resourceId]),
    ...(search.query === undefined ? [] : [search.query]),
  ].join(' ');
}

const OUTSIDE = /(?:^|\s)by:outside(?=\s|$)/;

/** Whether the search leaves this program's own traffic out. */
export function isOutsideOnly(query: string | undefined): boolean {
  return query !== undefined && OUTSIDE.test(query);
}

/** The same search with or without this program's own traffic. */
export function withOutsideOnly(query: string | undefined, on: boolean): string {
  const rest = (query ?? '').replace(OUTSIDE, '').trim();
  return on ? `${rest} by:outside`.trim() : rest;
}
