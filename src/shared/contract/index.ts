import { directory } from './directory.ts';
import { exchanges } from './exchanges.ts';
import { replay } from './replay.ts';
import { rehearsals } from './rehearsals.ts';
import { rules } from './rules.ts';
import { status } from './status.ts';
import { tokens } from './tokens.ts';

/** Every console operation, by noun. */
export const contract = { status, tokens, directory, exchanges, rules, replay, rehearsals };
export type ConsoleContract = typeof contract;

export * from './directory.ts';
export * from './errors.ts';
export * from './events.ts';
export * from './exchanges.ts';
export * from './findings.ts';
export * from './mappings.ts';
export * from './operation.ts';
export * from './rehearsals.ts';
export * from './replay.ts';
export * from './rules.ts';
export * from './status.ts';
export * from './tokens.ts';
