import type { MadeBy } from '#shared/contract/exchanges.ts';
import type { Caller } from '../dialect/caller.ts';
import { unknownCaller } from '../dialect/recognise.ts';
import type { Maker } from '../service/own-traffic.ts';

const TOLD: Readonly<Record<MadeBy, string>> = {
  simulator: 'sent by the simulator of SCIM Rehearsal, which plays this identity provider',
  'check-back': 'sent by a rehearsal of SCIM Rehearsal, to see what became of a step',
  conformance: 'sent by the conformance checks of SCIM Rehearsal',
  replay: 'sent by SCIM Rehearsal: a recorded request, sent again',
};

/**
 * The caller as the log names it, once the request was read as the provider's that it is shaped like: who is played keeps its dialect and is
 * called simulated; what no provider would send has the name of what sent it.
 */
export function toldAs(caller: Caller, maker: Maker | null): Caller {
  if (maker === null) return caller;
  const evidence = [TOLD[maker.by], ...caller.evidence];
  switch (maker.by) {
    case 'simulator':
      return { ...caller, name: caller.idp !== 'unknown' ? `Simulated ${caller.name}` : 'The simulator', evidence };
    case 'check-back':
      return { ...unknownCaller, client: 'SCIM Rehearsal, looking at what became of a step', name: 'The rehearsal', evidence };
    case 'conformance':
      return { ...unknownCaller, client: 'SCIM Rehearsal, conformance checks', name: 'The conformance check', evidence };
    case 'replay':
      return { ...caller, evidence };
  }
}
