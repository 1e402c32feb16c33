import { type PeriodReading, readPeriod } from './chat-day.ts';
import { civilDate, type Day, dayOf, daysInMonth, FIRST_YEAR, LAST_YEAR } from './civil-day.ts';
import { fold } from './fold.ts';

const ROMAN: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 };
const MONTH_OF_YEAR = /^(?:ca |trong )?(?:thang |t)(\d{1,2})(?: ?[/-] ?| nam )(\d{4})$/;
const QUARTER = /^(?:ca |trong )?quy (i{1,3}|iv|[1-4]|nay|sau|toi)(?:(?: ?[/-] ?| nam )(\d{4}))?$/;
const WEEKS = /^(?:trong )?(\d{1,2}) tuan (?:toi|nua|sau)$/;

/**
 * The days that somebody wants to look at: «tuần», «tháng 12», «tháng 12/2026», «quý IV», «2 tuần tới», «20/12», «20/12
 * đến 31/12». The current week, month or quarter begins today; a month or quarter without its year is the next one.
 */
export function readSpan(text: string, today: Day): PeriodReading {
  const folded = fold(text).trim();
  const now = civilDate(today);
  const month = MONTH_OF_YEAR.exec(folded);
  if (month) return months(Number(month[2]), Number(month[1]), 1);
  const quarter = QUARTER.exec(folded);
  if (quarter) {
    const [, which = '', year] = quarter;
    const current = Math.ceil(now.month / 3);
    const number = ROMAN[which] ?? (/\d/.test(which) ? Number(which) : null);
    if (number === null) return which === 'nay' ? quarterFrom(today, current) : quarterFrom(today, current + 1);
    if (year !== undefined) return months(Number(year), 3 * number - 2, 3);
    return quarterFrom(today, number < current ? number + 4 : number);
  }
  const weeks = WEEKS.exec(folded);
  if (weeks) return { kind: 'period', from: today, to: today + 7 * Number(weeks[1]) - 1 };
  return readPeriod(text, today);
}

/** True where the words name days, possible or not; that does not depend on the day on which they are said. */
export function namesSpan(text: string): boolean {
  return readSpan(text, dayOf(FIRST_YEAR, 1, 1)).kind !== 'none';
}

/** The quarter counted from this year's first, but nothing that is past. */
function quarterFrom(today: Day, quarter: number): PeriodReading {
  const { year } = civilDate(today);
  const reading = months(year + (quarter > 4 ? 1 : 0), 3 * ((quarter - 1) % 4) + 1, 3);
  return reading.kind === 'period' ? { ...reading, from: Math.max(today, reading.from) } : reading;
}

function months(year: number, first: number, count: number): PeriodReading {
  const last = first + count - 1;
  if (first < 1 || last > 12 || year < FIRST_YEAR || year > LAST_YEAR) return { kind: 'impossible' };
  return { kind: 'period', from: dayOf(year, first, 1), to: dayOf(year, last, daysInMonth(year, last)) };
}
