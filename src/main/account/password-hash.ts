import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

/** scrypt (RFC 7914). With these parameters a hash takes some 30 ms and 16 MiB, so it is never part of a SCIM request. */
const COST = 2 ** 14;
const BLOCK = 8;
const PARALLEL = 1;
const BYTES = 32;

/** @returns `scrypt$N$r$p$salt$hash`, with its parameters, so that the cost can rise without breaking old hashes */
export function hashPassword(password: string): string {
  const salt = randomBytes(16);
  const hash = derive(password, salt, COST, BLOCK, PARALLEL);
  return ['scrypt', COST, BLOCK, PARALLEL, salt.toString('base64'), hash.toString('base64')].join('$');
}

/** Whether the password is the one that was hashed, in constant time. A stored text of another form matches no password. */
export function isPassword(password: string, stored: string): boolean {
  const [scheme, cost, block, parallel, salt, hash] = stored.split('$');
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) return false;
  const expected = Buffer.from(hash, 'base64');
  const actual = derive(password, Buffer.from(salt, 'base64'), Number(cost), Number(block), Number(parallel));
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

function derive(password: string, salt: Buffer, cost: number, block: number, parallel: number): Buffer {
  // Unicode has several spellings of one letter, and the keyboard chooses among them (RFC 8265 §4).
  return scryptSync(password.normalize('NFC'), salt, BYTES, { N: cost, r: block, p: parallel });
}
