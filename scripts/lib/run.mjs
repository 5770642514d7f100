import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { ROOT, projectNode } from './project.mjs';

/**
 * @typedef {object} RunOptions
 * @property {'inherit' | 'stderr'} [output] `stderr` keeps stdout free for what the caller prints itself
 * @property {number} [limitMs] ends the process when it takes longer
 */

/** The environment in which every tool finds the project's own Node first, also through `#!/usr/bin/env node`. */
export function projectEnvironment() {
  const path = [join(ROOT, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(delimiter);
  return { ...process.env, PATH: path };
}

/**
 * Runs a file with the project's Node, in the project's root.
 * @param {readonly string[]} args the file and its arguments
 * @param {RunOptions} [options]
 * @returns {Promise<number>} its exit code; 124 when it was ended for taking too long
 */
export function runNode(args, options = {}) {
  return run(projectNode(), args, { env: projectEnvironment(), ...options });
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions & { env?: NodeJS.ProcessEnv, shell?: boolean }} [options]
 * @returns {Promise<number>} its exit code
 */
export function run(command, args, options = {}) {
  const { output = 'inherit', limitMs, ...rest } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['inherit', output === 'stderr' ? 2 : 'inherit', 'inherit'],
      ...rest,
    });
    let late = false;
    const timer = limitMs === undefined ? undefined : setTimeout(() => void ((late = true), child.kill('SIGTERM')), limitMs);
    const release = passSignals(child);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      release();
      resolve(late ? 124 : (code ?? 1));
    });
  });
}

/**
 * A stop that reaches this process is the child's to carry out; this process waits for it.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} ends the passing on
 */
export function passSignals(child) {
  const term = () => void child.kill('SIGTERM');
  // Ctrl+C reaches the whole group of the terminal, so the child has it already.
  const interrupt = () => void (process.stdin.isTTY ? undefined : child.kill('SIGINT'));
  process.on('SIGTERM', term);
  process.on('SIGINT', interrupt);
  const orphaned = watchForOrphaning(term);
  return () => {
    process.off('SIGTERM', term);
    process.off('SIGINT', interrupt);
    clearInterval(orphaned);
  };
}

/**
 * npm passes a stop on to the shell between it and this process, and most shells end without telling anybody. What is left of that
 * is a parent that has changed.
 * @param {() => void} stop
 */
function watchForOrphaning(stop) {
  if (process.env['npm_lifecycle_event'] === undefined) return undefined;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 250);
  return watch.unref();
}
