import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** One small file for each port at which a host of this user listens for SCIM; it holds the host's process id. */
const folder = () => join(tmpdir(), `scim-rehearsal-${userInfo().username}`);
const fileOf = (port: number) => join(folder(), `${port}.pid`);

/** Tells other processes of this user that this host listens there. @throws when the temporary folder cannot be written */
export function noteListening(port: number): void {
  mkdirSync(folder(), { recursive: true, mode: 0o700 });
  writeFileSync(fileOf(port), String(process.pid), { mode: 0o600 });
}

/** The opposite of `noteListening`. */
export function forgetListening(port: number): void {
  rmSync(fileOf(port), { force: true });
}

/** Whether a SCIM Rehearsal of this user, in another process that is alive, listens at this port of this machine. */
export function anotherListensAt(port: number): boolean {
  try {
    const pid = Number(readFileSync(fileOf(port), 'utf8'));
    if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
    return process.kill(pid, 0);
  } catch {
    // No such file, or its process is gone: whoever listens there is not a host of ours, which is the usual case.
    return false;
  }
}
