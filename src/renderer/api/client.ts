import { t } from 'i18next';
import { type Client, type ConsoleContract, type Operation, contract } from '#shared/contract/index.ts';
import { Failure, failureOf } from './failure.ts';
import { sandboxHeader } from './sandbox.ts';
import { reportSignedOut } from './session.ts';

type ConsoleClient = Client<ConsoleContract, [AbortSignal?]>;

/** The console's operations as functions. Each rejects with a `Failure`. */
export const client = createClient();

function createClient(): ConsoleClient {
  const nouns = Object.entries<Record<string, Operation>>(contract).map(([noun, verbs]) => {
    const calls = Object.entries(verbs).map(([verb, operation]) => [verb, createCall(`${noun}.${verb}`, operation)] as const);
    return [noun, Object.fromEntries(calls)] as const;
  });
  // The loop above visits every noun and verb of the contract, which is what the mapped type promises.
  return Object.fromEntries(nouns) as ConsoleClient;
}

function createCall(name: string, operation: Operation) {
  return async (input: unknown, signal?: AbortSignal): Promise<unknown> => {
    const response = await send(name, input, signal);
    if (!response.ok) {
      const failure = await failureOf(response);
      if (failure.code === 'not_signed_in') reportSignedOut();
      throw failure;
    }
    const answer = operation.output.safeParse(await response.json());
    if (answer.success) return answer.data;
    throw new Failure('bad_answer', t('failure.said.unknownShape', { name }), { cause: answer.error });
  };
}

async function send(name: string, input: unknown, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(`/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...sandboxHeader() },
      body: JSON.stringify(input),
      signal: signal ?? null,
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new Failure('offline', t('failure.said.offline'), { cause: error });
  }
}
