import { accounts } from './accounts.ts';
import { conformance } from './conformance.ts';
import { drills } from './drills.ts';
import { directory } from './directory.ts';
import { exchanges } from './exchanges.ts';
import { rules } from './rules.ts';
import { status } from './status.ts';
import { tokens } from './tokens.ts';

/** Every console operation, by noun. */
export const contract = { status, tokens, accounts, directory, exchanges, rules, conformance, drills };
export type ConsoleContract = typeof contract;

export * from './accounts.ts';
export * from './conformance.ts';
export * from './directory.ts';
export * from './drills.ts';
export * from './errors.ts';
export * from './events.ts';
export * from './exchanges.ts';
export * from './findings.ts';
export * from './mappings.ts';
export * from './operation.ts';
export * from './rules.ts';
export * from './status.ts';
export * from './tokens.ts';
