import { type ReachCheck, SMALL_BODY, failed, ok } from '../check.ts';

const SCIM_JSON = 'application/scim+json';

export const contentType: ReachCheck = {
  id: 'content-type',
  title: 'Content types stay as they are',
  run: async (bench) => {
    const fix = `Let the proxy pass on Content-Type as it is, ${SCIM_JSON} (RFC 7644 §3.1).`;
    const { reply, arrival } = await bench.send('POST', {
      body: SMALL_BODY,
      headers: { 'Accept-Encoding': 'identity' },
    });
    const came = arrival?.headers['content-type'];
    if (came !== SCIM_JSON) return failed(`Sent as ${SCIM_JSON}, a body arrives as ${came ?? 'nothing'}.`, fix);
    const answered = reply.headers['content-type'];
    if (answered?.split(';', 1)[0]?.trim().toLowerCase() !== SCIM_JSON) {
      return failed(
        `Answered as ${SCIM_JSON}, a body comes back as ${answered ?? 'nothing'}. Microsoft's SCIM validator gives up on that.`,
        fix,
      );
    }
    const encoding = reply.headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') {
      return failed(
        `Answers come back compressed (${encoding}), although that was not asked for.`,
        'Switch the compression of the proxy off, or have it heed Accept-Encoding (RFC 9110 §12.5.3).',
      );
    }
    if (arrival === null || !reply.text.includes(arrival.proof)) {
      return failed('The body of an answer is changed on the way back.', 'Let the proxy pass on bodies as they are.');
    }
    return ok(`${SCIM_JSON} in both directions.`);
  },
};
