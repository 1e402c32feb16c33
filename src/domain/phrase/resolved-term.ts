import type { Calendar } from '../calendar.ts';
import { addMonths, civilDate, type Day, dayOf, daysInMonth, weekdayOf } from '../civil-day.ts';
import type { Rule } from '../rule.ts';
import type { Basis } from './bases.ts';
import { doubtful, failed, type Outcome, sure } from './outcome.ts';
import type { DayPoint } from './points.ts';
import type { RightAfter } from './right-after.ts';
import { isSupported, nextDays, once, yearOf } from './shaping.ts';
import type { Term } from './term.ts';
import type { CountedTerm } from './terms.ts';

/** The event of a term that names none. */
const UNNAMED = 'nhận việc';
const LONGEST_EVENT = 200;
const BY = { bound: 'by' } as const;

/** What working days are counted with; null where no calendar is at hand. */
export type WorkingDays = Pick<Calendar, 'addWorkingDays' | 'certainty'> | null;

type WholeTerm = Term & { readonly unit: Exclude<Term['unit'], 'hour'> };

export function resolveTerm(
  term: CountedTerm | RightAfter,
  on: Day,
  about: string,
  words: (from: number, to: number) => string,
  calendar: WorkingDays,
): Outcome {
  if (term.basis.kind === 'feast') return doubtful('feast', about, [], []);
  if (term.kind === 'right-after') {
    if (term.basis.kind === 'date')
      return fromPoint({ n: 0, unit: 'day' }, 'after', term.basis.point, on, about, calendar);
    const rule: Rule = { kind: 'immediately-after', event: eventOf(term.basis, words), grace: term.grace, ...BY };
    const later: Rule = { ...rule, grace: 'next-working-day' };
    if (term.basis.kind === 'event' && !term.merely) return sure(rule);
    return doubtful('event', about, [rule], [[rule], [later]]);
  }
  const { n, direction, basis } = term;
  const event = eventOf(basis, words);
  if (term.unit === 'hour') {
    // A number of whole days of 24 hours ends on a day; less is a matter of the same day.
    if (n % 24 === 0) return counted({ n: n / 24, unit: 'day' }, term, event, on, about);
    const rule: Rule = { kind: 'immediately-after', event, grace: 'same-day', ...BY };
    return doubtful('hours', about, [rule], [[rule], [{ ...rule, grace: 'next-working-day' }]]);
  }
  if (basis.kind === 'now') return fromDay({ n, unit: term.unit }, 'after', on, about, calendar);
  if (basis.kind === 'date') return fromPoint({ n, unit: term.unit }, direction, basis.point, on, about, calendar);
  return counted({ n, unit: term.unit }, term, event, on, about);
}

function counted(
  { n, unit }: WholeTerm,
  { direction, basis, perhapsEarliest }: CountedTerm,
  event: string,
  on: Day,
  about: string,
): Outcome {
  const rule: Rule = { kind: direction === 'after' ? 'within' : 'before-due', n, unit, event, ...BY };
  const fromToday = direction === 'after' && unit !== 'working-day' ? dayAfter(on, n, unit) : null;
  const single: Rule[] = fromToday === null ? [] : [once(fromToday, BY)];
  if (perhapsEarliest) return doubtful('earliest-or-latest', about, [rule], [[rule], [{ kind: 'ongoing' }]]);
  if (basis.kind === 'unnamed') return doubtful('event', about, [rule], [[rule], single]);
  return sure(rule);
}

function dayAfter(day: Day, n: number, unit: 'day' | 'month'): Day | null {
  const end = unit === 'day' ? day + n : addMonths(day, n);
  return isSupported(civilDate(end).year) ? end : null;
}

function fromPoint(
  term: WholeTerm,
  direction: 'after' | 'before',
  point: DayPoint,
  on: Day,
  about: string,
  calendar: WorkingDays,
): Outcome {
  const base = baseDay(point, on);
  if (base === null) return failed('impossible-date', about);
  const outcome = fromDay(term, direction, base, about, calendar);
  if (outcome.kind === 'error' || outcome.question !== null || point.year?.kind === 'year') return outcome;
  return doubtful('year', about, outcome.rules, [outcome.rules]);
}

/** A term from or before a known day ends on a date; where days off are not announced, it asks. */
function fromDay(
  { n, unit }: WholeTerm,
  direction: 'after' | 'before',
  base: Day,
  about: string,
  calendar: WorkingDays,
): Outcome {
  const signed = direction === 'after' ? n : -n;
  const rule = (end: Day): Rule => (direction === 'after' ? { ...once(end, BY), shift: 'later' } : once(end, BY));
  const plain =
    unit === 'working-day' ? addWeekdays(base, signed) : unit === 'day' ? base + signed : addMonths(base, signed);
  // Days off make it longer, by less than as much again and a month.
  const reach = unit === 'working-day' ? 2 * plain - base + 31 * Math.sign(signed) : plain;
  if (!isSupported(civilDate(reach).year)) return failed('year-out-of-range', about);
  if (unit !== 'working-day') return sure(rule(plain));
  const end = calendar === null ? plain : calendar.addWorkingDays(base, signed);
  const known = calendar?.certainty(Math.min(base, end), Math.max(base, end)) === 'official';
  return known ? sure(rule(end)) : doubtful('working-days', about, [rule(end)], [[rule(end)]]);
}

function baseDay(point: DayPoint, on: Day): Day | null {
  const month = point.month?.kind === 'months' ? point.month.months[0]! : 0;
  const year = point.year === null ? null : yearOf(point.year, on);
  if (month < 1 || month > 12 || point.day < 1 || point.day > daysInMonth(year ?? 2024, month)) return null;
  if (year === null) return nextDays(month, point.day, BY, on)[0] ?? null;
  return isSupported(year) ? dayOf(year, month, point.day) : null;
}

function addWeekdays(day: Day, n: number): Day {
  const step = Math.sign(n);
  const weeks = Math.trunc(Math.abs(n) / 5);
  let result = day + step * weeks * 7;
  for (let left = Math.abs(n) % 5; left > 0; ) {
    result += step;
    if (weekdayOf(result) <= 5) left--;
  }
  while (weekdayOf(result) > 5) result += step === 0 ? 1 : -step;
  return result;
}

function eventOf(basis: Basis, words: (from: number, to: number) => string): string {
  if (basis.kind !== 'event') return UNNAMED;
  const text = words(basis.from, basis.to).normalize('NFC').replace(/\s+/g, ' ').slice(0, LONGEST_EVENT).trim();
  return text === '' ? UNNAMED : text;
}
