import { expect, vi } from 'vitest';
import type { RehearsalDetail } from '#shared/contract/rehearsals.ts';
import type { openConsole } from '../../support/console-client.ts';

export type TestConsole = Awaited<ReturnType<typeof openConsole>>;
export type RehearsalInput = Parameters<TestConsole['rehearsals']['start']>[0];

/** Starts a rehearsal and waits until it is over. */
export async function rehearsed(console: TestConsole, input: RehearsalInput): Promise<RehearsalDetail> {
  const { id } = await console.rehearsals.start(input);
  return over(console, id);
}

export function over(console: TestConsole, id: number): Promise<RehearsalDetail> {
  return vi.waitFor(
    async () => {
      const run = await console.rehearsals.get({ id });
      expect(run.state).not.toBe('running');
      return run;
    },
    { timeout: 50_000, interval: 20 },
  );
}

/** For the message of a failed expectation. */
export function failures({ steps }: RehearsalDetail): string {
  return steps
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'skipped')
    .map(({ sentence, told }) => `${sentence} ${told}`)
    .join('\n');
}

export const SMALL = { kind: 'generated', people: 20, groups: 2, seed: 1 } as const;
