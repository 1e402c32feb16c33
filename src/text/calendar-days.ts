import { type Day, weekdayOf } from '../domain/civil-day.ts';
import { fullDate, sayDay, weekdayName } from './dates.ts';

/** A day of the calendar that is not as its weekday says, or one that becomes so. */
export interface ListedDay {
  readonly day: Day;
  readonly kind: 'off' | 'worked' | 'plain';
  readonly certainty: 'official' | 'computed' | 'pending';
  readonly name: string;
}

const longDay = (day: Day): string => `${weekdayName(day)} ${fullDate(day)}`;

const UNSURE = {
  official: '',
  computed: ' (tính theo luật)',
  pending: ' (chờ thông báo, chưa tính vào lịch)',
} as const;

/** «thứ Hai 16/2 – thứ Sáu 20/2: Tết Nguyên đán». */
export function runText({ first, last, day }: Run, withYear: boolean): string {
  const say = (each: Day) => (withYear ? longDay(each) : sayDay(each, first));
  const when = first === last ? say(first) : `${say(first)} – ${say(last)}`;
  const what = day.kind === 'worked' && !/^làm bù/.test(day.name) ? `làm bù, ${day.name}` : day.name;
  return `${when}: ${day.kind === 'plain' ? plainText(first) : what}${UNSURE[day.certainty]}`;
}

function plainText(day: Day): string {
  return weekdayOf(day) <= 5 ? 'làm việc như thường' : 'nghỉ như thường';
}

interface Run {
  readonly first: Day;
  readonly last: Day;
  readonly day: ListedDay;
}

/** Days of one name that follow each other, with no more than a weekend between them. */
export function runs(days: readonly ListedDay[]): Run[] {
  const found: Run[] = [];
  for (const day of [...days].sort((a, b) => a.day - b.day)) {
    const run = found.at(-1);
    const next = run && (weekdayOf(run.last) === 5 && day.kind === 'off' ? [1, 3] : [1]).includes(day.day - run.last);
    const same = run && run.day.kind === day.kind && run.day.name === day.name && run.day.certainty === day.certainty;
    if (run && next && same) found[found.length - 1] = { ...run, last: day.day };
    else found.push({ first: day.day, last: day.day, day });
  }
  return found;
}
