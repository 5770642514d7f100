import { type Agent, request } from 'node:http';
import { z } from 'zod';
import { RulePreset } from '#shared/contract/rules.ts';
import { TOKEN } from '../support/host.ts';

/** One recorded session: what an identity provider sends, what it must get, and what the directory holds at the end. */
export const Session = z.strictObject({
  name: z.string(),
  /** where the shapes come from, in words */
  source: z.string(),
  profile: z.enum(['meisterplan', 'rfc7643']),
  /** rule preset that is put in force before the session */
  preset: RulePreset.optional(),
  /** sent with every request */
  headers: z.record(z.string(), z.string()).default({}),
  /** `Content-Type` of bodies; the one of a step wins */
  contentType: z.string().default('application/scim+json; charset=utf-8'),
  steps: z.array(
    z.strictObject({
      say: z.string(),
      method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']),
      /** the request target below `/scim/v2`, byte for byte */
      path: z.string(),
      headers: z.record(z.string(), z.string()).default({}),
      body: z.json().optional(),
      expect: z.strictObject({
        status: z.number().int(),
        /** these members must be there with these values; lists must have this length */
        body: z.json().optional(),
        /** top-level members that must not be there */
        absent: z.array(z.string()).default([]),
        headers: z.record(z.string(), z.string()).default({}),
        /** how the log names the caller and tells the exchange, and the codes of its findings */
        client: z.string().optional(),
        told: z.string().optional(),
        verdict: z.string().optional(),
        findings: z.array(z.string()).optional(),
      }),
      /** variable → dotted path into the answer */
      capture: z.record(z.string(), z.string()).default({}),
    }),
  ),
  /** everything that the service lists at the end and did not list before, without `meta` and `groups`; `members` as values */
  directory: z.strictObject({ Users: z.array(z.json()), Groups: z.array(z.json()) }),
});
export type Session = z.infer<typeof Session>;
export type Step = Session['steps'][number];
export type Variables = Map<string, string>;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

/** Plays one step over a real socket: the target goes out as it is written, which `fetch` would not do. */
export function play(agent: Agent, base: string, session: Session, step: Step, variables: Variables): Promise<Answer> {
  const url = new URL(base);
  const body = step.body === undefined ? undefined : JSON.stringify(fillIn(step.body, variables));
  const path = url.pathname + fillInText(step.path, variables);
  const headers = {
    authorization: `Bearer ${TOKEN}`,
    ...session.headers,
    ...(body === undefined ? {} : { 'content-type': session.contentType, 'content-length': Buffer.byteLength(body) }),
    ...step.headers,
  };
  return new Promise((resolve, reject) => {
    const sent = request({ agent, host: url.hostname, port: url.port, method: step.method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.once('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text === '' ? null : JSON.parse(text) });
      });
      response.once('error', reject);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** Keeps what a step captures; throws when the answer does not hold it. */
export function capture(step: Step, body: unknown, variables: Variables): void {
  for (const [name, path] of Object.entries(step.capture)) {
    let value = body;
    for (const part of path.split('.')) {
      value = typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined;
    }
    if (typeof value !== 'string') throw new Error(`"${step.say}": the answer has no text at ${path}`);
    variables.set(name, value);
  }
}

/** Every `{{name}}` in any text of a value. */
export function fillIn(value: unknown, variables: Variables): unknown {
  if (typeof value === 'string') return fillInText(value, variables);
  if (Array.isArray(value)) return value.map((element) => fillIn(element, variables));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, fillIn(member, variables)]));
}

function fillInText(text: string, variables: Variables): string {
  return text.replaceAll(/\{\{([\w.]+)\}\}/g, (_, name: string) => {
    const value = variables.get(name);
    if (value === undefined) throw new Error(`the session uses {{${name}}} before it is known`);
    return value;
  });
}

/** A listed resource in the form of a fixture's `directory`: what is stored of it. `groups` is worked out from the groups (RFC 7643 §4.1.2). */
export function forDirectory(resource: Record<string, unknown>): Record<string, unknown> {
  const { meta: _meta, groups: _groups, members, ...rest } = resource;
  if (!Array.isArray(members)) return rest;
  return { ...rest, members: members.map((member: { value: string }) => member.value).toSorted() };
}
