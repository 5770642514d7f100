import { ReachError } from './reach-error.ts';

/**
 * Origins of web pages, each as browsers send it in `Origin`: scheme, host and port, nothing else.
 * @throws ReachError for one that is no origin, or whose page anybody on the way could change
 */
export function readOrigins(texts: readonly string[]): string[] {
  const origins = texts.map((text) => text.trim().replace(/\/+$/, '')).filter((text) => text !== '');
  for (const text of origins) {
    const url = URL.parse(text);
    if (url === null || url.origin !== text.toLowerCase()) {
      throw new ReachError(
        'invalid_input',
        `"${text}" is no origin. Enter scheme and host alone, such as https://tools.example.com`,
      );
    }
    if (url.protocol !== 'https:') {
      throw new ReachError(
        'invalid_input',
        `"${text}" is not encrypted. A page that may call the service must come over https://`,
      );
    }
  }
  return [...new Set(origins.map((origin) => origin.toLowerCase()))];
}
