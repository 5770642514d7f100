import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SecretBox } from './ports.ts';

const NAME = 'secrets.key';
const KEY = 32;
const NONCE = 12;
const TAG = 16;

/**
 * Seals with AES-256-GCM and a key that lies in a file of its own beside the sandboxes, readable by this user alone, so that a sandbox
 * file that is handed on gives no secret away. The key is made when the first secret is sealed.
 */
export function createKeyFileSecrets(dataFolder: string): SecretBox {
  const file = join(dataFolder, NAME);
  return {
    async seal(secret) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', (await readKey(file)) ?? (await makeKey(file)), nonce);
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
    },
    async open(sealed) {
      const key = await readKey(file);
      const bytes = Buffer.from(sealed, 'base64');
      if (key === null || bytes.length < NONCE + TAG) return null;
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE));
      decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
      } catch {
        // Sealed with another key, or changed since. The caller tells the admin to enter the secret again.
        return null;
      }
    },
  };
}

async function readKey(file: string): Promise<Buffer | null> {
  try {
    const key = await readFile(file);
    return key.length === KEY ? key : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

async function makeKey(file: string): Promise<Buffer> {
  const key = randomBytes(KEY);
  await writeFile(file, key, { mode: 0o600 });
  return key;
}
