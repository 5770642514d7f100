import type Conf from 'conf';
import { z } from 'zod';
import { StartupError } from './startup-error.ts';

/** What a host remembers about a data folder between starts, in its `settings.json`. Rules and tokens belong to the sandboxes instead. */
export const Settings = z.object({
  /** Part of the tenant URL that the IdP has, so it stays the same from start to start. */
  scimPort: z.int().min(0).max(65_535).default(4700),
});
export type Settings = z.infer<typeof Settings>;

/** Both hosts keep settings in the same file of the data folder: the desktop through electron-store, headless through conf. */
export interface SettingsStore {
  read(): Settings;
  write(change: Partial<Settings>): void;
}

/** The name that both hosts give the file. */
export const SETTINGS_NAME = 'settings';

/**
 * @param open makes the conf or electron-store instance, which reads the file
 * @returns the store; what is not in the file has its default
 * @throws StartupError when the file is not JSON or holds something that is not a setting; it is never overwritten for that
 */
export function openSettings(open: () => Conf): SettingsStore {
  const conf = openConf(open);
  const read = (): Settings => {
    const parsed = Settings.safeParse(conf.store);
    if (parsed.success) return parsed.data;
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new StartupError(`The settings in ${conf.path} are not valid (${problems.join('; ')}). Mend or delete the file.`);
  };
  read();
  return { read, write: (change) => conf.set(change) };
}

function openConf(open: () => Conf): Conf {
  try {
    return open();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupError(`The settings of the data folder cannot be read: ${reason}. Mend or delete its settings.json.`, {
      cause: error,
    });
  }
}
