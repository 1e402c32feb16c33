import { describe, expect, it } from 'vitest';
import type { CalendarChange } from '../../src/app/store.ts';
import type { Current } from './contract.ts';
import { day, logged, officer, T0 } from './office.ts';

/** Days off that the office enters, and its settings. */
export function calendarContract(store: Current): void {
  const apply = (officerId: number | null, ...changes: CalendarChange[]) =>
    store().applyChanges({ changes: changes.map((change) => ({ kind: 'calendar', change })), at: T0, officerId });
  const holiday = { day: day('2027-02-08'), kind: 'off', name: 'Tết', source: 'Thông báo' } as const;
  const worked = { day: day('2027-02-06'), kind: 'worked', name: 'làm bù', source: '' } as const;

  describe('days off', () => {
    it('are kept by day, the newest word about a day counting', async () => {
      expect(await apply(null, { act: 'set-days', days: [holiday, worked] })).toBe('applied');
      await apply(null, { act: 'set-days', days: [{ ...holiday, name: 'Tết Nguyên đán' }] });
      const { days } = await store().calendarOverlay();
      expect(days).toEqual([worked, { ...holiday, name: 'Tết Nguyên đán' }]);
    });

    it('are forgotten', async () => {
      await apply(null, { act: 'set-days', days: [holiday, worked] }, { act: 'forget-days', days: [holiday.day] });
      expect((await store().calendarOverlay()).days).toEqual([worked]);
    });

    it('are announced for a year, and awaited again; what was never announced is stale', async () => {
      await apply(null, { act: 'announce-year', year: 2027, source: 'Thông báo' });
      await apply(null, { act: 'announce-year', year: 2027, source: 'Thông báo số 2' });
      expect((await store().calendarOverlay()).announcedYears).toEqual([2027]);
      expect(await apply(null, { act: 'await-year', year: 2027 })).toBe('applied');
      expect((await store().calendarOverlay()).announcedYears).toEqual([]);
      expect(await apply(null, { act: 'set-days', days: [holiday] }, { act: 'await-year', year: 2027 })).toBe('stale');
      expect((await store().calendarOverlay()).days).toEqual([]);
    });

    it('are logged with who changed them, and without words', async () => {
      const lan = await officer(store(), 'Lan');
      await apply(lan, { act: 'set-days', days: [holiday] }, { act: 'announce-year', year: 2027, source: 'Thông báo' });
      expect(await logged(store())).toEqual(['officer-added', 'calendar-day-set', 'calendar-year-announced']);
      const events = await store().events({ limit: 10 });
      expect(events.slice(1).map(({ officerId, data }) => ({ officerId, data }))).toEqual([
        { officerId: lan, data: { day: '2027-02-08', kind: 'off' } },
        { officerId: lan, data: { year: 2027 } },
      ]);
    });
  });

  describe('a setting', () => {
    const set = (value: string) =>
      store().applyChanges({
        changes: [{ kind: 'setting', change: { name: 'self-check', value } }],
        at: T0,
        officerId: null,
      });

    it('has the value that it was given last', async () => {
      expect(await store().setting('self-check')).toBeNull();
      await set('silent');
      await set('daily');
      expect(await store().setting('self-check')).toBe('daily');
      expect(await store().setting('self-check-told')).toBeNull();
      expect(await logged(store())).toEqual(['setting-changed', 'setting-changed']);
    });
  });
}
