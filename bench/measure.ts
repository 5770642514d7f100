import { type BenchRequest, load } from './load-client.ts';
import { type Server, TOKEN } from './servers.ts';

/* Each figure is the median of paired runs: ours and the peer take turns, so that whatever else the machine does hits both. */

export const quick = process.argv.includes('--quick');
const ROUNDS = quick ? 1 : 3;
const MILLISECONDS = quick ? 700 : 2000;

/** One figure. */
export interface Row {
  readonly work: string;
  readonly ours: string;
  readonly against: string;
  readonly ratio: number;
  readonly goal: string;
  readonly met: boolean;
}
/** what was measured so far */
export const rows: Row[] = [];

/** Requests a second of a server that is kept busy. */
export async function rate(
  server: Server,
  makeRequest: (index: number) => BenchRequest,
  connections = 8,
  ms = MILLISECONDS,
): Promise<number> {
  const result = await load({
    scim: server.scim,
    token: TOKEN,
    connections,
    milliseconds: ms,
    expected: [200, 201, 204],
    makeRequest,
  });
  await server.idle();
  return result.rate;
}

/** Medians of runs that take turns. */
export async function paired(runs: readonly (() => Promise<number>)[]): Promise<number[]> {
  const results: number[][] = runs.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, run] of runs.entries()) results[i]?.push(await run());
  }
  return results.map(median);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Tells a figure of ours against another's, and whether the goal is met. */
export function report(
  work: string,
  ours: number,
  against: { name: string; value: number },
  goal: number,
  kind: 'at least' | 'at most',
  unit = '/s',
): void {
  const ratio = ours / against.value;
  const met = kind === 'at least' ? ratio >= goal : ratio <= goal;
  const row = {
    work,
    ours: show(ours, unit),
    against: `${against.name} ${show(against.value, unit)}`,
    ratio,
    goal: `${kind} ${goal}`,
    met,
  };
  rows.push(row);
  console.log(`${met ? 'ok  ' : 'MISS'} ${work}: ${row.ours} against ${row.against} = ${ratio.toFixed(2)} (${row.goal})`);
}

export function show(value: number, unit: string): string {
  return `${value >= 100 ? Math.round(value) : value.toFixed(1)}${unit}`;
}
