import { join } from 'node:path';
import Conf from 'conf';
import { type ReachStore, StoredReach } from '../reach/reach-settings.ts';
import { StartupError } from './startup-error.ts';

const NAME = 'reach';

/**
 * What a host remembers about the way in from outside, in a file beside its settings. It is read once, because a data folder belongs
 * to one host at a time.
 * @throws StartupError when the file is not valid; it is never overwritten for that
 */
export function openReachFile(dataFolder: string): ReachStore {
  const path = join(dataFolder, `${NAME}.json`);
  const conf = openConf(dataFolder, path);
  const parsed = StoredReach.safeParse(conf.store);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new StartupError(`${path} is not valid (${problems.join('; ')}). Mend or delete the file.`);
  }
  let value = parsed.data;
  return {
    read: () => value,
    write: (next) => {
      value = next;
      conf.store = next;
    },
  };
}

function openConf(dataFolder: string, path: string): Conf {
  try {
    return new Conf({ cwd: dataFolder, configName: NAME, configFileMode: 0o600 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupError(`${path} cannot be read: ${reason}. Mend or delete the file.`, { cause: error });
  }
}
