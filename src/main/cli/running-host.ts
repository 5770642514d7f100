import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Operation } from '#shared/contract/operation.ts';
import { readConsoleLink } from '../service/console-link.ts';
import { StartupError } from '../service/startup-error.ts';
import { lockFile } from '../store/folder-lock.ts';

/** The console of a host that runs, as a command asks it. */
export interface RunningHost {
  /**
   * @param name of the operation: `reach.check`
   * @throws StartupError when the host refuses it, with its words, or is gone
   */
  call<I extends z.ZodType, O extends z.ZodType>(
    name: string,
    operation: Operation<I, O>,
    input: z.input<I>,
  ): Promise<z.output<O>>;
}

const Refusal = z.object({ message: z.string() });

/**
 * Finds the host that has this data folder, and signs in to its console.
 * @throws StartupError when none runs there, or none that has a console of its own
 */
export async function openRunningHost(dataFolder: string): Promise<RunningHost> {
  if (!isHeld(dataFolder)) {
    throw new StartupError(
      `No SCIM Rehearsal runs on the data folder ${dataFolder}. Start one with "serve", or name the folder of the one that runs with --data.`,
    );
  }
  const link = URL.parse(readConsoleLink(dataFolder) ?? '');
  const cookie = link === null ? null : await signIn(link);
  if (link === null || cookie === null) {
    throw new StartupError(
      `The SCIM Rehearsal on ${dataFolder} has no console that a command could ask: it runs as a desktop window, or with --no-console. Use its own screens, or start it with "serve".`,
    );
  }
  return {
    call: async (name, operation, input) => {
      const answer = await post(`${link.origin}/api/${name}`, input, { cookie });
      if (answer === null) throw new StartupError('SCIM Rehearsal has ended meanwhile. Start it again, then repeat this.');
      const body: unknown = await answer.json();
      if (!answer.ok) throw new StartupError(Refusal.parse(body).message);
      return operation.output.parse(body);
    },
  };
}

/** A file that a killed host left says nothing; its lock does, which goes with the process. */
function isHeld(dataFolder: string): boolean {
  const file = join(dataFolder, 'host.lock');
  if (!existsSync(file)) return false;
  const unlock = lockFile(file);
  unlock?.();
  return unlock === null;
}

/** @returns null where nobody of that link listens */
async function signIn(link: URL): Promise<string | null> {
  const answer = await post(`${link.origin}/api/session`, { key: link.hash.replace('#key=', '') });
  return answer?.status === 204 ? (answer.headers.get('set-cookie')?.split(';', 1)[0] ?? null) : null;
}

async function post(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response | null> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  } catch (error) {
    // The only error of fetch for a well-formed address: no connection, or none that lasted.
    if (error instanceof TypeError) return null;
    throw error;
  }
}
