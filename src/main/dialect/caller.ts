import type { Idp } from '#shared/contract/exchanges.ts';
import type { JsonValue } from '#shared/scim/wire.ts';

/** One request as the dialect step sees it, before anything was interpreted. */
export interface WireRequest {
  readonly method: string;
  /** below the base URL, decoded, without query: `/Users/2819c223` */
  readonly path: string;
  /** raw query without `?`, as sent: `filter=userName+eq+%22u01%22&` */
  readonly query: string;
  /** the address ended in a `?` with nothing behind it */
  readonly bareQuery?: boolean;
  /** names in lower case, as Node gives them */
  readonly headers: Readonly<Record<string, string>>;
  /** parsed JSON body; undefined when there was none or it did not parse */
  readonly body: JsonValue | undefined;
}

export type Dialect =
  | 'entra-default'
  | 'entra-scim2020'
  | 'entra'
  | 'okta-wizard'
  | 'okta-catalog'
  | 'okta'
  | 'onelogin'
  | 'jumpcloud'
  | 'pingone'
  | 'pingfederate'
  | 'google'
  | 'unknown';

/** Who is calling, and how we know. */
export interface Caller {
  readonly idp: Idp;
  readonly dialect: Dialect;
  /** for the log: "Entra ID, default dialect" */
  readonly client: string;
  /** for sentences: "Entra ID"; "A provisioning client" when unknown */
  readonly name: string;
  /** "header `ADSCIMVersion` present" */
  readonly evidence: readonly string[];
}
