import type { LogFileExchange } from '../format/schema.ts';
import { BodyRewriter, type Json, type Replaced } from './body.ts';
import { People } from './people.ts';

const MAIL_IN_TEXT = /[\p{L}\p{N}._%+'#-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
const WORD_IN_TEXT = /[\p{L}\p{N}][\p{L}\p{N}._-]*[\p{L}\p{N}]/gu;
const NOT_KEPT = '(not JSON, so it is left out of a pseudonymised log)';
const ADDRESS_HEADERS = new Set([
  'x-forwarded-for',
  'forwarded',
  'x-real-ip',
  'cf-connecting-ip',
  'x-client-ip',
  'true-client-ip',
]);

/**
 * Takes persons out of a log for a support ticket, and leaves what the log is about: the same person has the same pseudonym in every body,
 * path, filter and sentence; ids stay as they are. Notes and bodies that are not JSON are left out, because nobody can know whom they name.
 * It learns as it goes, so all exchanges of a log must go through one pseudonymiser, oldest first.
 */
export class Pseudonymiser {
  readonly #people = new People();

  exchange(entry: LogFileExchange): LogFileExchange {
    const replaced: Replaced = new Map();
    const rewriter = new BodyRewriter(this.#people, replaced, (text) => this.#mails(text));
    const bodies = [entry.request.body, entry.response.body].map(parse);
    const person = this.#personOf(entry, bodies, rewriter);
    const body = (index: number): string | null => {
      const parsed = bodies[index];
      if (parsed === undefined || parsed.kind === 'none') return null;
      return parsed.kind === 'text' ? NOT_KEPT : JSON.stringify(rewriter.rewrite(parsed.value, person));
    };
    const [request, response] = [body(0), body(1)];
    const document = (value: Json | null) =>
      value === null ? null : (rewriter.rewrite(value, person) as Record<string, unknown>);
    const changes = entry.changes.map((change) => ({
      ...change,
      before: document(change.before),
      after: document(change.after),
    }));
    const text = (value: string) => this.#text(value, replaced);
    const nullable = (value: string | null) => (value === null ? null : text(value));
    const headers = (list: LogFileExchange['request']['headers']) =>
      list.map(({ name, value }) => ({ name, value: ADDRESS_HEADERS.has(name.toLowerCase()) ? '(left out)' : text(value) }));
    return {
      ...entry,
      remoteAddress: '(left out)',
      token: entry.token === null ? null : { ...entry.token, name: text(entry.token.name) },
      request: {
        ...entry.request,
        url: address(entry.request.url, text),
        path: address(entry.request.path, text),
        headers: headers(entry.request.headers),
        body: request,
      },
      response: { ...entry.response, headers: headers(entry.response.headers), body: response },
      sentence: text(entry.sentence),
      resource: { ...entry.resource, name: nullable(entry.resource.name) },
      findings: entry.findings.map((finding) => ({
        ...finding,
        attribute: nullable(finding.attribute),
        what: text(finding.what),
        why: text(finding.why),
        fix: text(finding.fix),
      })),
      forgiven: entry.forgiven.map(text),
      evidence: entry.evidence.map(text),
      changes: changes.map((change) => ({ ...change, resourceName: text(change.resourceName) })),
      note: null,
      tags: entry.tags.map(text),
    };
  }

  /** The user whom an exchange is about, also where the body does not say so, as in a PATCH. */
  #personOf(entry: LogFileExchange, bodies: readonly Parsed[], rewriter: BodyRewriter): number | null {
    const { type, id, name } = entry.resource;
    const documents = [
      ...bodies.map((body) => (body.kind === 'json' ? body.value : null)),
      ...entry.changes.map(({ before }) => before),
    ];
    const known = type === 'User' && name !== null && name !== id ? this.#people.find([name], id) : null;
    for (const document of documents) {
      const person = rewriter.personOf(document);
      if (person !== null && known === null) return person;
    }
    return known ?? (type === 'User' && id !== null ? this.#people.withId(id) : null);
  }

  #text(text: string, replaced: Replaced): string {
    let shown = text;
    const longestFirst = [...replaced].filter(([original]) => original.length > 1).toSorted(([a], [b]) => b.length - a.length);
    for (const [original, pseudonym] of longestFirst) shown = replaceWord(shown, original, pseudonym);
    return this.#mails(shown);
  }

  /** Mail addresses, known or not, and known accounts. */
  #mails(text: string): string {
    const withoutMails = text.replace(MAIL_IN_TEXT, (mail) => {
      if (/@domain\d+\.example$/i.test(mail)) return mail;
      this.#people.find([mail], null);
      return this.#people.known(mail) ?? mail;
    });
    return withoutMails.replace(WORD_IN_TEXT, (word) => this.#people.known(word) ?? word);
  }
}

type Parsed = { readonly kind: 'none' } | { readonly kind: 'text' } | { readonly kind: 'json'; readonly value: unknown };

function parse(body: string | null): Parsed {
  if (body === null || body === '') return { kind: 'none' };
  try {
    return { kind: 'json', value: JSON.parse(body) };
  } catch {
    // Broken bodies are part of a log, but their contents cannot be told apart, so they are left out.
    return { kind: 'text' };
  }
}

/** An address, whose parts are percent-encoded. */
function address(url: string, text: (value: string) => string): string {
  return url
    .split(/([/?&=])/)
    .map((part) => encoded(part, text))
    .join('');
}

function encoded(part: string, text: (value: string) => string): string {
  let plain: string;
  try {
    plain = decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    // A broken encoding is rewritten as it stands.
    return text(part);
  }
  const shown = text(plain);
  return shown === plain ? part : encodeURIComponent(shown);
}

function replaceWord(text: string, word: string, by: string): string {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return text.replace(new RegExp(String.raw`(?<![\p{L}\p{N}])${escaped}(?![\p{L}\p{N}])`, 'giu'), () => by);
}
