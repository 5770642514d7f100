import { defineConfig } from 'vitest/config';

/** Node's own resolution finds `#shared/*` and `#main/*` (package.json `imports`), so nothing is aliased here. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 20_000 } },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          // Each file starts the built host, and some kill it: two at a time is what two cores carry.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
