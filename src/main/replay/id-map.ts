/** What one answer taught: old and new ids, versions and cursors. */
export interface Lesson {
  readonly ids: readonly (readonly [before: string, now: string])[];
  /** ids that both answers mention beside the same name, as members do; they count where nothing more certain is known */
  readonly mentions: readonly (readonly [before: string, now: string])[];
  /** the resource (its new id), its version then and now */
  readonly versions: readonly (readonly [id: string, before: string, now: string])[];
  readonly cursors: readonly (readonly [before: string, now: string])[];
}

/** Long, with a digit and no space: such a text is an id wherever it stands. A short one (`42`) is an id only where ids stand. */
export function isDistinctive(id: string): boolean {
  return id.length >= 16 && /\d/.test(id) && /^[A-Za-z0-9_-]+$/.test(id);
}

/** Ids, versions and cursors of the original, and what they are at the target; grows with every answer. */
export class IdMap {
  readonly #ids = new Map<string, string>();
  readonly #versions = new Map<string, string>();
  readonly #latest = new Map<string, string>();
  readonly #cursors = new Map<string, string>();

  learn({ ids, mentions, versions, cursors }: Lesson): void {
    for (const [before, now] of ids) this.#ids.set(before, now);
    for (const [before, now] of mentions) if (!this.#ids.has(before)) this.#ids.set(before, now);
    for (const [id, before, now] of versions) {
      this.#versions.set(`${id}\n${before}`, now);
      this.#latest.set(id, now);
    }
    for (const [before, now] of cursors) this.#cursors.set(before, now);
  }

  /** nothing to rewrite yet */
  get isEmpty(): boolean {
    return this.#ids.size === 0;
  }

  id(before: string): string {
    return this.#ids.get(before) ?? before;
  }

  cursor(before: string): string {
    return this.#cursors.get(before) ?? before;
  }

  /** the version that stands for an old one of the resource, else the latest that was seen of it */
  version(newId: string, before: string): string | undefined {
    return this.#versions.get(`${newId}\n${before}`) ?? this.#latest.get(newId);
  }

  /** Replaces every known distinctive id that stands alone in a text, be it an address, a filter or JSON. */
  inText(text: string): string {
    if (this.isEmpty) return text;
    // Percent-encoded and escaped characters are no part of the id beside them.
    return text.replace(/%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\.|[A-Za-z0-9_-]{16,}/g, (token) => {
      if (token.startsWith('%') || token.startsWith('\\')) return token;
      return isDistinctive(token) ? this.id(token) : token;
    });
  }
}
