import { type Client, type ConsoleContract, contract } from '#shared/contract/index.ts';

interface Console extends Client<ConsoleContract> {
  readonly cookie: string;
  readonly origin: string;
  /** the same for a sandbox that is not the default one */
  in(sandbox: string): Client<ConsoleContract>;
}

/** Signs in with the start URL and calls console operations over HTTP, as the renderer does. */
export async function openConsole(startUrl: string): Promise<Console> {
  const { origin, hash } = new URL(startUrl);
  const answer = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key: hash.replace('#key=', '') }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';', 1)[0];
  if (answer.status !== 204 || cookie === undefined) throw new Error(`sign-in answered ${answer.status}`);
  return {
    ...clientOf(origin, { cookie }),
    cookie,
    origin,
    in: (sandbox) => clientOf(origin, { cookie, 'x-sandbox': sandbox }),
  };
}

function clientOf(origin: string, headers: Record<string, string>): Client<ConsoleContract> {
  const call = async (operation: string, input: unknown): Promise<unknown> => {
    const response = await fetch(`${origin}/api/${operation}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(input),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${operation} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  };
  const nouns = Object.entries(contract).map(([noun, verbs]) => [
    noun,
    Object.fromEntries(Object.keys(verbs).map((verb) => [verb, (input: unknown) => call(`${noun}.${verb}`, input)])),
  ]);
  return Object.fromEntries(nouns) as Client<ConsoleContract>;
}
