import type { Reply } from './ask.ts';

/** An answer that did not come from this service: what it is, and what to do about it. */
export interface ForeignAnswer {
  readonly what: string;
  readonly fix: string;
}

const NOTHING_BEHIND = 'Start the tunnel again, and check that it leads to the port of this service.';

/** Pages and errors that tunnels and proxies send in place of an answer; the first pattern that matches counts. */
const KNOWN: readonly { readonly pattern: RegExp; readonly answer: ForeignAnswer }[] = [
  {
    pattern: /ERR_NGROK_6024|ngrok-skip-browser-warning/i,
    answer: {
      what: 'ngrok shows its warning page of the free plan in place of the answer (ERR_NGROK_6024).',
      fix: 'ngrok shows it to callers that it takes for browsers. An identity provider cannot click it away: use a paid plan, or another tunnel program.',
    },
  },
  {
    pattern: /ERR_NGROK_(?:3200|3004|8012)|endpoint [^ ]+ is offline/i,
    answer: {
      what: 'ngrok answers that the tunnel of this address is offline, or that nothing is behind it.',
      fix: NOTHING_BEHIND,
    },
  },
  {
    pattern:
      /X-Tunnel-Skip-AntiPhishing-Page|tunnels\.api\.visualstudio\.com|devtunnels[^]*?(?:phishing|you are about to connect)/i,
    answer: {
      what: 'The dev tunnel shows a warning or log-in page in place of the answer.',
      fix: 'Let it be used without logging in (devtunnel host --allow-anonymous). If your organisation forbids that, take another tunnel program.',
    },
  },
  {
    pattern: /error code: 1033|Cloudflare Tunnel error|error code: 502|\b(?:Error|code) 1033\b/i,
    answer: { what: 'Cloudflare answers that no tunnel is connected to this address.', fix: NOTHING_BEHIND },
  },
  {
    pattern: /just a moment|challenge-platform|cf-chl|captcha|attention required/i,
    answer: {
      what: 'A protection against bots asks the caller to prove that it is human.',
      fix: 'Make an exception from that protection for the path of the tenant URL. An identity provider cannot answer such a question.',
    },
  },
  {
    pattern: /cloudflareaccess\.com|type=["']?password|sign[ -]?in|log[ -]?in/i,
    answer: {
      what: 'A log-in page stands before the service.',
      fix: 'Make an exception from it for the path of the tenant URL: an identity provider brings only the bearer token.',
    },
  },
];

/**
 * Recognises an answer that the probe did not give.
 * @returns null for one that could have come from a SCIM service
 */
export function foreignAnswer({ status, headers, text }: Reply, host: string): ForeignAnswer | null {
  const location = headers['location'];
  if (status >= 300 && status < 400 && status !== 304) {
    const isToHttps = location?.startsWith('https://') === true;
    return {
      what: `${host} answers ${status} and sends the caller on to ${location?.slice(0, 200) ?? 'another address'}.`,
      fix: isToHttps
        ? 'Enter the address that it leads to, if that is yours: identity providers do not follow redirects with the token.'
        : 'Take the redirect away for the path of the tenant URL: identity providers do not follow it with the token.',
    };
  }
  if (status === 404 && host.endsWith('.trycloudflare.com') && text === '') {
    return {
      what: `${host} answers 404 from the tunnel program itself.`,
      fix: 'cloudflared heeds a config.yml in its folder (.cloudflared in your home) in place of the port that it was given. Move that file away while the quick tunnel runs.',
    };
  }
  const type = headers['content-type']?.toLowerCase() ?? '';
  const isPage = type.startsWith('text/html') || /^\s*<(?:!doctype|html)/i.test(text);
  const known = isPage || status >= 400 ? KNOWN.find(({ pattern }) => pattern.test(text)) : undefined;
  if (known !== undefined) return known.answer;
  if (status === 502 || status === 504 || (status >= 520 && status <= 530)) {
    return {
      what: `${host} answers ${status}: the tunnel or proxy is there, and does not reach what is behind it.`,
      fix: NOTHING_BEHIND,
    };
  }
  if (isPage) {
    return {
      what: `${host} answers ${status} with a web page in place of SCIM${titleOf(text)}.`,
      fix: 'The address belongs to something else, or a page stands before the service. Check the address and what answers there.',
    };
  }
  return null;
}

function titleOf(html: string): string {
  const title = /<title[^>]*>([^<]{1,120})/i.exec(html)?.[1]?.trim();
  return title === undefined || title === '' ? '' : `, titled “${title}”`;
}
