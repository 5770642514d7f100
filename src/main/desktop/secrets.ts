import { safeStorage } from 'electron';
import { createKeyFileSecrets } from '../service/key-file-secrets.ts';
import type { SecretBox } from '../service/ports.ts';

/** Tells what the system's keychain sealed from what the key file did. */
const BY_SYSTEM = 'system:';

/**
 * Seals with the keychain of the system where there is one, else with a key file in the data folder. Linux without a keychain would
 * seal with a password that is written in Chromium's source; a key file of one's own is better. What either sealed can be opened.
 */
export function createDesktopSecrets(dataFolder: string): SecretBox {
  const keyFile = createKeyFileSecrets(dataFolder);
  return {
    seal(secret) {
      if (!hasKeychain()) return keyFile.seal(secret);
      return BY_SYSTEM + safeStorage.encryptString(secret).toString('base64');
    },
    open(sealed) {
      if (!sealed.startsWith(BY_SYSTEM)) return keyFile.open(sealed);
      try {
        return safeStorage.decryptString(Buffer.from(sealed.slice(BY_SYSTEM.length), 'base64'));
      } catch {
        // Another user's keychain, or a new one: the caller says that the secret must be entered again.
        return null;
      }
    },
  };
}

function hasKeychain(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}
