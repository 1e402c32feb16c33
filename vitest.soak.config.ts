import { defineConfig } from 'vitest/config';

/** The long runs: a day with a cut every minute. */
export default defineConfig({
  test: {
    include: ['test/process/zalo-cuts.test.ts'],
    env: { SOAK: '1' },
    testTimeout: 3_600_000,
    hookTimeout: 60_000,
  },
});
