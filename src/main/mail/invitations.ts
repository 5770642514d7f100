import type { Language } from './words.ts';

/** What the page behind a link may know. */
export interface Opened {
  readonly state: 'pending' | 'used' | 'dead' | 'unknown';
  /** the language of the mail; null when the mail is gone */
  readonly language: Language | null;
  readonly userName: string;
}

/** The links of a sandbox, for the page behind them. Each call is one transaction. */
export interface Invitations {
  open(secret: string): Opened;
  /** @returns `set`, `refused` when the password may not be set, or why the link does not work */
  accept(secret: string, password: string): 'set' | 'refused' | 'used' | 'dead' | 'unknown';
}
