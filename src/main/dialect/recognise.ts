import type { Idp } from '#shared/contract/exchanges.ts';
import type { Caller, Dialect, WireRequest } from './caller.ts';
import { readTraces } from './traces.ts';
import type { Trace } from './traces.ts';
import { IDP_NAMES } from './idp-names.ts';

const names: Readonly<Record<Idp, string>> = { ...IDP_NAMES, unknown: 'A provisioning client' };

const clients: Readonly<Record<Dialect, string>> = {
  ...IDP_NAMES,
  'entra-default': 'Entra ID, default dialect',
  'entra-scim2020': 'Entra ID, SCIM-compliant dialect (aadOptscim062020)',
  'okta-wizard': 'Okta, app from the wizard',
  'okta-catalog': 'Okta, app from the catalog',
  unknown: 'Unknown client',
};

/** For requests of which nothing could be read. */
export const unknownCaller: Caller = {
  idp: 'unknown',
  dialect: 'unknown',
  client: clients.unknown,
  name: names.unknown,
  evidence: ['nothing in the request tells who sent it'],
};

/** Tools in the hand of a person, and the rehearsal looking past its own simulator: they say nothing of the identity provider that uses the same token. */
const handTool = /^(curl|Wget|PostmanRuntime|insomnia|HTTPie|xh|Bruno|Thunder Client|Mozilla|SCIM-Rehearsal)\b[^ ]*/i;

/**
 * Tells who is calling, and by what. Proof (a header, a user agent, a URI that only one vendor uses) decides; without it the
 * caller last recognised for the same token (`previous`) is taken; without that, the shape of the request. Nothing is
 * guessed beyond that: the rest is `unknown`. Rests on the vendors' documentation and published captures.
 */
export function recognise(request: WireRequest, previous?: Caller): Caller {
  const traces = readTraces(request);
  const proof = traces.find((trace) => trace.strength === 'proof');
  if (proof !== undefined) return describe(proof.idp, traces, previous);
  const userAgent = request.headers['user-agent'];
  const tool = userAgent === undefined ? null : handTool.exec(userAgent);
  if (tool !== null) {
    return {
      ...unknownCaller,
      client: `Unknown client (${tool[0]})`,
      evidence: [`\`User-Agent\` is \`${tool[0]}\`, a tool used by hand`],
    };
  }
  if (previous !== undefined && previous.idp !== 'unknown') return describe(previous.idp, traces, previous);
  const shape = traces.find((trace) => trace.strength === 'shape');
  if (shape !== undefined) return describe(shape.idp, traces, previous);
  return userAgent === undefined || userAgent === ''
    ? unknownCaller
    : { ...unknownCaller, evidence: [`\`User-Agent\` is \`${userAgent.slice(0, 100)}\`, which is not known here`] };
}

function describe(idp: Idp, traces: readonly Trace[], previous: Caller | undefined): Caller {
  const own = traces.filter((trace) => trace.idp === idp);
  const sameAsBefore = previous !== undefined && previous.idp === idp;
  const evidence = own.map((trace) => trace.evidence);
  // The body speaks louder than the address: Entra ID's flag does not reach "Provision on demand", which still sends the default dialect.
  const told = own.findLast((trace) => trace.dialect !== undefined);
  let dialect: Dialect = told?.dialect ?? idp;
  if (told === undefined && sameAsBefore && previous.dialect !== idp) {
    dialect = previous.dialect;
    evidence.push(`dialect as in earlier ${names[idp]} requests with the same token`);
  } else if (own.length === 0) {
    evidence.push(`same token as earlier ${names[idp]} requests`);
  }
  if (dialect === 'entra-default' && own.some((trace) => trace.dialect === 'entra-scim2020')) {
    evidence.push('the flag is in the address but the body is not in its dialect, as with "Provision on demand"');
  }
  return { idp, dialect, client: clients[dialect], name: names[idp], evidence };
}
