import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { fileURLToPath } from 'node:url';
import { expect, vi } from 'vitest';
import type { RunStepDetail, RunSummary } from '#shared/contract/replay.ts';
import type { openConsole } from '../../support/console-client.ts';
import { Session, type Variables, capture, play } from '../session-player.ts';

export type TestConsole = Awaited<ReturnType<typeof openConsole>>;

export function readSession(name: string): Session {
  const file = fileURLToPath(new URL(`../../fixtures/sessions/${name}.json`, import.meta.url));
  return Session.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Plays a fixture against a host, so that its log holds it. */
export async function record(scim: string, session: Session): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const variables: Variables = new Map();
  for (const step of session.steps) capture(step, (await play(agent, scim, session, step, variables)).body, variables);
  agent.destroy();
}

/** Waits until a run has come to its end, or to a break. */
export async function ended(console: TestConsole, id: number): Promise<RunSummary> {
  return vi.waitFor(
    async () => {
      const run = await console.replay.get({ id });
      expect(['finished', 'stopped', 'broken']).toContain(run.state);
      return run;
    },
    { timeout: 30_000, interval: 20 },
  );
}

/** Every step of a run that did not come out the same, with all that is known of it. */
export async function oddSteps(console: TestConsole, id: number): Promise<RunStepDetail[]> {
  const { items } = await console.replay.steps({ id, limit: 500 });
  const odd = items.filter(({ outcome }) => outcome !== 'same');
  return Promise.all(odd.map(({ seq }) => console.replay.step({ id, seq })));
}

/** For the message of a failed expectation. */
export function toldOf(steps: readonly RunStepDetail[]): string {
  return steps
    .map((step) =>
      [
        `${step.seq} ${step.outcome} ${step.method} ${step.path}: ${step.sentence} ${step.reason ?? ''}`,
        ...step.differences.map(({ path, before, now }) => `   ${path}: ${before} -> ${now}`),
      ].join('\n'),
    )
    .join('\n');
}

/** The session that the latest exchange belongs to, once it is sorted in. */
export async function latestSession(console: TestConsole): Promise<string> {
  return vi.waitFor(
    async () => {
      const { items } = await console.exchanges.list({ limit: 1 });
      const { sessionId } = await console.exchanges.get({ id: items[0]?.id ?? 0 });
      expect(sessionId).not.toBeNull();
      return String(sessionId);
    },
    { timeout: 10_000, interval: 20 },
  );
}
