import type { Idp } from '#shared/contract/exchanges.ts';
import type { Finding } from '#shared/contract/findings.ts';
import type { ObservedAttribute } from '#shared/contract/observed.ts';
import type { People } from './people.ts';
import type { SentValue } from './sent-values.ts';

const SAMPLES = 5;
const SAMPLE_LENGTH = 120;

/** Who sent a value, when, and what came of it. */
export interface Sending {
  readonly id: number;
  readonly at: string;
  readonly idp: Idp;
  readonly client: string;
  readonly findings: readonly Finding[];
}

/** What is counted of one attribute path. */
export class Tally {
  readonly #path: string;
  readonly #people = new Set<number>();
  readonly #types = new Map<string, number>();
  readonly #senders = new Map<string, { idp: Idp; count: number }>();
  readonly #outcomes = new Map<string, { ruleId: string | null; severity: Finding['severity']; count: number }>();
  readonly #told = new WeakSet<Finding>();
  readonly #samples: { value: string; exchange: number }[] = [];
  #values = 0;
  #last = { id: -1, at: '' };

  constructor(path: string) {
    this.#path = path;
  }

  add(person: number, value: SentValue['value'], sending: Sending): void {
    if (value === null) return;
    this.#values += 1;
    this.#people.add(person);
    const type = typeof value;
    this.#types.set(type, (this.#types.get(type) ?? 0) + 1);
    const sender = this.#senders.get(sending.client) ?? { idp: sending.idp, count: 0 };
    sender.count += 1;
    this.#senders.set(sending.client, sender);
    if (sending.id > this.#last.id) this.#last = { id: sending.id, at: sending.at };
    this.#sample(shorten(String(value)), sending.id);
    for (const finding of sending.findings) if (isAbout(finding, this.#path)) this.#outcome(finding);
  }

  /** null: it was named and never had a value */
  view(people: People): ObservedAttribute | null {
    if (this.#values === 0) return null;
    const whole = new Set<number>();
    for (const person of this.#people) if (people.isDescribed(person)) whole.add(people.find(person));
    const outcomes = [...this.#outcomes.values()].toSorted((a, b) => b.count - a.count);
    const sum = (severity: Finding['severity']) =>
      outcomes.reduce((all, one) => all + (one.severity === severity ? one.count : 0), 0);
    return {
      path: this.#path,
      covered: whole.size,
      values: this.#values,
      types: [...this.#types].map(([type, count]) => ({ type, count })).toSorted((a, b) => b.count - a.count),
      samples: this.#samples.toSorted((a, b) => b.exchange - a.exchange).map(({ value }) => value),
      senders: [...this.#senders]
        .map(([client, { idp, count }]) => ({ client, idp, count }))
        .toSorted((a, b) => b.count - a.count),
      refused: sum('refused'),
      warned: sum('warning'),
      forgiven: sum('forgiven'),
      outcomes,
      lastSeen: this.#last.at,
      lastExchangeId: this.#last.id,
    };
  }

  #sample(value: string, exchange: number): void {
    const known = this.#samples.find((sample) => sample.value === value);
    if (known !== undefined) {
      known.exchange = Math.max(known.exchange, exchange);
    } else if (this.#samples.length < SAMPLES) {
      this.#samples.push({ value, exchange });
    } else {
      const oldest = this.#samples.reduce((a, b) => (b.exchange < a.exchange ? b : a));
      if (exchange > oldest.exchange) Object.assign(oldest, { value, exchange });
    }
  }

  /** A finding is about a request as a whole, which may carry the attribute in many operations: it counts once. */
  #outcome(finding: Finding): void {
    if (this.#told.has(finding)) return;
    this.#told.add(finding);
    const { ruleId, severity } = finding;
    const key = `${severity} ${ruleId ?? ''}`;
    const known = this.#outcomes.get(key) ?? { ruleId, severity, count: 0 };
    known.count += 1;
    this.#outcomes.set(key, known);
  }
}

/** Findings name attributes with and without their filter, and sometimes only the attribute whose part it is. */
function isAbout(finding: Finding, path: string): boolean {
  if (finding.attribute === null) return false;
  const named = withoutFilter(finding.attribute);
  const own = withoutFilter(path);
  return own === named || own.startsWith(`${named}.`);
}

function withoutFilter(path: string): string {
  return path.replace(/\[.*\]/s, '').toLowerCase();
}

function shorten(text: string): string {
  return text.length <= SAMPLE_LENGTH ? text : `${text.slice(0, SAMPLE_LENGTH - 1)}…`;
}
