import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;

/**
 * Two entries share one main build: `index` is the desktop, `headless` the command line. What `headless` reaches never imports
 * electron (test/unit/architecture). Runtime dependencies stay external, so the built host runs from the package's own folder.
 */
export default defineConfig({
  main: {
    build: {
      rolldownOptions: {
        input: { index: join(root, 'src/main/index.ts'), headless: join(root, 'src/main/headless.ts') },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
      sourcemap: true,
    },
  },
  preload: {
    build: {
      // A sandboxed preload can load neither ESM nor npm modules: one CommonJS file holds everything.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: join(root, 'src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: join(root, 'src/renderer'),
    css: { postcss: root },
    plugins: [
      react(),
      // electron-vite makes the built page relative; the console's router has real paths, so assets must hang on the origin.
      { name: 'absolute-base', config: () => ({ base: '/' }) },
    ],
    build: {
      // The same files run in Electron and in the browsers of headless users.
      target: 'es2023',
      minify: true,
      // Loaded from this machine, never over a network: one large chunk costs nothing.
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: { input: join(root, 'src/renderer/index.html') },
    },
  },
});
