import type { CalendarDay } from '../domain/calendar.ts';
import type { Day } from '../domain/civil-day.ts';
import { capital, fullDate, sayDay } from './dates.ts';
import { type Person, You, you } from './people.ts';

/** Where no task was named; `choices`: a list of the reader's own follows. */
export function whichTaskText(person: Person, choices: boolean): string {
  return choices
    ? `${You(person)} muốn xem việc nào ạ? Cũng có thể nhắn thẳng mục trong kế hoạch, như «III.1.6», hoặc vài chữ trong tên việc.`
    : `${You(person)} nhắn kèm số việc, mục trong kế hoạch hoặc vài chữ trong tên việc, ví dụ «giải thích III.1.6».`;
}

/** To officers who ask about what others do. */
export function notYoursToSeeText(person: Person, title: string): string {
  return `Việc «${title}» không do ${you(person)} chủ trì hay phối hợp nên em chỉ cho lãnh đạo và người quản trị xem ạ. ${You(person)} nhắn «việc» để xem việc của mình.`;
}

// ---- how a date came about

export interface ExplainedDeadline {
  readonly label: string;
  /** In one line. */
  readonly text: string;
  readonly daysOff: readonly { readonly day: Day; readonly entry: CalendarDay }[];
  readonly provisional: boolean;
}

export interface ExplanationText {
  readonly today: Day;
  readonly ref: string;
  readonly title: string;
  /** The rules in words; empty where there are none. */
  readonly rules: string;
  /** What the plan says, as it stands there. */
  readonly deadlineText: string;
  /** The document that the task comes from. */
  readonly source: string;
  readonly pausedOn: Day | null;
  /** The deadline that was asked for; null where only the task was named. */
  readonly asked:
    | (ExplainedDeadline & {
        /** What people decided about it since. */
        readonly movedTo: Day | null;
        readonly remindBy: Day | null;
        readonly legalLastDay: Day;
      })
    | null;
  readonly next: readonly ExplainedDeadline[];
  /** Events that a term is counted from. */
  readonly events: readonly string[];
}

/** «giải thích <việc>»: rule, days off that mattered, how sure it is, and where it comes from. */
export function explanationText(given: ExplanationText): string {
  const { today, ref, title, rules, deadlineText, source, pausedOn, asked, next, events } = given;
  const from = [deadlineText === '' ? '' : `«${deadlineText}»`, source].filter((part) => part !== '').join(', ');
  return [
    `${ref} ${title}`,
    ...(rules === '' ? [] : [`Cách tính: ${rules}`]),
    ...(from === '' ? [] : [`Căn cứ: ${from}`]),
    ...events.map((event) => `Hạn chỉ có khi ghi sự việc «${event}», mỗi lần ghi là một kỳ.`),
    ...(pausedOn === null ? [] : [`Đang tạm dừng nhắc từ ${sayDay(pausedOn, today)}.`]),
    ...(asked === null ? [] : ['', ...askedLines(asked, today)]),
    ...nextLines(given, next, events),
    ...sureLines([...(asked === null ? [] : [asked]), ...next]),
  ].join('\n');
}

function askedLines(asked: NonNullable<ExplanationText['asked']>, today: Day): string[] {
  const { movedTo, remindBy, legalLastDay } = asked;
  return [
    ...deadlineLines(asked, today, 'Kỳ này'),
    ...(movedTo === null ? [] : [`Riêng kỳ này người quản trị đã đổi hạn thành ${sayDay(movedTo, today)}.`]),
    ...(remindBy === null
      ? []
      : [`Đã cho nhắc lùi đến ${sayDay(remindBy, today)}; hạn theo quy định vẫn là ${sayDay(legalLastDay, today)}.`]),
  ];
}

function nextLines({ today, rules }: ExplanationText, next: readonly ExplainedDeadline[], events: readonly string[]) {
  if (next.length > 0) return ['', 'Các kỳ tới:', ...next.flatMap((each) => deadlineLines(each, today, ''))];
  if (events.length > 0) return [];
  return ['', rules === '' ? 'Việc này không có hạn nên em không nhắc.' : 'Không còn kỳ nào phía trước.'];
}

/** Where a date is not certain, its line says so already. */
function sureLines(shown: readonly ExplainedDeadline[]): string[] {
  if (shown.length === 0 || shown.some((each) => each.provisional)) return [];
  return ['', 'Lịch nghỉ liên quan đã công bố nên các ngày trên là chắc chắn.'];
}

function deadlineLines({ label, text, daysOff }: ExplainedDeadline, today: Day, name: string): string[] {
  const heading = [name, label].filter((part) => part !== '').join(' ');
  return [
    `• ${heading === '' ? '' : `${capital(heading)}: `}${text}`,
    ...(daysOff.length === 0 ? [] : [`   ${daysOffText(daysOff, today)}`]),
  ];
}

const CERTAINTY = { official: '', computed: ', tính theo luật', pending: ', chờ công bố' };
/** A whole Tết fits. */
const MOST_DAYS_OFF = 10;

function daysOffText(daysOff: ExplainedDeadline['daysOff'], today: Day): string {
  const shown = daysOff.slice(0, MOST_DAYS_OFF).map(({ day, entry }) => {
    const kind = entry.kind === 'off' ? 'nghỉ' : 'đi làm';
    return `${sayDay(day, today)} ${kind} (${entry.name}${CERTAINTY[entry.certainty]})`;
  });
  // Of a day that waits the source says only that it does.
  const sources = [
    ...new Set(daysOff.flatMap(({ entry }) => (entry.certainty === 'pending' ? [] : (entry.source ?? [])))),
  ];
  const by = sources.length === 0 ? '' : `; theo ${sources.join('; ')}`;
  return `Ngày nghỉ, làm bù liên quan: ${shown.join(', ')}${by}.`;
}

/** «Kế hoạch 169/KH-UBND …, mục III.1.6, năm 2024». */
export function planSourceText(source: string, ref: string, year: number): string {
  return `${source}, mục ${ref}, áp dụng năm ${year}`;
}

export function ownSourceText(from: Day): string {
  return `việc đơn vị tự thêm, theo dõi từ ${fullDate(from)}`;
}
