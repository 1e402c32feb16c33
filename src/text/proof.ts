import type { Day } from '../domain/civil-day.ts';
import type { OccurrenceState } from '../domain/states.ts';
import { fullDate, sayDay } from './dates.ts';
import { type JournalLine, journalLineText } from './journal.ts';
import type { Person } from './people.ts';
import { type Moment, sayMoment } from './situation.ts';

export interface ProofText {
  readonly office: string;
  readonly ref: string;
  readonly title: string;
  readonly from: Day;
  readonly to: Day;
  readonly printed: Moment;
  readonly deadlines: readonly {
    readonly label: string;
    readonly legalLastDay: Day;
    readonly extendedTo: Day | null;
    readonly state: OccurrenceState;
    readonly leads: readonly Person[];
    readonly reports: readonly {
      readonly person: Person | null;
      readonly moment: Moment;
      readonly documentNumber: string | null;
      readonly daysLate: number;
    }[];
    readonly lines: readonly JournalLine[];
  }[];
}

/** Days are written with their year: the paper is read later. No day has this one. */
const WITH_YEAR: Day = -1_000_000;

const fullName = ({ name }: Person): string => name;

/** «Minh chứng»: one task's deadlines, with who was told what when and who did what when. To be printed. */
export function proofText({ office, ref, title, from, to, printed, deadlines }: ProofText): string {
  const inTime = deadlines.filter(
    ({ state, reports }) => state === 'done' && reports.every(({ daysLate }) => daysLate === 0),
  ).length;
  const done = deadlines.filter(({ state }) => state === 'done').length;
  return [
    [
      `${office}: minh chứng thực hiện nhiệm vụ ${ref}`,
      title,
      `Các kỳ có hạn từ ${fullDate(from)} đến ${fullDate(to)}; lập lúc ${sayMoment(printed, WITH_YEAR)}`,
      `${deadlines.length} kỳ, ${done} kỳ đã xong, ${inTime} kỳ xong đúng hạn`,
    ].join('\n'),
    ...deadlines.map(deadlineText),
  ].join('\n\n');
}

function deadlineText(deadline: ProofText['deadlines'][number]): string {
  const { label, legalLastDay, extendedTo, state, leads, reports, lines } = deadline;
  return [
    `${label === '' ? 'Hạn' : `Kỳ ${label}, hạn`} ${sayDay(legalLastDay, WITH_YEAR)}: ${STATES[state]}`,
    ...(extendedTo === null ? [] : [`  Được gia hạn đến ${sayDay(extendedTo, WITH_YEAR)}`]),
    `  Chủ trì: ${leads.length === 0 ? 'chưa có người' : leads.map(fullName).join(', ')}`,
    ...reports.map(({ person, moment, documentNumber, daysLate }) => {
      const when = daysLate === 0 ? 'đúng hạn' : `trễ ${daysLate} ngày làm việc`;
      const document = documentNumber === null ? '' : `, số ${documentNumber}`;
      const who = person === null ? 'Người đã rời đơn vị' : fullName(person);
      return `  ${who} báo xong ${sayMoment(moment, WITH_YEAR)}, ${when}${document}`;
    }),
    ...(lines.length === 0 ? ['  - chưa có gì được ghi'] : []),
    ...lines.map((line) => `  - ${sayMoment(line.moment, WITH_YEAR)} ${journalLineText(line, WITH_YEAR, fullName)}`),
  ].join('\n');
}

const STATES: Readonly<Record<OccurrenceState, string>> = {
  open: 'chưa xong',
  held: 'đã qua hạn khi nạp kế hoạch, chờ người quản trị',
  done: 'đã xong',
  cancelled: 'đã hủy',
  skipped: 'bỏ kỳ này',
};
