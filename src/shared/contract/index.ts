import { accounts } from './accounts.ts';
import { conformance } from './conformance.ts';
import { drills } from './drills.ts';
import { directory } from './directory.ts';
import { exchanges } from './exchanges.ts';
import { golive } from './golive.ts';
import { history } from './history.ts';
import { mappings } from './mapping-operations.ts';
import { mails } from './mails.ts';
import { reach } from './reach.ts';
import { resources } from './resources.ts';
import { rights } from './rights.ts';
import { log } from './log.ts';
import { replay } from './replay.ts';
import { reports } from './reports.ts';
import { rehearsals } from './rehearsals.ts';
import { rules } from './rules.ts';
import { sandboxes } from './sandboxes.ts';
import { status } from './status.ts';
import { tokens } from './tokens.ts';
import { traps } from './traps.ts';

/** Every console operation, by noun. */
export const contract = {
  status,
  tokens,
  accounts,
  directory,
  history,
  exchanges,
  rules,
  mails,
  rights,
  resources,
  traps,
  mappings,
  golive,
  log,
  replay,
  conformance,
  drills,
  rehearsals,
  reports,
  sandboxes,
  reach,
};
export type ConsoleContract = typeof contract;
/** The operations that belong to one sandbox, the one that the header `x-sandbox` names. */
export type WorldContract = Omit<ConsoleContract, keyof HostContract>;
/** Those that belong to the host, and to none of its sandboxes. */
export type HostContract = Pick<ConsoleContract, 'sandboxes' | 'reach'>;

export * from './accounts.ts';
export * from './conformance.ts';
export * from './directory.ts';
export * from './drills.ts';
export * from './errors.ts';
export * from './events.ts';
export * from './exchanges.ts';
export * from './findings.ts';
export * from './golive.ts';
export * from './history.ts';
export * from './mapping-operations.ts';
export * from './mails.ts';
export * from './mappings.ts';
export * from './observed.ts';
export * from './log.ts';
export * from './operation.ts';
export * from './reach.ts';
export * from './rehearsals.ts';
export * from './replay.ts';
export * from './reports.ts';
export * from './resources.ts';
export * from './rights.ts';
export * from './rules.ts';
export * from './sandboxes.ts';
export * from './status.ts';
export * from './tokens.ts';
export * from './traps.ts';
export * from './user-list.ts';
