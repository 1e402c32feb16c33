import { defineConfig } from 'vitest/config';

/** The long run of the faults: more kills, more limits, more years, more of what is hostile. */
export default defineConfig({
  test: {
    include: ['test/fault/**/*.test.ts'],
    env: { SOAK: '1' },
    testTimeout: 3_600_000,
    hookTimeout: 60_000,
  },
});
