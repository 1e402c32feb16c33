import { civilDate, type Day, dayFromIso } from '../domain/civil-day.ts';
import type { DeadlineError, DeadlineQuestion } from '../domain/phrase/outcome.ts';
import type { Rule } from '../domain/rule.ts';
import { capital, fullDate, roman, weekdayName } from './dates.ts';

/** A rule as a phrase that reads back as the same rule: «trước ngày 25 hằng tháng», «trong quý I năm 2026». */
export function sayRule(rule: Rule): string {
  const words = phraseOf(rule);
  return 'what' in rule && rule.what !== undefined ? `${rule.what}: ${words}` : words;
}

/** «trước ngày 10/6 hằng năm; trước ngày 10/12 hằng năm» */
export function sayRules(rules: readonly Rule[]): string {
  return rules.map(sayRule).join('; ');
}

function phraseOf(rule: Rule): string {
  switch (rule.kind) {
    case 'monthly':
      return bounded(rule, `${dayName(rule)} hằng tháng`);
    case 'quarterly':
      return bounded(rule, `${dayName(rule)} tháng ${['đầu', 'giữa', 'cuối'][rule.monthOfQuarter - 1]} quý`);
    case 'weekly':
      return bounded(rule, `${weekdayName(rule.weekday + 3)} hằng tuần`);
    case 'every-n-months':
      return `${rule.n} tháng một lần, ${bounded(rule, `ngày ${rule.day}`)}, từ tháng ${anchorName(rule.anchor)}`;
    case 'yearly':
      return bounded(rule, `ngày ${rule.day}/${rule.month} hằng năm`);
    case 'once':
      return bounded(rule, `ngày ${fullDate(dayFromIso(rule.date))}`);
    case 'month':
      return within(rule, `tháng ${rule.month}/${rule.year}`);
    case 'quarter':
      return within(rule, `quý ${roman(rule.quarter)}/${rule.year}`);
    case 'half':
      return within(rule, `6 tháng ${rule.half === 1 ? 'đầu' : 'cuối'} năm ${rule.year}`);
    case 'year':
      return within(rule, `năm ${rule.year}`);
    case 'within':
      return `trong ${rule.n} ${unitName(rule.unit)} kể từ ${eventName(rule.event)}`;
    case 'before-due':
      return `trước ${rule.n} ${unitName(rule.unit)} so với ${rule.event}`;
    case 'immediately-after':
      return rule.grace === 'same-day'
        ? `ngay sau ${eventName(rule.event)}`
        : `ngày làm việc sau ${eventName(rule.event)}`;
    case 'ongoing':
      return 'thường xuyên';
    case 'on-request':
      return 'theo yêu cầu';
    case 'unreadable':
      return 'thời hạn ghi trong sổ bị hỏng, em không đọc được';
  }
}

/** What the bot asks where the words leave something open; it ends with how to answer. */
export function deadlineQuestionText(question: DeadlineQuestion, today: Day): string {
  const { kind, about, choices } = question;
  const answer = choices.length > 0 ? '' : ` Anh/chị nhắn hạn cụ thể giúp em, ví dụ «${exampleDay(today)}».`;
  return `${questionOf(kind, about)}${answer}`;
}

function questionOf(kind: DeadlineQuestion['kind'], about: string): string {
  switch (kind) {
    case 'weekday':
      return `«${about}» là vào thứ mấy ạ?`;
    case 'day':
      return `«${about}» chưa ghi ngày. Hạn là ngày nào ạ?`;
    case 'month':
      return `«${about}» chưa ghi rõ tháng. Hạn rơi vào tháng nào ạ?`;
    case 'year':
      return `«${about}» chưa ghi rõ năm. Hạn là năm nào ạ?`;
    case 'recurrence':
      return `«${about}» là một lần hay lặp lại ạ?`;
    case 'anchor':
      return `«${about}» chưa ghi đủ mốc. Các kỳ rơi vào ngày nào ạ?`;
    case 'event':
      return `«${about}» chưa ghi rõ tính từ khi nào. Em tính thế nào ạ?`;
    case 'earliest-or-latest':
      return `«${about}» là muộn nhất đến lúc ấy hay không sớm hơn lúc ấy ạ?`;
    case 'part':
      return `«${about}» chưa phải một ngày. Hạn là ngày nào ạ?`;
    case 'start-or-end':
      return `«${about}» tính đến ngày nào ạ?`;
    case 'feast':
      return `Ngày của «${about}» mỗi năm một khác. Hạn là ngày nào ạ?`;
    case 'lunar':
      return `Em chưa đổi được ngày âm lịch trong «${about}».`;
    case 'working-days':
      return `«${about}» tính theo ngày làm việc nên còn tùy ngày nghỉ lễ. Hạn là ngày này phải không ạ?`;
    case 'hours':
      return `«${about}» ngắn hơn một ngày. Em nhắc thế nào ạ?`;
    case 'weekday-mismatch':
      return `«${about}» không đúng thứ trong lịch. Hạn là ngày nào ạ?`;
    case 'cutoff':
      return `«${about}» là kỳ chốt số liệu, chưa phải hạn gửi. Hạn gửi là ngày nào ạ?`;
    case 'pace':
      return `«${about}» không có hạn riêng. Em ghi thế nào ạ?`;
  }
}

/** Far enough ahead to work when it is typed as it stands. */
const EXAMPLE_DAYS = 14;

const exampleDay = (today: Day): string => `trước ngày ${fullDate(today + EXAMPLE_DAYS)}`;

/** Why a phrase cannot be a deadline, and a phrase that can. */
export function deadlineErrorText({ kind, text }: DeadlineError, today: Day): string {
  const day = fullDate(today + EXAMPLE_DAYS);
  switch (kind) {
    case 'impossible-date':
      return `${capital(text)} không có trong lịch. Anh/chị xem lại giúp em, ví dụ «${exampleDay(today)}».`;
    case 'impossible-time':
      return `Giờ «${text}» không có. Anh/chị xem lại giúp em, ví dụ «trước 16:30 ngày ${day}».`;
    case 'impossible-period':
      return `«${text}» không có. Một năm có 12 tháng, 4 quý; anh/chị xem lại giúp em, ví dụ «quý I năm ${civilDate(today).year + 1}».`;
    case 'year-out-of-range':
      return `Em chỉ tính được các năm từ 2000 đến 2099, nên chưa nhận «${text}». Anh/chị xem lại năm giúp em, ví dụ «${exampleDay(today)}».`;
    case 'nothing-understood':
      return text === ''
        ? `Em chưa thấy thời hạn. Anh/chị nhắn ví dụ «trước ngày 25 hằng tháng» hoặc «${exampleDay(today)}».`
        : `Em chưa hiểu thời hạn «${text}». Anh/chị nhắn ví dụ «trước ngày 25 hằng tháng» hoặc «${exampleDay(today)}».`;
    case 'too-long':
      return `Thời hạn dài quá nên em không đọc được. Anh/chị nhắn riêng phần thời hạn giúp em, ví dụ «trước ngày 25 hằng tháng».`;
  }
}

interface Worded {
  readonly bound: 'on' | 'by' | 'before';
  readonly time?: string | undefined;
}

function bounded({ bound, time }: Worded, day: string): string {
  const word = { on: '', by: 'chậm nhất ', before: 'trước ' }[bound];
  return `${word}${time === undefined ? '' : `${time} `}${day}`;
}

function within({ bound, time }: Worded, period: string): string {
  const clock = time === undefined ? '' : ` ${time}`;
  return bound === 'before' ? `trước${clock} ngày cuối ${period}` : `trong${clock} ${period}`;
}

function dayName({ day, counting }: Extract<Rule, { kind: 'monthly' | 'quarterly' }>): string {
  if (counting === undefined) return day === 31 ? 'ngày cuối cùng' : `ngày ${day}`;
  return `ngày làm việc ${day >= 23 ? 'cuối cùng' : day === 1 ? 'đầu tiên' : `thứ ${day}`}`;
}

function anchorName(anchor: string): string {
  const [year, month] = anchor.split('-');
  return `${Number(month)}/${year}`;
}

/** «ngày tiếp nhận», «khi có kết quả» */
function eventName(event: string): string {
  return /^(?:ngày|khi|lúc|thời điểm) /i.test(event) ? event : `khi ${event}`;
}

function unitName(unit: 'day' | 'working-day' | 'month'): string {
  return { day: 'ngày', 'working-day': 'ngày làm việc', month: 'tháng' }[unit];
}
