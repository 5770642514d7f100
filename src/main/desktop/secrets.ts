import { safeStorage } from 'electron';
import { createKeyFileSecrets } from '../service/key-file-secrets.ts';
import type { Logger, SecretBox } from '../service/ports.ts';

/** Tells what the system's keychain sealed from what the key file did. */
const BY_SYSTEM = 'system:';

/**
 * Seals with the keychain of the system where there is one, else with a key file in the data folder. Linux without a keychain would
 * seal with a password that is written in Chromium's source; a key file of one's own is better. What either sealed can be opened.
 */
export function createDesktopSecrets(dataFolder: string, logger: Logger): SecretBox {
  const keyFile = createKeyFileSecrets(dataFolder);
  return {
    async seal(secret) {
      if (!(await hasKeychain())) return keyFile.seal(secret);
      return BY_SYSTEM + (await safeStorage.encryptStringAsync(secret)).toString('base64');
    },
    async open(sealed) {
      if (!sealed.startsWith(BY_SYSTEM)) return keyFile.open(sealed);
      try {
        const { result } = await safeStorage.decryptStringAsync(Buffer.from(sealed.slice(BY_SYSTEM.length), 'base64'));
        return result;
      } catch (error) {
        // Another user's keychain, or a new one: whoever asked says that the secret must be entered again.
        logger.error('a secret could not be opened with the keychain of the system', error);
        return null;
      }
    },
  };
}

async function hasKeychain(): Promise<boolean> {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return false;
  return safeStorage.isAsyncEncryptionAvailable();
}
