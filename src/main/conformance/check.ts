import type { CheckGroup, CheckList } from '#shared/contract/conformance.ts';
import type { Bench } from './bench.ts';

/** What an endpoint may leave out, as its ServiceProviderConfig says (RFC 7643 §5, RFC 9865 §4). */
export type Feature = 'patch' | 'bulk' | 'filter' | 'sort' | 'etag' | 'cursor';

/**
 * How binding it is. `must`: the RFC demands it · `should`: the RFC recommends it, so a miss is a warning · `idp`: the RFC leaves it open or
 * says otherwise, and the identity provider demands it.
 */
export type Binding = 'must' | 'should' | 'idp';

/** One thing that an endpoint does or does not do. */
export interface Check {
  /** stable, for `--only`, reports and links: `patch.replace` */
  readonly id: string;
  readonly title: string;
  readonly group: CheckGroup;
  readonly binding: Binding;
  /** the clause, or the vendor's test in our own words */
  readonly source: string;
  readonly needs?: readonly Feature[];
  /** needs groups to be offered */
  readonly needsGroups?: true;
  /** what to do when it fails */
  readonly fix: string;
  /** @throws CheckFailure, NotOffered */
  run(bench: Bench): Promise<void>;
}

/** The endpoint does something else; the message says what was seen. */
export class CheckFailure extends Error {
  override readonly name = 'CheckFailure';
}

/** The endpoint does not have this, and says so, or a rule takes its place; the message says which. */
export class NotOffered extends Error {
  override readonly name = 'NotOffered';
}

const OWNERS = { entra: 'Microsoft', okta: 'Okta' } as const;

export function listOf({ group }: Check): CheckList {
  return group === 'entra' || group === 'okta' ? group : 'rfc';
}

/** Who is right when it fails, in a sentence. */
export function whoIsRight({ group, binding, source }: Check): string {
  const owner = group === 'entra' || group === 'okta' ? OWNERS[group] : null;
  if (binding === 'idp' && owner !== null) {
    return `${owner} asks for this and the RFCs leave it open. An endpoint that ${owner === 'Okta' ? 'Okta' : 'Entra ID'} is to provision has to do it.`;
  }
  const also = owner === null ? '' : ` ${owner} tests for it too.`;
  return binding === 'should'
    ? `The RFC recommends it (${source}). An endpoint may do otherwise, and clients have to live with that.${also}`
    : `The RFC is right (${source}): the endpoint has to change.${also}`;
}
