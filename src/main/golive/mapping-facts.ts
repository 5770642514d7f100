import type { TrapId } from '#shared/contract/traps.ts';
import { judgeMappings } from '../mapping/judge/judge.ts';
import { readMappings } from '../mapping/read/read.ts';
import { mappingContextOf } from '../sandbox/mapping-context.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Tx } from '../store/store.ts';
import type { MappingFact } from '../traps/facts.ts';

/** Findings of the mapping inspector that foretell a trap. */
const FORETOLD: Readonly<Record<string, TrapId>> = {
  'active-missing': 'active-never-sent',
  'name-id': 'user-name-not-mail',
  'user-name-case': 'user-name-case',
  'urn-dot': 'extension-urn-dot',
  'invitation-under-sso': 'invitation-with-sso',
};

/** The traps that the mappings which the admin gave last foretell, before anything is sent; none when none were given. */
export function mappingFacts(tx: Tx, sandbox: Sandbox): MappingFact[] {
  const file = tx.mappingFiles.get();
  if (file === undefined) return [];
  const { rows } = judgeMappings(readMappings(file.text).set, mappingContextOf(tx, sandbox));
  return rows.flatMap(({ attribute, mapping, findings }) =>
    findings.flatMap(({ code }) => {
      const trap = FORETOLD[code];
      return trap === undefined ? [] : [{ trap, attribute: mapping?.target ?? attribute }];
    }),
  );
}
