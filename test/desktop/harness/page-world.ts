/*
 * The two scripts that stand for Electron's context isolation. The built preload runs in an isolated world of the real page, where
 * `require('electron')` has contextBridge and ipcRenderer and nothing else. What it exposes is rebuilt in the page's own world:
 * plain values as they are, functions as functions that only send their arguments across. Text alone crosses, both ways.
 */

/** Name of the isolated world, as the browser lists it. */
export const PRELOAD_WORLD = 'preload';
/** Function of the isolated world by which it speaks to the test. */
export const INVOKE_BINDING = '__standInInvoke';

const TO_PAGE = '__stand-in-to-page';
const TO_PRELOAD = '__stand-in-to-preload';

/** Runs first, in the page's own world: rebuilds what the preload exposes. */
export const PAGE_SIDE = `(() => {
  if (window !== window.top) return;
  const waiting = new Map();
  let last = 0;
  const call = (name, member) => (...args) => new Promise((resolve, reject) => {
    const id = ++last;
    waiting.set(id, { resolve, reject });
    document.dispatchEvent(new CustomEvent('${TO_PRELOAD}', { detail: JSON.stringify({ id, name, member, args }) }));
  });
  document.addEventListener('${TO_PAGE}', ({ detail }) => {
    const message = JSON.parse(detail);
    if (message.expose !== undefined) {
      const { name, values, functions } = message.expose;
      const api = { ...values };
      for (const member of functions) api[member] = call(name, member);
      Object.defineProperty(window, name, { value: Object.freeze(api), enumerable: true });
      return;
    }
    const { resolve, reject } = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) resolve(message.value);
    else reject(new Error(message.error));
  });
})();`;

/**
 * Runs second, in the isolated world.
 * @param source the built preload, one CommonJS file
 */
export function preloadSide(source: string): string {
  return `(() => {
  if (window !== window.top) return;
  const exposed = new Map();
  const invocations = new Map();
  let last = 0;
  const toPage = (message) =>
    document.dispatchEvent(new CustomEvent('${TO_PAGE}', { detail: JSON.stringify(message) }));
  globalThis.__standInAnswer = (id, value, error) => {
    const { resolve, reject } = invocations.get(id);
    invocations.delete(id);
    if (error === null) resolve(value);
    else reject(new Error(error));
  };
  const electron = {
    contextBridge: {
      exposeInMainWorld(name, api) {
        exposed.set(name, api);
        const entries = Object.entries(api);
        const functions = entries.filter(([, value]) => typeof value === 'function').map(([key]) => key);
        const values = Object.fromEntries(entries.filter(([, value]) => typeof value !== 'function'));
        toPage({ expose: { name, values, functions } });
      },
    },
    ipcRenderer: {
      invoke: (channel, ...args) => new Promise((resolve, reject) => {
        const id = ++last;
        invocations.set(id, { resolve, reject });
        ${INVOKE_BINDING}(JSON.stringify({ id, channel, args }));
      }),
    },
  };
  document.addEventListener('${TO_PRELOAD}', ({ detail }) => {
    const { id, name, member, args } = JSON.parse(detail);
    Promise.resolve(exposed.get(name)[member](...args)).then(
      (value) => toPage({ id, value }),
      (error) => toPage({ id, error: error.message }),
    );
  });
  const require = (name) => {
    if (name !== 'electron') throw new Error('module not found: ' + name + ' (a sandboxed preload has only electron)');
    return electron;
  };
  const module = { exports: {} };
  (function (require, module, exports) {
${source}
  })(require, module, module.exports);
})();`;
}
