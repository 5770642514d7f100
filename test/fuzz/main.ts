import { parseArgs } from 'node:util';
import { type FuzzReport, fuzz } from './fuzz.ts';

/* `npm run fuzz`: a long run against the built host, half of it with each shipped profile. Exits with 1 when anything was not as it must be. */

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    profile: { type: 'string' },
  },
});
const requests = wholeNumber('requests', values.requests);
const seed = wholeNumber('seed', values.seed);
const profiles = (['rfc7643', 'meisterplan'] as const).filter((one) => values.profile === undefined || values.profile === one);
if (profiles.length === 0) throw new Error('--profile is rfc7643 or meisterplan');

for (const profile of profiles) {
  const report = await fuzz({
    requests: Math.ceil(requests / profiles.length),
    seed,
    profile,
    connections: 16,
    boundMs: 20_000,
    neverEnding: requests >= 10_000,
    progress: (done) => process.stderr.write(`\r${profile}: ${done} requests`),
  });
  process.stderr.write('\n');
  print(profile, report);
  if (report.faults.length > 0) process.exitCode = 1;
}

function print(profile: string, report: FuzzReport): void {
  const { faults, probes, answers, rows, expectedRows, seconds, medianMs, p99Ms, slowest, rss } = report;
  const list = (counts: ReadonlyMap<string | number, number>) =>
    [...counts]
      .toSorted((a, b) => b[1] - a[1])
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  console.log(`Profile ${profile}, seed ${seed}: ${probes} requests in ${seconds.toFixed(0)} s`);
  console.log(`  kinds     ${list(report.byKind)}`);
  console.log(`  answers   ${answers}: ${list(report.byStatus)}`);
  console.log(`  log       ${rows} exchanges of ${expectedRows}`);
  console.log(
    `  time      median ${medianMs.toFixed(1)} ms, 99th percentile ${p99Ms.toFixed(0)} ms, slowest ${slowest.map(({ kind, ms }) => `${ms.toFixed(0)} ms (${kind})`).join(', ')}`,
  );
  console.log(`  memory    ${describeMemory(rss)}`);
  console.log(`  faults    ${faults.length}`);
  for (const fault of faults) console.log(`  - ${fault}`);
}

function describeMemory(rss: readonly number[]): string {
  if (rss.length === 0) return 'this system does not tell';
  const tenths = Array.from({ length: 10 }, (_, i) => rss[Math.floor(((i + 1) / 10) * rss.length) - 1] ?? rss[0]);
  return `RSS at most ${Math.max(...rss)} MiB; by tenths of the run ${tenths.join(', ')}`;
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`--${name} is a whole number`);
  return number;
}
