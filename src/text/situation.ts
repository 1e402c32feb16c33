import type { Day } from '../domain/civil-day.ts';
import type { Contact } from '../domain/contact.ts';
import { capital, fullDate, sayClock, sayDay, sayNearDay, shortDate } from './dates.ts';
import { taskName, type Urgency } from './digest.ts';
import { called, fullyCalled, type Person } from './people.ts';

/** An instant as the office's clock shows it. */
export interface Moment {
  readonly day: Day;
  readonly minute: number;
}

/** «thứ Sáu 13/3 07:30». */
export function sayMoment({ day, minute }: Moment, today: Day): string {
  return `${sayDay(day, today)} ${sayClock(minute)}`;
}

/** «07:30 hôm nay». */
function sayNearMoment({ day, minute }: Moment, today: Day): string {
  return `${sayClock(minute)} ${sayNearDay(day, today)}`;
}

export interface StatePerson {
  readonly person: Person;
  readonly awayUntil: Day | null;
  readonly standIn: Person | null;
  readonly contact: Contact;
}

export interface StateItem {
  readonly ref: string;
  readonly title: string;
  readonly label: string;
  readonly urgency: Urgency;
  readonly target: Day;
  readonly lastDay: Day;
  readonly legalLastDay: Day;
  /** The day up to which reminding was put off by an approved extension. */
  readonly remindBy: Day | null;
  readonly provisional: boolean;
  readonly daysLate: number;
  readonly people: readonly StatePerson[];
}

/** Instants become moments of the office's clock. */
export type MomentOf = (instant: number) => Moment;

const UNREACHABLE = {
  'no-chat': 'chưa có kênh liên lạc',
  broken: 'kênh liên lạc đang hỏng',
  relink: 'kênh liên lạc cần nối lại',
  stopped: 'kênh liên lạc đang dừng',
};

export interface SituationText {
  readonly now: Moment;
  readonly momentOf: MomentOf;
  /** Days ahead that `open` counts. */
  readonly daysAhead: number;
  readonly open: number;
  readonly dueToday: number;
  readonly dueThisWeek: number;
  readonly late: number;
  readonly unanswered: number;
  readonly unreachable: readonly { readonly person: Person; readonly why: keyof typeof UNREACHABLE }[];
  /** Late and due this week, the most urgent first. */
  readonly items: readonly StateItem[];
}

/** More than these are no overview; what they are can be asked for. */
const MOST_ITEMS = 25;

/** «tình hình»: how the whole office stands. */
export function situationText(situation: SituationText): string {
  const { now, items, open, dueToday, dueThisWeek, late, unanswered, daysAhead } = situation;
  const today = now.day;
  const counts = [
    `quá hạn ${late}`,
    `nên gửi hôm nay ${dueToday}`,
    `còn lại trong tuần ${dueThisWeek}`,
    `tất cả đang mở trong ${daysAhead} ngày tới ${open}`,
  ];
  const lines = [
    `Tình hình lúc ${sayClock(now.minute)} ${sayDay(today, today)}:`,
    `${capital(counts.join('; '))}.`,
    ...(unanswered > 0 ? [`Đã nhắc mà chưa ai trả lời: ${unanswered} việc.`] : []),
    ...unreachableLines(situation.unreachable),
    ...itemSections(items.slice(0, MOST_ITEMS), situation),
    ...(items.length > MOST_ITEMS ? [`… và ${items.length - MOST_ITEMS} việc nữa.`] : []),
    '',
    'Nhắn «tình hình» kèm tên người, mục hay tên việc để xem riêng; «nhật ký» kèm mục để xem đã nhắc những gì.',
  ];
  return lines.join('\n');
}

function unreachableLines(all: SituationText['unreachable']): string[] {
  if (all.length === 0) return [];
  return [
    `Em chưa nhắn được cho: ${all.map(({ person, why }) => `${called(person)} (${UNREACHABLE[why]})`).join(', ')}.`,
  ];
}

const SECTIONS = [
  ['late', '🔴 Quá hạn'],
  ['today', '🟠 Nên gửi hôm nay'],
  ['later', '🟢 Sắp tới'],
] as const;

const wholeName = (item: StateItem): string => `${item.ref} ${taskName(item)}`;

type Seen = Pick<SituationText, 'now' | 'momentOf'>;

function itemSections(items: readonly StateItem[], seen: Seen, name = wholeName): string[] {
  return SECTIONS.flatMap(([urgency, heading]) => {
    const own = items.filter((item) => item.urgency === urgency);
    return own.length === 0 ? [] : ['', heading, ...own.flatMap((item) => stateLines(item, seen, name))];
  });
}

function stateLines(item: StateItem, seen: Seen, name: (item: StateItem) => string): string[] {
  const people = item.people.map((each) => `   ${stateText(each, seen)}`);
  return [
    `• ${[name(item), dueText(item, seen.now.day)].filter((part) => part !== '').join(': ')}`,
    ...(people.length === 0 ? ['   chưa có người phụ trách'] : people),
  ];
}

function dueText(item: StateItem, today: Day): string {
  const { target, lastDay, legalLastDay, remindBy } = item;
  const law = legalLastDay > lastDay ? `, theo luật đến ${sayDay(legalLastDay, today)}` : '';
  const extended = remindBy === null ? '' : `, đã cho nhắc lùi đến ${sayDay(remindBy, today)}`;
  const maybe = item.provisional ? ' (dự kiến)' : '';
  if (item.urgency === 'late')
    return `hạn ${sayDay(legalLastDay, today)}, trễ ${item.daysLate} ngày làm việc${extended}`;
  const sent = target === lastDay ? '' : `, nên gửi trong ${sayDay(target, today)}`;
  return `hạn ${sayDay(lastDay, today)}${sent}${law}${extended}${maybe}`;
}

/** One officer and one deadline: heard, told, or not told, and why. */
function stateText({ person, awayUntil, standIn, contact }: StatePerson, seen: Seen): string {
  const today = seen.now.day;
  const away = awayUntil === null ? '' : ` nghỉ đến ${shortDate(awayUntil, today)}`;
  const instead =
    awayUntil === null ? '' : standIn === null ? ', chưa có người làm thay' : `, ${called(standIn)} làm thay`;
  return `${called(person)}${away}${instead}: ${contactText(contact, seen)}`;
}

function contactText(contact: Contact, { now, momentOf }: Seen): string {
  const today = now.day;
  const at = (instant: number) => sayNearMoment(momentOf(instant), today);
  switch (contact.kind) {
    case 'promised':
      return contact.day < today
        ? `đã hẹn xong ${sayDay(contact.day, today)}, qua ngày hẹn`
        : `hẹn xong ${sayNearDay(contact.day, today)} (báo lúc ${at(contact.at)})`;
    case 'acknowledged':
      return `đã báo nhận lúc ${at(contact.at)}, chưa báo xong`;
    case 'not-done':
      return `báo chưa xong lúc ${at(contact.at)}`;
    case 'asked-more-time':
      return `đã xin gia hạn lúc ${at(contact.at)}, chưa báo xong`;
    case 'silent': {
      const told = `đã nhắc ${contact.sent} lần, lần gần nhất ${at(contact.lastAt)}, chưa có trả lời`;
      return contact.missed.length === 0 ? told : `${told}; ${offText(contact.missed, today)}`;
    }
    case 'bot-off':
      return `chưa được nhắc, vì ${offText(contact.missed, today)}`;
    case 'undelivered': {
      const before = contact.sent === 0 ? '' : `; trước đó đã nhắc ${contact.sent} lần`;
      return `${undeliveredText(contact)}${before}`;
    }
    case 'not-yet':
      return contact.nextAt === null
        ? 'chưa được nhắc, và em không còn lần nhắc nào theo lịch'
        : `chưa đến lúc nhắc, lần đầu ${at(contact.nextAt)}`;
  }
}

function offText(days: readonly Day[], today: Day): string {
  return `em không hoạt động lúc cần nhắc ${days.map((day) => sayDay(day, today)).join(', ')}`;
}

/** Why a chat took nothing, as channels name it. */
function refusalText(reason: string | null): string {
  switch (reason) {
    case 'blocked':
      return 'người nhận đã chặn em';
    case 'strangers-refused':
      return 'Zalo của người nhận không nhận tin từ người lạ hoặc đã chặn em';
    case 'chat-not-found':
      return 'không còn tìm thấy tài khoản của người nhận';
    default:
      return 'kênh liên lạc không nhận tin';
  }
}

function undeliveredText({ why, reason }: Extract<Contact, { kind: 'undelivered' }>): string {
  switch (why) {
    case 'no-chat':
      return 'chưa nhắc được vì chưa có kênh liên lạc';
    case 'refused':
      return `tin gần nhất không đến vì ${refusalText(reason)}`;
    case 'waiting':
      return 'tin gần nhất chưa gửi được, em đang chờ kênh liên lạc hoạt động lại';
    case 'uncertain':
      return 'tin gần nhất không rõ đã đến chưa';
  }
}

export interface PersonSituation extends Seen {
  readonly person: Person;
  readonly positions: readonly string[];
  readonly unreachable: keyof typeof UNREACHABLE | null;
  readonly awayUntil: Day | null;
  readonly standIn: Person | null;
  readonly daysAhead: number;
  /** What they lead, the most urgent first. */
  readonly items: readonly StateItem[];
  /** How many more they only cooperate in. */
  readonly cooperating: number;
}

/** «tình hình <người>». */
export function personSituationText(state: PersonSituation): string {
  const { person, positions, awayUntil, standIn, items, cooperating, now, daysAhead } = state;
  const today = now.day;
  const away =
    awayUntil === null
      ? []
      : [
          `Đang nghỉ đến ${sayDay(awayUntil, today)}, ${standIn === null ? 'chưa có người làm thay' : `${called(standIn)} làm thay`}.`,
        ];
  const link = state.unreachable === null ? [] : [`Em chưa nhắn được: ${UNREACHABLE[state.unreachable]}.`];
  const some =
    items.length === 0
      ? [`Không có việc nào đang mở trong ${daysAhead} ngày tới.`]
      : [`${items.length} việc chủ trì đang mở trong ${daysAhead} ngày tới:`];
  return [
    `${capital(fullyCalled(person))}${positions.length === 0 ? '' : `: ${positions.join(', ')}`}`,
    ...away,
    ...link,
    ...some,
    ...itemSections(items.slice(0, MOST_ITEMS), state),
    ...(items.length > MOST_ITEMS ? [`… và ${items.length - MOST_ITEMS} việc nữa.`] : []),
    ...(cooperating === 0 ? [] : ['', `Ngoài ra phối hợp ${cooperating} việc.`]),
  ].join('\n');
}

export interface TaskSituation extends Seen {
  readonly ref: string;
  readonly title: string;
  readonly leads: readonly string[];
  readonly cooperating: readonly string[];
  readonly pausedOn: Day | null;
  /** Open ones, the nearest first. */
  readonly items: readonly StateItem[];
  /** The newest one that was done. */
  readonly lastDone: {
    readonly label: string;
    readonly target: Day;
    readonly by: readonly Person[];
    readonly documentNumber: string | null;
  } | null;
}

/** «tình hình <việc>». */
export function taskSituationText(state: TaskSituation): string {
  const { ref, title, leads, cooperating, pausedOn, items, lastDone, now } = state;
  const today = now.day;
  const done = lastDone === null ? '' : lastDoneText(lastDone);
  return [
    `${ref} ${title}`,
    ...(leads.length === 0 ? [] : [`Chủ trì: ${leads.join(', ')}`]),
    ...(cooperating.length === 0 ? [] : [`Phối hợp: ${cooperating.join(', ')}`]),
    ...(pausedOn === null ? [] : [`Đang tạm dừng nhắc từ ${sayDay(pausedOn, today)}.`]),
    ...(items.length === 0 ? ['Hiện không có kỳ nào đang mở.'] : []),
    ...itemSections(items, state, (item) => (item.title === title ? item.label : taskName(item))),
    ...(done === '' ? [] : ['', done]),
  ].join('\n');
}

function lastDoneText({ label, target, by, documentNumber }: NonNullable<TaskSituation['lastDone']>): string {
  const which = label === '' ? `hạn ${fullDate(target)}` : label;
  const who = by.length === 0 ? '' : `, ${by.map(called).join(', ')} báo xong`;
  return `Kỳ gần nhất đã xong: ${which}${who}${documentNumber === null ? '' : `, số ${documentNumber}`}.`;
}
