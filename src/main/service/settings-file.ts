import Conf from 'conf';
import { SETTINGS_NAME, type SettingsStore, openSettings } from './settings.ts';

/**
 * The settings of a data folder, for the headless host.
 * @throws StartupError when the file is not valid
 */
export function openSettingsFile(dataFolder: string): SettingsStore {
  return openSettings(() => new Conf({ cwd: dataFolder, configName: SETTINGS_NAME, configFileMode: 0o600 }));
}
