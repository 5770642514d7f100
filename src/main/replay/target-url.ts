/** An endpoint cannot be used as it was named: its base URL, its token or the confirmation is wrong. The message says why. */
export class TargetUrlError extends Error {
  override readonly name = 'TargetUrlError';
}

/** Whether a host name means this machine and no other (RFC 6761 §6.3, RFC 1122 §3.2.1.3). */
export function isLoopback(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, '');
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/**
 * @returns the base URL without a slash at its end
 * @throws TargetUrlError when it is no http(s) URL, carries a user, a query or a fragment, or would send the token unencrypted to another machine
 */
export function readTargetUrl(text: string): URL {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch (error) {
    throw new TargetUrlError(`"${text}" is no URL. Enter the tenant URL, such as https://scim.example.com/scim/v2`, {
      cause: error,
    });
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new TargetUrlError(`"${text}" is no web address. Enter the tenant URL, which begins with https://`);
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new TargetUrlError('Enter the tenant URL alone, without a user, a query or a fragment. The token has its own field.');
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new TargetUrlError(
      `http:// would send the token and the people unencrypted to ${url.hostname}. Use https:// for anything that is not on this machine.`,
    );
  }
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}
