import { inLanguage } from '../locales/formats.ts';

const oneDigit = inLanguage((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }));
const whole = inLanguage((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }));

/** "0.4 ms", "12 ms", "1.3 s". */
export function formatDuration(ms: number): string {
  if (ms >= 1000) return `${oneDigit().format(ms / 1000)} s`;
  return `${ms < 10 ? oneDigit().format(ms) : whole().format(ms)} ms`;
}

/** "312 B", "1.2 kB", "3.4 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${oneDigit().format(bytes / 1000)} kB`;
  return `${oneDigit().format(bytes / 1_000_000)} MB`;
}
