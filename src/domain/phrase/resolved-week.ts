import { civilDate, type Day, weekdayOf } from '../civil-day.ts';
import type { Rule } from '../rule.ts';
import { doubtful, failed, type Outcome, rulesOf, sure } from './outcome.ts';
import type { NearPoint, VagueWeekPoint, WeekdayPoint } from './points.ts';
import { isSupported, lastDayOf, type Manner, mannerOf, once } from './shaping.ts';
import type { Target } from './targets.ts';

/** Weekly where the words say so; a weekday alone may also be the next one only. */
export function resolveWeekdays(target: Target, point: WeekdayPoint, on: Day, about: string): Outcome {
  if (point.weekdays.includes(0)) return failed('impossible-date', about);
  const manner = mannerOf(target, 'on');
  const weekly = point.weekdays.map((weekday): Rule => ({ kind: 'weekly', weekday, ...manner }));
  const monday = on - weekdayOf(on) + 1;
  if (point.placed) return doubtful('day', about, [], []);
  if (point.weeks !== null) {
    const weeks = point.weeks;
    return dated(
      point.weekdays.map((weekday) => monday + weeks * 7 + weekday - 1),
      manner,
      about,
    );
  }
  const cycle = target.cycles.find(({ unit }) => unit !== 'unknown');
  if (target.isEnd)
    return doubtful('weekday', about, weekly.slice(-1), [
      weekly.slice(-1),
      [1, 2, 3, 4, 5].map((weekday): Rule => ({ kind: 'weekly', weekday, ...manner })),
    ]);
  if (point.every || (cycle?.unit === 'week' && cycle.every === 1)) return sure(...weekly);
  if (cycle !== undefined) return doubtful('anchor', about, [], []);
  const next = point.weekdays.map((weekday) => {
    const ahead = on + ((weekday - weekdayOf(on) + 7) % 7);
    return lastDayOf(ahead, manner) >= on ? ahead : ahead + 7;
  });
  const single = rulesOf(dated(next, manner, about));
  return doubtful('recurrence', about, single, [single, weekly]);
}

export function resolveNear(target: Target, point: NearPoint, on: Day, about: string): Outcome {
  return dated([on + point.days], mannerOf(target, 'by'), about);
}

/** «cuối tuần sau»: Friday or Sunday; nothing is taken before somebody says which. */
export function resolveVagueWeek({ part, weeks }: VagueWeekPoint, on: Day, about: string): Outcome {
  const monday = on - weekdayOf(on) + 1 + weeks * 7;
  const weekdays = { start: [1, 2], early: [1, 2], middle: [3, 4], end: [5, 7], late: [5, 7] }[part];
  return doubtful(
    'weekday',
    about,
    [],
    weekdays.map((weekday) => rulesOf(dated([monday + weekday - 1], { bound: 'by' }, about))),
  );
}

function dated(days: readonly Day[], manner: Manner, about: string): Outcome {
  if (days.some((day) => !isSupported(civilDate(day).year))) return failed('year-out-of-range', about);
  return sure(...days.map((day) => once(day, manner)));
}
