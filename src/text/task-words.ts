import { type Day, dayFromIso } from '../domain/civil-day.ts';
import type { DeadlineDates } from '../domain/deadline.ts';
import type { Policy } from '../domain/policy.ts';
import { isDatedRule, type Rule } from '../domain/rule.ts';
import { fullDate, sayDay, weekdayName } from './dates.ts';
import { sayRule } from './deadline-questions.ts';
import { called, fullyCalled, type Person } from './people.ts';

// ---- deadlines

/** «trước ngày 25 hằng tháng, tức muộn nhất ngày 24» */
export function plainRule(rule: Rule): string {
  const words = sayRule(rule);
  if (!('bound' in rule) || rule.bound !== 'before' || rule.time !== undefined) return words;
  switch (rule.kind) {
    case 'monthly':
    case 'quarterly':
      if (rule.counting !== undefined) return words;
      return `${words}, tức muộn nhất ${rule.day === 1 ? 'ngày cuối tháng trước' : `ngày ${rule.day - 1}`}`;
    case 'weekly':
      return `${words}, tức muộn nhất ${weekdayName(rule.weekday + 2)}`;
    case 'once': {
      const last = dayFromIso(rule.date) - 1;
      return `${words}, tức muộn nhất ${weekdayName(last)} ${fullDate(last)}`;
    }
    default:
      return words;
  }
}

/** «Chủ nhật 24/1/2027 → nên gửi thứ Sáu 22/1» */
export function sayDates(dates: DeadlineDates, today: Day): string {
  const { lastDay, legalLastDay, target, certainty } = dates;
  const law = legalLastDay > lastDay ? `, theo luật đến ${sayDay(legalLastDay, today)}` : '';
  // The year is said once.
  const aim = target === lastDay ? '' : ` → nên gửi ${sayDay(target, lastDay)}`;
  return `${sayDay(lastDay, today)}${law}${aim}${certainty === 'provisional' ? ' (dự kiến)' : ''}`;
}

const COUNTED = ['', 'Hạn tới', 'Hai kỳ tới', 'Ba kỳ tới'];

/** «Ba kỳ tới: …», or why there is no date to say. */
export function comingLine(coming: readonly DeadlineDates[], rules: readonly Rule[], today: Day): string {
  if (coming.length > 0) {
    return `${COUNTED[coming.length] ?? 'Các kỳ tới'}: ${coming.map((each) => sayDates(each, today)).join('; ')}`;
  }
  const events = rules.flatMap((rule) => ('event' in rule ? [rule.event] : []));
  const [first] = events;
  if (first !== undefined) return `Ngày cụ thể em tính khi có sự việc; lúc đó xin nhắn «sự kiện ${first}; <ngày>».`;
  const dated = rules.some(isDatedRule);
  return dated ? 'Không còn kỳ nào sắp tới.' : 'Không có hạn cụ thể nên em không nhắc theo ngày.';
}

/** The rules as one line. */
export function rulesText(rules: readonly Rule[]): string {
  return rules.map(plainRule).join('; ');
}

// ---- who leads, and how it is reminded of

/** Someone who leads: a position with those who hold it now, or a person. */
export type Lead =
  | { readonly kind: 'position'; readonly name: string; readonly holders: readonly Person[] }
  | { readonly kind: 'person'; readonly person: Person };

export function leadsText(leads: readonly Lead[]): string {
  if (leads.length === 0) return 'chưa có ai, em sẽ nhắc người quản trị';
  return leads.map(leadText).join('; ');
}

function leadText(lead: Lead): string {
  if (lead.kind === 'person') return fullyCalled(lead.person);
  const holders = lead.holders.map(called).join(', ');
  return `${lead.name} (${holders === '' ? 'chưa có ai giữ, em sẽ nhắc người quản trị' : holders})`;
}

/** How many have to report it done, where several people lead. */
export function completionText(leads: readonly Lead[], completion: 'any' | 'each'): string[] {
  const several = leads.flatMap((lead) => (lead.kind === 'person' ? [lead.person] : lead.holders)).length > 1;
  if (completion === 'each') return ['Mỗi người tự báo xong phần của mình.'];
  return several ? ['Một người báo xong là xong cho cả nhóm.'] : [];
}

/** «Em nhắc vào: thứ Ba 1/12; thứ Tư 2/12» */
export function remindingOnText(steps: readonly Day[], today: Day): string {
  if (steps.length === 0) return 'Em chỉ nhắc khi quá hạn';
  return `Em nhắc vào: ${steps.map((day) => sayDay(day, today)).join('; ')}`;
}

/** «Nhắc trước 5, 2, 1 ngày làm việc và trong ngày» */
export function remindingText(policy: Policy): string {
  const before = policy.steps.flatMap(({ offset }) => (offset !== 'legal' && offset < 0 ? [-offset] : []));
  const onTheDay = policy.steps.some(({ offset }) => offset === 0);
  const ahead = before.length === 0 ? '' : `trước ${before.join(', ')} ngày làm việc`;
  const parts = [ahead, onTheDay ? 'trong ngày' : ''].filter((part) => part !== '');
  return `Nhắc ${parts.join(' và ')}`;
}
