import type { Forgiven } from './forgiven.ts';

/** Where a request goes, below the base URL. */
export interface Target {
  /** decoded, no trailing slash: `/Users/2819c223`; empty for the base URL itself */
  readonly path: string;
  /** the parts of `path`, each decoded on its own, so that an id may hold an encoded slash */
  readonly segments: readonly string[];
  /** raw query without `?` */
  readonly query: string;
  /** the address ended in a `?` with nothing behind it, as OneLogin's do */
  readonly bareQuery: boolean;
  readonly forgiven: readonly Forgiven[];
}

/**
 * Feature flags that Entra ID admins put behind the tenant URL (Entra ID documentation on SCIM compatibility).
 * A client that glues `/Users` onto the whole tenant URL sends the path behind the flag.
 */
const pathBehindFlag = /^((?:aadOptscim|AzureAdScimPatch)\d+(?:=[^/&?]*)?)\/([^?&]*)(?:[?&](.*))?$/is;

/**
 * Splits a request target into the path below `basePath` and the raw query; null when it is not below it. Double slashes
 * (a tenant URL that ends in `/`), a trailing slash and a path behind `?aadOptscim062020` are put right. Bad
 * percent-encoding is kept as sent, so that it ends as an unknown path.
 */
export function readTarget(url: string, basePath: string): Target | null {
  if (!url.startsWith(basePath)) return null;
  const questionMark = url.indexOf('?');
  let rawPath = url.slice(basePath.length, questionMark === -1 ? undefined : questionMark);
  if (rawPath !== '' && !rawPath.startsWith('/')) return null;
  let query = questionMark === -1 ? '' : url.slice(questionMark + 1);
  const bareQuery = questionMark !== -1 && query === '';
  let forgiven: readonly Forgiven[] = [];
  if (query !== '') {
    const misplaced = pathBehindFlag.exec(query);
    if (misplaced !== null) {
      const [, flag = '', path = '', rest = ''] = misplaced;
      rawPath = `${rawPath}/${path}`;
      query = rest === '' ? flag : `${flag}&${rest}`;
      forgiven = [
        {
          code: 'path-behind-query',
          ruleId: null,
          attribute: null,
          what: `the path came behind the flag \`${flag}\` in the address; read as \`/${path}\``,
        },
      ];
    }
  }
  const segments: string[] = [];
  for (const segment of rawPath.split('/')) {
    if (segment !== '') segments.push(decodeOrKeep(segment));
  }
  return { path: segments.length === 0 ? '' : `/${segments.join('/')}`, segments, query, bareQuery, forgiven };
}

function decodeOrKeep(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    if (error instanceof URIError) return segment;
    throw error;
  }
}
