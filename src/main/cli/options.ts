import { InvalidArgumentError, Option } from 'commander';
import { defaultDataFolder } from '../service/data-folder.ts';

/** 0 ok · 1 findings or failures · 2 usage or set-up */
export const EXIT = { ok: 0, failure: 1, usage: 2 } as const;

/** `--data`, which every command takes that works on a data folder. */
export function dataOption(): Option {
  return new Option('--data <folder>', 'data folder (also: REHEARSAL_DATA)').default(
    defaultDataFolder(),
    "the system's application data folder",
  );
}

/** `--sandbox`, for commands that work in one sandbox. */
export function sandboxOption(): Option {
  return new Option('--sandbox <name>', 'sandbox to use; made when it does not exist').default('default');
}

/** `--sandbox`, for commands that look at what is there, and make nothing. */
export function existingSandboxOption(): Option {
  return new Option('--sandbox <name>', 'sandbox to look at').default('default');
}

/** `--profile`, for commands that may make a sandbox. */
export function profileOption(): Option {
  return new Option('--profile <name>', 'meisterplan, rfc7643, or the path of a profile file').default('meisterplan');
}

/** @throws InvalidArgumentError, as all of these do, which commander turns into a message about the option */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}

/** Reads a number of things, 0 included. */
export function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('A whole number is expected.');
  return Number(text);
}

/** @returns a parser of whole numbers in a range, which names what they count when one is not in it */
export function within(what: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const count = parseCount(text);
    if (count >= least && count <= most) return count;
    throw new InvalidArgumentError(`${what}: ${least.toLocaleString('en')} to ${most.toLocaleString('en')}.`);
  };
}

/** Reads how many people a sample company has. */
export function parseSample(text: string): number {
  const people = parseCount(text);
  if (people < 1 || people > 20_000) throw new InvalidArgumentError('A sample company has 1 to 20,000 people.');
  return people;
}

/** Reads for how many minutes the way in stays open. */
export function parseMinutes(text: string): number {
  const minutes = Number(text);
  if (!/^\d{1,5}$/.test(text) || minutes < 1 || minutes > 10_080) {
    throw new InvalidArgumentError('Minutes are a number from 1 to 10080, which is a week.');
  }
  return minutes;
}

/** Reads how many lines to show at most. */
export function parseLimit(text: string): number {
  const limit = Number(text);
  if (!/^\d{1,6}$/.test(text) || limit < 1) throw new InvalidArgumentError('A limit is a number from 1 to 999999.');
  return limit;
}

/** Reads the number of a session of the log. */
export function parseSession(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('A session is named by its number, as in session:3.');
  return Number(text);
}
