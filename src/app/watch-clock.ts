import { type ClockDoubt, type ClockReading, clockDoubt } from '../domain/clock-doubt.ts';
import { isOfficeOpen, type Office } from '../domain/office-hours.ts';
import { clockNotice } from '../text/clock.ts';
import type { Log } from './log.ts';
import type { Store } from './store.ts';
import { askAboutAbsence, KEPT_MS } from './tell-absence.ts';
import { adminsOf } from './tell-admins.ts';

/** Since when, and why, the clock is not believed; kept in the database, so that a restart believes it no more. */
export interface ClockHold {
  readonly doubt: ClockDoubt;
  /** What the clock showed when it was first doubted … */
  readonly since: number;
  /** … and when it was last believed. */
  readonly believedAt: number;
  /** An administrator said that it is right. */
  readonly confirmed?: true;
}

/**
 * Holds back what nobody asked for while the clock cannot be right: whoever sets it by a month must not make everything
 * overdue. Answers go out all the same.
 */
export interface ClockWatch {
  /** Once a tick, before anything else: false while the clock is not believed. Tells the administrators, once. */
  check(now: number): Promise<boolean>;
  /** By the last check; false before the first one. */
  believes(now: number): boolean;
}

export interface WatchClockParts {
  readonly store: Store;
  readonly office: Office;
  readonly log: Log;
  /** Milliseconds that the machine has run, its sleep included. Nobody can set it. */
  readonly elapsed: () => number;
}

export function watchClock({ store, office, log, elapsed }: WatchClockParts): ClockWatch {
  /** The last reading that was believed; null in an office that never ticked. */
  let last: ClockReading | null = null;
  /** When it was last looked at, believed or not; null before the first time. */
  let checked: number | null = null;
  let hold: ClockHold | null = null;
  let told = false;

  function doubtAt(now: number): ClockDoubt | null {
    if (last === null || hold?.confirmed) return null;
    const doubt = clockDoubt(last, now, elapsed());
    // Another process doubted it, and how long the machine was off since is not known: not before it was set back.
    const stays = hold?.doubt === 'ahead' && last.elapsed === null && now >= hold.since;
    return doubt ?? (stays ? 'ahead' : null);
  }

  const save = (value: ClockHold | null, at: number) =>
    store.applyChanges({
      changes: [{ kind: 'setting', change: { name: 'clock', value: value === null ? '' : JSON.stringify(value) } }],
      at,
      officerId: null,
    });

  /** In office hours by the time that must have passed, whatever the clock shows. */
  async function tell(standing: ClockHold, now: number): Promise<void> {
    const passed = last?.elapsed == null ? now : last.at + elapsed() - last.elapsed;
    if (told || !isOfficeOpen(office, passed)) return;
    const { zone } = office;
    const shown = (at: number) => ({ day: zone.dayOf(at), minute: zone.minuteOf(at) });
    for (const admin of await adminsOf({ store, office }, now)) {
      const text = clockNotice(admin, standing.doubt, shown(now), shown(standing.believedAt));
      const key = `clock:${standing.since}:${admin.id}`;
      await store.addNotices([{ key, officerId: admin.id, message: { text }, dueAt: now, anyHour: true }], now);
    }
    told = true;
  }

  return {
    async check(now) {
      const before = checked;
      if (before === null) {
        const { tick } = await store.beats();
        last = tick === undefined ? null : { at: tick, elapsed: null };
      }
      checked = elapsed();
      hold = await clockHold(store);
      const doubt = doubtAt(now);
      if (doubt !== null) {
        if (hold?.doubt !== doubt) {
          hold = { doubt, since: now, believedAt: last!.at };
          told = false;
          await save(hold, now);
          log.error({ doubt, believedAt: hold.believedAt }, 'the clock is not believed; nobody is reminded');
        }
        await tell(hold, now);
        return false;
      }
      if (hold !== null) {
        await save(null, now);
        hold = null;
        log.warn({}, 'the clock is believed again');
      }
      // The machine may have slept between two ticks.
      const away = before === null ? now - (last?.at ?? now) : checked - before;
      last = { at: now, elapsed: checked };
      if (away > KEPT_MS) await askAboutAbsence({ store, office }, now - away, now);
      return true;
    },
    believes: (now) => checked !== null && doubtAt(now) === null,
  };
}

/** Null while the clock is believed. */
export async function clockHold(store: Pick<Store, 'setting'>): Promise<ClockHold | null> {
  const value = await store.setting('clock');
  return value === null || value === '' ? null : (JSON.parse(value) as ClockHold);
}
