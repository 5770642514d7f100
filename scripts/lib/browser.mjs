import { spawn } from 'node:child_process';

/** @returns {boolean} whether somebody sits before a screen */
function hasDisplay() {
  const { env, platform } = process;
  if (env['CI'] !== undefined && env['CI'] !== '') return false;
  if (platform === 'darwin' || platform === 'win32') return true;
  return Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY']);
}

/** Opens the page in the user's browser where there is a display; the caller has printed the address already. @param {string} url */
export function openBrowser(url) {
  if (!hasDisplay()) return;
  const [command, args] = opener(url);
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.once('error', () => process.stderr.write('No browser could be opened: open the console address above yourself.\n'));
  child.unref();
}

/** @param {string} url @returns {[string, string[]]} */
function opener(url) {
  if (process.platform === 'darwin') return ['open', [url]];
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]];
  return ['xdg-open', [url]];
}
