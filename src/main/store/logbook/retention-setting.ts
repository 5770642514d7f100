import { z } from 'zod';
import { Retention } from '#shared/contract/log.ts';
import type { OpenDatabase } from '../open-database.ts';

const NAME = 'log.retention';
const KEEP_ALL: Retention = { days: null, exchanges: null, megabytes: null };

/** What the admin lets be thrown away by itself; at first nothing. */
export function createRetentionSetting({ sqlite }: OpenDatabase) {
  const read = sqlite.prepare<[string], string>('select value from sandbox_setting where name = ?').pluck();
  const write = sqlite.prepare('insert or replace into sandbox_setting (name, value) values (?, ?)');
  return {
    get(): Retention {
      const stored = read.get(NAME);
      // What a later version wrote and this one does not know keeps everything: nothing is lost by it.
      const parsed = z
        .string()
        .transform((text) => JSON.parse(text) as unknown)
        .pipe(Retention)
        .safeParse(stored);
      return parsed.success ? parsed.data : KEEP_ALL;
    },
    set: (retention: Retention): void => void write.run(NAME, JSON.stringify(retention)),
  };
}

export type RetentionSetting = ReturnType<typeof createRetentionSetting>;
