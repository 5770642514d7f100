import { randomUUID } from 'node:crypto';
import { type HostContract, type Operation, type Service, type WorldContract, contract } from '#shared/contract/index.ts';
import { ConsoleError } from '../console/console-error.ts';
import type { EventHub } from '../console/event-hub.ts';
import type { Logger } from '../service/ports.ts';
import { openEventStream } from './event-stream.ts';

const MAX_BODY = 1024 * 1024;

/** Which sandbox a call is for; left out: the default one. */
const SANDBOX = 'x-sandbox';

/** The open sandboxes, as the console reaches them; null names the default one. Both throw a ConsoleError when there is none of the name. */
export interface ConsoleWorlds {
  /** runs `work` while the sandbox is held open */
  use<T>(sandbox: string | null, work: (service: Service<WorldContract>) => Promise<T>): Promise<T>;
  eventsOf(sandbox: string | null): EventHub;
}

/**
 * The console's server side as one function: `POST /api/<noun>.<verb>` with a JSON body, and `GET /api/events`; the header `x-sandbox`
 * says of which sandbox. Both hosts mount it; who may call it is their business.
 */
export function createApiHandler(options: {
  worlds: ConsoleWorlds;
  /** the operations that belong to no sandbox */
  ofHost: Service<HostContract>;
  logger: Logger;
}): (request: Request) => Promise<Response> {
  const { worlds, ofHost, logger } = options;
  const operations = listOperations();
  const perform = ({ noun, verb, operation }: Named, sandbox: string | null, input: unknown): Promise<unknown> => {
    const parsed = parseInput(operation, input);
    if (noun in ofHost) return implementation(ofHost, noun, verb)(parsed);
    return worlds.use(sandbox, (service) => implementation(service, noun, verb)(parsed));
  };
  return async (request) => {
    const url = new URL(request.url);
    try {
      if (url.pathname === '/api/events' && request.method === 'GET') {
        const events = worlds.eventsOf(request.headers.get(SANDBOX) ?? url.searchParams.get('sandbox'));
        return openEventStream(events, request.headers.get('last-event-id') ?? url.searchParams.get('lastEventId'));
      }
      const operation = operations.get(url.pathname.slice('/api/'.length));
      if (operation === undefined || request.method !== 'POST') {
        throw new ConsoleError('unknown_operation', `There is no operation ${request.method} ${url.pathname}.`);
      }
      const input = await readJson(request, operation.operation.maxBody ?? MAX_BODY);
      return json(200, await perform(operation, request.headers.get(SANDBOX), input));
    } catch (error) {
      return errorAnswer(error, logger);
    }
  };
}

interface Named {
  readonly noun: string;
  readonly verb: string;
  readonly operation: Operation;
}

function listOperations(): Map<string, Named> {
  const named = Object.entries<Record<string, Operation>>(contract).flatMap(([noun, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => ({ noun, verb, operation })),
  );
  return new Map(named.map((one) => [`${one.noun}.${one.verb}`, one]));
}

type Implementation = (input: unknown) => unknown;

/** The mapped type of a service promises one for each operation of the contract. */
function implementation(service: object, noun: string, verb: string): (input: unknown) => Promise<unknown> {
  const verbs = (service as Record<string, Record<string, Implementation>>)[noun];
  const found = verbs?.[verb];
  if (found === undefined) throw new Error(`operation ${noun}.${verb} has no implementation`);
  return async (input) => found(input);
}

function parseInput(operation: Operation, input: unknown): unknown {
  const parsed = operation.input.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`);
  throw new ConsoleError('invalid_input', problems.join('; '));
}

async function readJson(request: Request, maxBody: number): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  // Only a page of our own origin can send this type without a preflight that nobody answers.
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new ConsoleError('invalid_input', 'Console commands are JSON: send "content-type: application/json".');
  }
  const text = await request.text();
  if (text.length > maxBody) {
    const limit = Math.floor(maxBody / (1024 * 1024));
    throw new ConsoleError('invalid_input', `What was sent is larger than the ${limit} MiB that this command takes.`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConsoleError('invalid_input', `The command is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What is known is told; what is not is logged under a reference, and only that is told. */
function errorAnswer(error: unknown, logger: Logger): Response {
  if (error instanceof ConsoleError) return json(error.status, { code: error.code, message: error.message });
  const reference = randomUUID().slice(0, 8);
  logger.error(`console operation failed (reference ${reference})`, error);
  return json(500, {
    code: 'internal',
    message: `Something went wrong in the service. Its own log has more under reference ${reference}.`,
    reference,
  });
}

function json(status: number, value: unknown): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}
