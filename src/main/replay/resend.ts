import { sendInProcess } from './in-process.ts';
import type { TargetWorld } from './open-target.ts';
import type { Answered, Header } from './recorded.ts';
import { ReplayError } from './replay-error.ts';

/** One request that the admin wrote, sent exactly as written; only the token is added. */
export interface WrittenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly Header[];
  readonly body: string | null;
}

/** RFC 9110 §5.1, §5.5 */
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const VALUE = /^[\t\u0020-\u007E\u0080-\u00FF]*$/;

/** @throws ReplayError when it could not be an HTTP request */
export async function resend(
  world: TargetWorld,
  request: WrittenRequest,
): Promise<Pick<Answered, 'status' | 'body'> & { exchangeId: number; headers: Header[] }> {
  const { sandbox, endpoint, token, host } = world;
  if (endpoint === null) throw new ReplayError('invalid_input', 'Nothing listens here.');
  if (!/^\/[^\s]*$/.test(request.path)) {
    throw new ReplayError('invalid_input', 'The path begins with / and has no spaces; write a space as %20.');
  }
  for (const { name, value } of request.headers) {
    if (!NAME.test(name)) throw new ReplayError('invalid_input', `"${name}" is no name of a header.`);
    if (!VALUE.test(value)) throw new ReplayError('invalid_input', `The header ${name} has a character that no header carries.`);
  }
  const headers = request.headers.filter(({ name }) => !/^(?:authorization|host|content-length|transfer-encoding)$/i.test(name));
  const now = new Date();
  const sent = { ...request, headers, at: now.toISOString() };
  const answer = await sendInProcess({ sandbox, endpoint, host, secret: token.secret() }, sent, now, {
    by: 'replay',
    run: null,
    refusedOnPurpose: null,
  });
  return { exchangeId: answer.exchangeId, status: answer.status, headers: [...answer.headers], body: answer.body };
}
