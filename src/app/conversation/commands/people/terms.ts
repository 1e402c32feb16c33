import { readDay, readPeriod } from '../../../../domain/chat-day.ts';
import type { Day } from '../../../../domain/civil-day.ts';
import { fold } from '../../../../domain/fold.ts';
import { badStartText, badTermText, impossibleTermText, startTooFarText } from '../../../../text/positions.ts';
import { shortened } from '../../../../text/shorten.ts';
import type { Read } from '../../form.ts';

/** Both days included; `to` null: until further notice. */
export interface Term {
  readonly from: Day;
  readonly to: Day | null;
}

/** Offices are entered shortly before they begin or soon after: of two years the nearer one is meant. */
function nearestDay(text: string, today: Day) {
  const ahead = readDay(text, today, 'future');
  const behind = readDay(text, today, 'past');
  if (ahead.kind !== 'day' || behind.kind !== 'day') return ahead;
  return today - behind.day < ahead.day - today ? behind : ahead;
}

/** Whoever takes office later than this is entered later, or the year is a slip of the thumb. */
const FURTHEST_DAYS = 366;
const tooFar = (day: Day, today: Day) => day > today + FURTHEST_DAYS;

const START = /^(?:bat dau |ke )?(?:tu |ke tu )(?:ngay )?/;

/** «từ 1/4», «từ 1/4 đến 30/6», «đến hết 30/6», «1/4». */
export function readTerm(typed: string, today: Day): Read<Term> {
  const folded = fold(typed);
  const until = /^(?:cho )?(?:den|toi)(?: het)?(?: ngay)? (.+)$/.exec(folded);
  if (until) {
    const last = readDay(until[1]!, today, 'future');
    if (last.kind === 'day' && last.day >= today) return { kind: 'value', value: { from: today, to: last.day } };
    return {
      kind: 'again',
      text: last.kind === 'none' ? badTermText(shortened(typed)) : impossibleTermText(shortened(typed)),
    };
  }
  const single = nearestDay(folded.replace(START, ''), today);
  if (single.kind === 'day' && tooFar(single.day, today)) return { kind: 'again', text: startTooFarText(single.day) };
  if (single.kind === 'day') return { kind: 'value', value: { from: single.day, to: null } };
  const period = readPeriod(typed, today);
  if (period.kind === 'period' && tooFar(period.from, today))
    return { kind: 'again', text: startTooFarText(period.from) };
  if (period.kind === 'period') return { kind: 'value', value: { from: period.from, to: period.to } };
  const impossible = single.kind === 'impossible' || period.kind === 'impossible';
  return { kind: 'again', text: impossible ? impossibleTermText(shortened(typed)) : badTermText(shortened(typed)) };
}

/** «từ 1/4», «hôm nay»: the day from which something is so. */
export function readStart(typed: string, today: Day): Read<Day> {
  const day = nearestDay(fold(typed).replace(START, ''), today);
  if (day.kind === 'day' && tooFar(day.day, today)) return { kind: 'again', text: startTooFarText(day.day) };
  if (day.kind === 'day') return { kind: 'value', value: day.day };
  return {
    kind: 'again',
    text: day.kind === 'none' ? badStartText(shortened(typed)) : impossibleTermText(shortened(typed)),
  };
}

/** «từ 1/4» no longer, or «đến hết 31/3» still: the last day of it either way. */
export function readLastDay(typed: string, today: Day): Read<Day> {
  const until = /^(?:den |toi )(?:het )?(?:ngay )?(.+)$|^het (?:ngay )?(.+)$/.exec(fold(typed));
  const read = readStart(until ? (until[1] ?? until[2]!) : typed, today);
  if (read.kind === 'again' || until) return read;
  return { kind: 'value', value: read.value - 1 };
}
