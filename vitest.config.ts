import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Many tests wait for processes of their own; one worker less than there are cores would leave half of a small machine idle.
    maxWorkers: '100%',
  },
});
