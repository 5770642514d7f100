import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Generator, type Probe, bytesOf } from './probe.ts';
import { hostileJson, hostileName, hostileText } from './hostile-values.ts';
import type { Random } from './random.ts';

interface Step {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly contentType: string;
  readonly body: string | undefined;
}

const folder = fileURLToPath(new URL('../fixtures/sessions/', import.meta.url));
const STEPS: readonly Step[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => stepsOf(JSON.parse(readFileSync(folder + file, 'utf8')) as Session));

interface Session {
  readonly headers?: Record<string, string>;
  readonly contentType?: string;
  readonly steps: readonly { method: string; path: string; headers?: Record<string, string>; body?: unknown }[];
}

function stepsOf({ headers = {}, contentType = 'application/scim+json', steps }: Session): Step[] {
  return steps.map((step) => ({
    method: step.method,
    path: step.path,
    headers: { ...headers, ...step.headers },
    contentType,
    body: step.body === undefined ? undefined : JSON.stringify(step.body),
  }));
}

/** What identity providers really send, with something wrong in it. */
export const mutatedSession: Generator = ({ random, ids }): Probe => {
  const step = random.pick(STEPS);
  const fill = (text: string) =>
    text.replaceAll(/\{\{[\w.]+\}\}/g, () => (ids.length > 0 && random.chance(0.8) ? random.pick(ids) : hostileText(random)));
  const path = asTarget(fill(step.path));
  let body = step.body === undefined ? undefined : fillJson(step.body, fill);
  let mutatedPath = path;
  const times = random.int(0, 3);
  for (let i = 0; i < times; i++) {
    if (body !== undefined && random.chance(0.8)) body = mutateJson(random, body);
    else mutatedPath = mutateText(random, mutatedPath);
  }
  const method = random.chance(0.05) ? random.pick(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']) : step.method;
  const headers = Object.entries({ ...(body === undefined ? {} : { 'Content-Type': step.contentType }), ...step.headers });
  return {
    kind: 'mutated session',
    pieces: [bytesOf({ method, target: `/scim/v2${asTarget(mutatedPath)}`, headers, body })],
    answers: 1,
    head: method === 'HEAD',
  };
};

/** Nothing that would end the request line; that kind of wrong has its own generator. */
export function asTarget(text: string): string {
  return text
    .replaceAll(/[\u0000- \u007f]/g, (character) => encodeURIComponent(character))
    .replaceAll(/[^\u0000-\u007f]+/g, (run) => encodeURIComponent(run.toWellFormed()));
}

function fillJson(body: string, fill: (text: string) => string): string {
  return body.replaceAll(/\{\{[\w.]+\}\}/g, (variable) => JSON.stringify(fill(variable)).slice(1, -1));
}

function mutateJson(random: Random, body: string): string {
  if (random.chance(0.2)) return mutateText(random, body);
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    // A mutation before this one broke it.
    return mutateText(random, body);
  }
  const places: { holder: Record<string, unknown> | unknown[]; key: string | number }[] = [];
  collect(value, places);
  if (places.length === 0) return hostileJson(random);
  const { holder, key } = random.pick(places);
  // The text of the new value stands in for it until it is written, since JSON.parse would tame it.
  const mark = `@@${random.int(0, 1e9)}@@`;
  switch (random.int(0, 4)) {
    case 0:
      Reflect.deleteProperty(holder, key);
      return JSON.stringify(value);
    case 1: {
      const old: unknown = Reflect.get(holder, key);
      Reflect.set(holder, key, mark);
      return JSON.stringify(value).replace(
        `"${mark}"`,
        () => `[${random.many(0, 3, () => JSON.stringify(old) ?? 'null').join(',')}]`,
      );
    }
    case 2:
      Reflect.set(holder, key, mark);
      return JSON.stringify(value).replace(`"${mark}"`, () => hostileJson(random));
    case 3: {
      const text = JSON.stringify(value);
      return text.replace('{', () => `{${JSON.stringify(hostileName(random))}:${hostileJson(random)}${text === '{}' ? '' : ','}`);
    }
    default:
      Reflect.set(holder, key, random.chance(0.5) ? hostileText(random) : flipCase(Reflect.get(holder, key)));
      return JSON.stringify(value);
  }
}

function flipCase(value: unknown): unknown {
  return typeof value === 'string' ? value.toUpperCase() : [value];
}

function collect(value: unknown, places: { holder: Record<string, unknown> | unknown[]; key: string | number }[]): void {
  if (typeof value !== 'object' || value === null) return;
  const holder = value as Record<string, unknown> | unknown[];
  const keys: (string | number)[] = Array.isArray(holder) ? [...holder.keys()] : Object.keys(holder);
  for (const key of keys) {
    places.push({ holder, key });
    collect(Reflect.get(holder, key), places);
  }
}

function mutateText(random: Random, text: string): string {
  const at = random.int(0, text.length);
  switch (random.int(0, 3)) {
    case 0:
      return text.slice(0, at) + text.slice(at + random.int(1, 5));
    case 1:
      return (
        text.slice(0, at) +
        random.pick(['"', '{', '}', '[', ']', ',', ':', '%', '&', '?', '/', '\\', '=', '(', '\u00e9', '%zz', '%00', '[]', '..']) +
        text.slice(at)
      );
    case 2:
      return text.slice(0, at) + text.slice(Math.max(0, at - 20));
    default:
      return text.slice(0, at);
  }
}
