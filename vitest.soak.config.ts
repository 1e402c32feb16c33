import { defineConfig } from 'vitest/config';

/** The long runs: more kills, more limits, more years of faults, more of what is hostile; a day of Zalo with a cut every minute. */
export default defineConfig({
  test: {
    include: ['test/fault/**/*.test.ts', 'test/process/zalo-cuts.test.ts'],
    env: { SOAK: '1' },
    testTimeout: 3_600_000,
    hookTimeout: 60_000,
  },
});
