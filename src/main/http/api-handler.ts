import { randomUUID } from 'node:crypto';
import { type ConsoleContract, type Operation, type Service, contract } from '#shared/contract/index.ts';
import { ConsoleError } from '../console/console-error.ts';
import type { EventHub } from '../console/event-hub.ts';
import type { Logger } from '../service/ports.ts';
import { openEventStream } from './event-stream.ts';

const MAX_BODY = 1024 * 1024;

/**
 * The console's server side as one function: `POST /api/<noun>.<verb>` with a JSON body, and `GET /api/events`.
 * Both hosts mount it; who may call it is their business.
 */
export function createApiHandler(options: {
  service: Service<ConsoleContract>;
  events: EventHub;
  logger: Logger;
}): (request: Request) => Promise<Response> {
  const operations = listOperations(options.service);
  return async (request) => {
    const url = new URL(request.url);
    try {
      if (url.pathname === '/api/events' && request.method === 'GET') {
        return openEventStream(options.events, request.headers.get('last-event-id') ?? url.searchParams.get('lastEventId'));
      }
      const operation = operations.get(url.pathname.slice('/api/'.length));
      if (operation === undefined || request.method !== 'POST') {
        throw new ConsoleError('unknown_operation', `There is no operation ${request.method} ${url.pathname}.`);
      }
      return json(200, await operation.call(await readJson(request, operation.maxBody)));
    } catch (error) {
      return errorAnswer(error, options.logger);
    }
  };
}

interface Callable {
  readonly maxBody: number;
  call(input: unknown): Promise<unknown>;
}

function listOperations(service: Service<ConsoleContract>): Map<string, Callable> {
  const calls = new Map<string, Callable>();
  for (const [noun, verbs] of Object.entries<Record<string, Operation>>(contract)) {
    const implementations = service[noun as keyof ConsoleContract] as Record<string, (input: unknown) => unknown>;
    for (const [verb, operation] of Object.entries(verbs)) {
      const implementation = implementations[verb];
      if (implementation === undefined) throw new Error(`operation ${noun}.${verb} has no implementation`);
      calls.set(`${noun}.${verb}`, {
        maxBody: operation.maxBody ?? MAX_BODY,
        call: async (input) => implementation(parseInput(operation, input)),
      });
    }
  }
  return calls;
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
