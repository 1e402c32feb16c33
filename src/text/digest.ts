import type { Day } from '../domain/civil-day.ts';
import type { Role } from '../domain/states.ts';
import { capital, sayClock, sayDay, sayNearDay, shortDate } from './dates.ts';
import { type FallbackText, fallbackText } from './fallback.ts';
import { called, fullyCalled, type Person, You, you } from './people.ts';

/** One task in a digest, as the text needs it. */
export interface DigestItem {
  readonly code: number | null;
  readonly title: string;
  /** «quý I/2024»; empty where the title says enough. */
  readonly label: string;
  readonly role: Role;
  readonly target: Day;
  readonly lastDay: Day;
  readonly legalLastDay: Day;
  readonly time: number | null;
  readonly provisional: boolean;
  /** Last day of the data to report, where little time is left after it. */
  readonly tightCutoff: Day | null;
  /** The day up to which an approved extension put off reminding; the dates stay. */
  readonly remindBy: Day | null;
  /** Working days from today to the target; 0 today. */
  readonly daysLeft: number;
  /** Working days since the last day by law; 0 where not late. */
  readonly daysLate: number;
  /** Names of the positions that work on it too. */
  readonly cooperating: readonly string[];
  /** Who leads, for those who cooperate. */
  readonly leads: readonly Person[];
  /** Lead: those who are away and stood in for. Supervisor and leader: those who are late. */
  readonly about: readonly Person[];
  /** Supervisor and leader: what the late were told so far. */
  readonly told: readonly Told[];
}

/** What one late officer was told. */
export interface Told {
  readonly person: Person;
  /** Who was told instead of a person on leave. */
  readonly standIn: Person | null;
  readonly sent: number;
  readonly lastSent: { readonly day: Day; readonly minute: number } | null;
  /** Why the newest message did not get through, where it did not. */
  readonly problem: 'no-chat' | 'not-delivered' | 'bot-off' | 'not-yet' | null;
  readonly acknowledged: boolean;
}

export interface DigestText {
  readonly person: Person;
  readonly today: Day;
  /** All of the reader's own items were told today already. */
  readonly again: boolean;
  readonly items: readonly DigestItem[];
  /** 2 and more: what did not fit into the message before. */
  readonly part: number;
  readonly resend: boolean;
  /** Why it does not come through the channel that comes first; null where it does. */
  readonly fallback?: FallbackText | null;
}

/** The text of a digest, and how its items group; the order of `items` inside a group is kept. */
export function digestText(digest: DigestText): string {
  const { person, today, items } = digest;
  const own = items.filter((item) => item.role !== 'supervisor' && item.role !== 'leader');
  const others = items.filter((item) => item.role === 'supervisor' || item.role === 'leader');
  const lines = [header(digest, own.length, others.length)];
  if (digest.fallback) lines.push(fallbackText(person, digest.fallback));
  const section = (title: string, members: readonly DigestItem[]) => {
    if (members.length === 0) return;
    lines.push('', title);
    for (const item of members) lines.push(itemLine(item), `   ${whenText(item, today)}${withWhom(item)}`);
  };
  const unassigned = own.filter((item) => item.role === 'unassigned');
  const mine = own.filter((item) => item.role !== 'unassigned');
  section(
    '🔴 Quá hạn',
    mine.filter((item) => urgencyOf(item, today) === 'late'),
  );
  section(
    '🟠 Nên gửi hôm nay',
    mine.filter((item) => urgencyOf(item, today) === 'today'),
  );
  section(
    '🟢 Sắp tới',
    mine.filter((item) => urgencyOf(item, today) === 'later'),
  );
  section('⚪ Chưa có người phụ trách', unassigned);
  if (others.length > 0) {
    lines.push('', own.length > 0 ? `🔴 Việc quá hạn ${you(person)} cần biết` : '🔴 Quá hạn');
    for (const item of others) lines.push(...escalationLines(item, today));
  }
  const example = own.find((item) => item.code !== null && item.role === 'lead')?.code;
  if (example !== undefined && example !== null) lines.push('', `Trả lời «xong ${example}», «nhận», hoặc «giúp».`);
  else if (own.length > 0) lines.push('', 'Trả lời «nhận», «việc», hoặc «giúp».');
  return `${digest.resend ? '(gửi lại) ' : ''}${lines.join('\n')}`;
}

function header({ person, today, again, part }: DigestText, own: number, others: number): string {
  const day = sayDay(today, today);
  if (part > 1) return `(tiếp theo, phần ${part})`;
  if (own === 0) return `Thưa ${called(person)}, ${day} có ${others} việc quá hạn ${you(person)} cần biết:`;
  if (again) return `${You(person)} ơi, em nhắc lại ${own} việc trong ngày ${day}:`;
  return `Chào ${called(person)}, ${day}. ${You(person)} có ${own} việc:`;
}

export type Urgency = 'late' | 'today' | 'later';

export function urgencyOf(item: Pick<DigestItem, 'target' | 'lastDay' | 'legalLastDay'>, today: Day): Urgency {
  if (today > item.legalLastDay) return 'late';
  return today >= item.target ? 'today' : 'later';
}

/** «#3 Báo cáo quý về kiểm soát TTHC (quý I/2024)». */
function itemLine(item: Pick<DigestItem, 'code' | 'title' | 'label'>): string {
  return `${item.code === null ? '•' : `#${item.code}`} ${taskName(item)}`;
}

export function taskName(item: { readonly title: string; readonly label: string }): string {
  return item.label === '' ? item.title : `${item.title} (${item.label})`;
}

/** For lists: when it is due, and who leads where the reader only cooperates. */
export function briefText(item: DigestItem, today: Day): string {
  return item.role === 'cooperating' ? `${whenText(item, today)}${withWhom(item)}` : whenText(item, today);
}

/** When it is due, seen from today. */
export function whenText(item: DigestItem, today: Day): string {
  const { remindBy } = item;
  const putOff = remindBy === null || remindBy < today ? '' : `; đã cho nhắc lùi đến ${sayDay(remindBy, today)}`;
  return `${datesText(item, today)}${putOff}`;
}

function datesText(item: DigestItem, today: Day): string {
  const time = item.time === null ? '' : `, trước ${sayClock(item.time)}`;
  const law = item.legalLastDay > item.lastDay ? ` (theo luật đến ${sayNearDay(item.legalLastDay, today)})` : '';
  const maybe = item.provisional ? ' (dự kiến)' : '';
  const data =
    item.tightCutoff === null ? '' : `; số liệu chốt ${shortDate(item.tightCutoff, today)}, chỉ còn rất ít thời gian`;
  switch (urgencyOf(item, today)) {
    case 'late':
      return `hạn ${sayDay(item.legalLastDay, today)}, trễ ${item.daysLate} ngày làm việc`;
    case 'today':
      if (today > item.target)
        return `lẽ ra gửi ${sayDay(item.target, today)}; theo luật còn đến hết ${sayNearDay(item.legalLastDay, today)}${time}`;
      if (item.lastDay !== item.target)
        return `hạn ${sayDay(item.lastDay, today)} nên gửi trong ${sayDay(item.target, today)}${law}${maybe}${data}`;
      return `hạn hôm nay, ${sayDay(item.target, today)}${time}${law}${maybe}${data}`;
    case 'later': {
      const left = `còn ${item.daysLeft} ngày làm việc`;
      if (item.lastDay !== item.target) {
        return `hạn ${sayDay(item.lastDay, today)} nên gửi trong ${sayDay(item.target, today)}, ${left}${law}${maybe}${data}`;
      }
      return `${sayDay(item.target, today)}${time}, ${left}${law}${maybe}${data}`;
    }
  }
}

const MOST_NAMES = 3;

/** Who else has to do with it: whoever leads, is stood in for, or works on it too. */
function withWhom(item: DigestItem): string {
  if (item.role === 'cooperating') {
    const leads = item.leads.map(called).slice(0, MOST_NAMES).join(', ');
    return leads === '' ? '; phối hợp' : `; phối hợp, chủ trì: ${leads}`;
  }
  const away = item.about.map(called).join(', ');
  const standsIn = away === '' ? '' : `; nhận thay ${away} đang nghỉ`;
  if (item.cooperating.length === 0) return standsIn;
  const more = item.cooperating.length > MOST_NAMES ? ' …' : '';
  return `${standsIn}; cùng làm: ${item.cooperating.slice(0, MOST_NAMES).join(', ')}${more}`;
}

function escalationLines(item: DigestItem, today: Day): string[] {
  const last = item.legalLastDay;
  const whose = item.about.length === 0 ? 'chưa có người phụ trách' : `của ${item.about.map(fullyCalled).join(', ')}`;
  return [
    `• ${taskName(item)} ${whose}: hạn ${sayDay(last, today)}, trễ ${item.daysLate} ngày làm việc.`,
    ...item.told.map((told) => `   ${toldText(told, today, item.told.length > 1)}`),
  ];
}

/** What the late officer was told, told apart from what the bot failed to do. */
function toldText(told: Told, today: Day, named: boolean): string {
  const { person, standIn, sent, lastSent, problem, acknowledged } = told;
  const whom = called(standIn ?? person);
  const away = standIn === null ? '' : `${capital(called(person))} đang nghỉ, ${whom} nhận thay. `;
  const failure = {
    'no-chat': `Em chưa nhắn được cho ${whom} vì chưa có kênh liên lạc.`,
    'not-delivered': `Em chưa gửi được tin gần nhất cho ${whom}.`,
    'not-yet': `Trước hôm nay em chưa nhắc ${whom} việc này.`,
    'bot-off': `Em không hoạt động vào lúc cần nhắc ${whom}.`,
  };
  if (sent === 0 || lastSent === null) return `${away}${failure[problem ?? 'not-yet']}`;
  const name = named || standIn !== null ? ` ${whom}` : '';
  const when = `${sayClock(lastSent.minute)} ${sayNearDay(lastSent.day, today)}`;
  const reminded = `${away}Em đã nhắc${name} ${sent} lần, lần gần nhất ${when}`;
  if (problem !== null) return `${reminded}. ${failure[problem]}`;
  return `${reminded}: ${acknowledged ? 'đã báo nhận, chưa báo xong' : 'tin đã gửi, chưa có trả lời'}.`;
}
