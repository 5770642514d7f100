import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { LogIndexer } from '#main/log/indexer.ts';
import { readLogQuery } from '#main/log/read-query.ts';
import { countLog, searchLog } from '#main/log/search-log.ts';
import { Store } from '#main/store/store.ts';
import { seedLog } from './seed.ts';

const [file = '/tmp/log-bench/sandboxes/default.sqlite', count = '1000000'] = process.argv.slice(2);
mkdirSync(dirname(file), { recursive: true });
const took = async <T>(what: string, work: () => T | Promise<T>): Promise<T> => {
  const began = performance.now();
  const result = await work();
  process.stdout.write(`${what.padEnd(60)} ${(performance.now() - began).toFixed(1).padStart(10)} ms\n`);
  return result;
};
if (!existsSync(file)) await took(`seed ${count} exchanges`, () => seedLog(file, Number(count)));
const before = statSync(file).size;
const store = await took('open', () => Store.open(file));
await took('index', () => LogIndexer.catchUp(store));
process.stdout.write(`file ${(before / 1e6).toFixed(0)} MB before, ${(statSync(file).size / 1e6).toFixed(0)} MB with index\n`);
for (const query of [
  '',
  'user:anna.smith.24',
  'user:anna',
  '"Consultant 17"',
  'contoso',
  'c',
  'weber consultant',
  'is:refused',
  '-op:search is:refused',
  'status:>=400 since:2026-06-01',
  'rule:R6',
  'duration:>10ms',
  '-idp:entra',
  'op:create user:novak',
  'zzz-nothing',
  'is:pinned',
  'session:1200 is:refused',
]) {
  const parsed = readLogQuery(query, Date.parse('2026-12-01'));
  const { terms } = parsed;
  if (terms === null) throw new Error(parsed.problem.message);
  const page = await took(`page  ${query}`, () => searchLog(store, terms, { limit: 200 }));
  const counted = await took(`count ${query}`, () => countLog(store, terms, page, true));
  process.stdout.write(`        ${page.rows.length} rows, next ${page.next}, ${counted.kind} ${counted.count}\n`);
}
store.close();
