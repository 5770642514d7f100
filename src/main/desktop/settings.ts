import { ipcMain } from 'electron';
import ElectronStore from 'electron-store';
import { SETTINGS_NAME, type SettingsStore, openSettings } from '../service/settings.ts';

/**
 * The settings of a data folder, for the desktop.
 * @throws StartupError when the file is not valid
 */
export function openDesktopSettings(dataFolder: string): SettingsStore {
  const store = openSettings(() => new ElectronStore({ cwd: dataFolder, name: SETTINGS_NAME, configFileMode: 0o600 }));
  // electron-store offers the settings' place to every page, without a look at the sender. No page of ours asks for it.
  ipcMain.removeAllListeners('electron-store-get-data');
  return store;
}
