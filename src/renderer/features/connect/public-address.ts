import type { Exposure } from '#shared/contract/reach.ts';

/** The tenant URL behind an address that was proven to lead here. */
export function exposedTenantUrl({ url }: Exposure, tenantUrl: string): string {
  return url + new URL(tenantUrl).pathname;
}

/**
 * The tenant URL as an IdP in the cloud reaches it: the tunnel's address with the path of the local one.
 * @param address what the admin typed or pasted, with or without path
 * @returns null for what is not an https address
 */
export function publicTenantUrl(address: string, tenantUrl: string): string | null {
  const text = address.trim();
  if (text === '') return null;
  const withScheme = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(withScheme)) return null;
  const url = new URL(withScheme);
  if (url.protocol !== 'https:' || !url.hostname.includes('.')) return null;
  return `${url.origin}${new URL(tenantUrl).pathname}`;
}
