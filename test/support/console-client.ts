import { type Client, type ConsoleContract, contract } from '#shared/contract/index.ts';

/** Signs in with the start URL and calls console operations over HTTP, as the renderer does. */
export async function openConsole(startUrl: string): Promise<Client<ConsoleContract> & { cookie: string; origin: string }> {
  const { origin, hash } = new URL(startUrl);
  const answer = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key: hash.replace('#key=', '') }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';', 1)[0];
  if (answer.status !== 204 || cookie === undefined) throw new Error(`sign-in answered ${answer.status}`);
  const call = async (operation: string, input: unknown): Promise<unknown> => {
    const response = await fetch(`${origin}/api/${operation}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
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
  const client = Object.fromEntries(nouns) as Client<ConsoleContract>;
  return { ...client, cookie, origin };
}
