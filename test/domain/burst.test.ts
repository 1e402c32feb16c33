import fc from 'fast-check';
import { expect, test } from 'vitest';
import { burstPlaces, burstStart, type Waiting } from '../../src/domain/burst.ts';

const EVERY = 40_000;
const SLOT = 1_800_000;
const waiting = (targets: readonly number[], account = 'zalo'): Waiting[] =>
  targets.map((target, index) => ({ officerId: index + 1, account, everyMs: EVERY, target }));

test('a morning begins as early as its messages take, and never before the office opens', () => {
  expect(burstStart([], { slotAt: SLOT, opensAt: 0 })).toBe(SLOT);
  expect(burstStart(waiting([1, 1, 1]), { slotAt: SLOT, opensAt: 0 })).toBe(SLOT - 3 * EVERY);
  expect(burstStart(waiting(Array.from({ length: 60 }, () => 1)), { slotAt: SLOT, opensAt: 0 })).toBe(0);
  const two = [...waiting([1, 1]), ...waiting([1, 1, 1, 1], 'other')];
  expect(burstStart(two, { slotAt: SLOT, opensAt: 0 })).toBe(SLOT - 4 * EVERY);
});

test('the earliest deadline comes first, one message after the other', () => {
  const day = fc.integer({ min: 1, max: 30 });
  fc.assert(
    fc.property(fc.array(day, { maxLength: 70 }), (targets) => {
      const places = burstPlaces(waiting(targets), 1_000);
      const times = [...places.values()].toSorted((a, b) => a - b);
      expect(times).toEqual(targets.map((_, index) => 1_000 + index * EVERY));
      const byTime = [...places].toSorted(([, a], [, b]) => a - b).map(([id]) => targets[id - 1]!);
      expect(byTime).toEqual(byTime.toSorted((a, b) => a - b));
    }),
  );
});
