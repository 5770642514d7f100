import type { IncomingMessage } from 'node:http';
import type { Invitations, Opened } from '../mail/invitations.ts';
import type { Language } from '../mail/words.ts';
import { type Page, formPage, tellingPage } from './invitation-page.ts';
import { PAGE_WORDS } from './invitation-words.ts';
import { isAskedForLocally } from './loopback.ts';

/*
 * The page behind the link of an invitation, the one thing of the SCIM listener that wants no token: the 256 random bits of the link
 * are what opens it. It exists for browsers of this machine only; to everyone else its path is one that there is not.
 */

export const INVITATION_PATH = '/invitation/';
/** Two passwords of the greatest length, percent-encoded, fit well. */
const LARGEST_FORM = 8 * 1024;
const DRAIN_LIMIT = 1024 * 1024;

/** Whether the request is for the page, and comes from where the page may be seen. */
export function isInvitation(message: IncomingMessage): boolean {
  return message.url?.startsWith(INVITATION_PATH) === true && isAskedForLocally(message);
}

/** `/invitation/<secret>` is a link of the default sandbox, `/invitation/<sandbox>/<secret>` one of another. */
export function readLink(url: string): { sandbox: string | null; secret: string } {
  const parts = (url.slice(INVITATION_PATH.length).split(/[?#]/, 1)[0] ?? '').split('/');
  const secret = parts.pop() ?? '';
  return { sandbox: parts.length === 1 ? (parts[0] ?? null) : null, secret };
}

export async function answerInvitation(message: IncomingMessage, invitations: Invitations, secret: string): Promise<Page> {
  const { method = '' } = message;
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') return notAllowed();
  const link = invitations.open(secret);
  const language = link.language ?? preferred(message);
  if (link.state !== 'pending') return deadEnd(link.state, language);
  if (method !== 'POST') return formPage(language, 200, link.userName, null);
  return setPassword(message, { invitations, secret, language, userName: link.userName });
}

interface Form {
  readonly invitations: Invitations;
  readonly secret: string;
  readonly language: Language;
  readonly userName: string;
}

async function setPassword(message: IncomingMessage, { invitations, secret, language, userName }: Form): Promise<Page> {
  const words = PAGE_WORDS[language];
  const again = (status: number, problem: string) => formPage(language, status, userName, problem);
  if (!isFromOwnPage(message)) return again(403, words.foreign);
  const fields = await readForm(message);
  const password = fields?.get('password') ?? '';
  if (fields === null || password === '') return again(400, words.unreadable);
  if (password !== fields.get('repeat')) return again(422, words.differ);
  const result = invitations.accept(secret, password);
  if (result === 'refused') return again(422, words.tooShort);
  // Another tab was quicker.
  if (result !== 'set') return deadEnd(result, language);
  return tellingPage(language, 200, words.set, words.setText(userName));
}

function deadEnd(state: Exclude<Opened['state'], 'pending'>, language: Language): Page {
  const words = PAGE_WORDS[language];
  if (state === 'unknown') return tellingPage(language, 404, words.unknown, words.unknownText);
  const text = state === 'used' ? words.usedText : words.deadText;
  return tellingPage(language, 410, words[state], text);
}

function notAllowed(): Page {
  return { status: 405, headers: { allow: 'GET, HEAD, POST' }, body: '' };
}

/** A browser names the page that a form was sent from, in `Origin` or, where it leaves that out, in `Referer`. */
function isFromOwnPage({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  const sender = headers.origin ?? URL.parse(headers.referer ?? '')?.origin;
  return sender === `http://${headers.host ?? ''}`;
}

/** @returns null for a body that is no form, or too large */
async function readForm(message: IncomingMessage): Promise<URLSearchParams | null> {
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(message.headers['content-type'] ?? '')) return null;
  const chunks: Buffer[] = [];
  let bytes = 0;
  // What is too large is read on for a while, so that the browser gets to see the answer.
  for await (const chunk of message.iterator({ destroyOnReturn: false })) {
    const part = Buffer.from(chunk as Uint8Array);
    bytes += part.length;
    if (bytes <= LARGEST_FORM) chunks.push(part);
    if (bytes > DRAIN_LIMIT) return null;
  }
  if (bytes > LARGEST_FORM) return null;
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

/** Of a link that no mail belongs to. */
function preferred({ headers }: IncomingMessage): Language {
  return /^\s*de\b/i.test(headers['accept-language'] ?? '') ? 'de' : 'en';
}
