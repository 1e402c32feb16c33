import type { Calendar } from '../domain/calendar.ts';
import type { Day } from '../domain/civil-day.ts';
import type { Deadline, Period } from '../domain/deadline.ts';
import type { DatedRule, Rule } from '../domain/rule.ts';
import { fullDate, roman, sayClock, weekdayName } from './dates.ts';

/** «tháng 3/2024», «quý I/2024», «tuần 11/3–17/3/2024», «tính từ ngày 17/4/2024»; empty for one fixed date. */
export function periodLabel(period: Period, rule: Rule): string {
  switch (period.kind) {
    case 'month':
      return `tháng ${period.month}/${period.year}`;
    case 'quarter':
      return `quý ${roman(period.quarter)}/${period.year}`;
    case 'half':
      return `6 tháng ${period.half === 1 ? 'đầu' : 'cuối'} năm ${period.year}`;
    case 'year':
      return `năm ${period.year}`;
    case 'week':
      return `tuần ${fullDate(period.monday).replace(/\/\d{4}$/, '')}–${fullDate(period.monday + 6)}`;
    case 'once':
      return '';
    case 'event':
      return `${rule.kind === 'before-due' ? 'đến hạn ngày' : 'tính từ ngày'} ${fullDate(period.day)}`;
  }
}

/** One line that shows how the date came about, for whoever doubts it. */
export function explainDeadline(rule: DatedRule, deadline: Deadline, calendar: Calendar): string {
  const parts = [ruleText(rule, deadline)];
  if (deadline.lastDay !== deadline.nominal) parts.push(`«trước» nên muộn nhất là ${longDay(deadline.lastDay)}`);
  if (deadline.legalLastDay !== deadline.lastDay) {
    // Only a term counted from an event is extended by the Civil Code; a fixed date is where its own document says so.
    const source = deadline.period.kind === 'event' ? 'theo khoản 5 Điều 148 Bộ luật Dân sự 2015 ' : '';
    parts.push(
      `${longDay(deadline.lastDay)} là ${dayOff(deadline.lastDay, calendar)}, ${source}kéo dài đến ${longDay(deadline.legalLastDay)}`,
    );
    if (deadline.target !== deadline.lastDay) parts.push(`chắc nhất là gửi trong ${longDay(deadline.target)}`);
  } else if (deadline.target !== deadline.lastDay) {
    parts.push(
      `${longDay(deadline.lastDay)} là ${dayOff(deadline.lastDay, calendar)}, hạn không tự lùi nên gửi trong ${longDay(deadline.target)}`,
    );
  } else {
    parts.push(`hạn ${longDay(deadline.target)}`);
  }
  if (deadline.cutoff) parts.push(`số liệu từ ${fullDate(deadline.cutoff.from)} đến ${fullDate(deadline.cutoff.to)}`);
  if ('assumption' in rule && rule.assumption) parts.push(`tạm tính: ${rule.assumption.replace(/\.$/, '')}`);
  if (deadline.certainty === 'provisional') parts.push('dự kiến, vì lịch nghỉ chưa công bố đủ');
  return `${parts.join('; ')}.`;
}

function longDay(day: Day): string {
  return `${weekdayName(day)} ${fullDate(day)}`;
}

function dayOff(day: Day, calendar: Calendar): string {
  const entry = calendar.entry(day);
  return entry && entry.kind === 'off' && entry.certainty !== 'pending'
    ? `ngày nghỉ (${entry.name})`
    : 'ngày nghỉ cuối tuần';
}

/** The rule in words, with the day that it names. */
function ruleText(rule: DatedRule, deadline: Deadline): string {
  const day = longDay(deadline.nominal);
  const word = { on: '', by: 'chậm nhất ', before: 'trước ' }[rule.bound];
  const time = rule.time === undefined ? '' : `${sayClock(deadline.time ?? 0)} `;
  switch (rule.kind) {
    case 'monthly':
      return `${word}${time}${dayOfMonthName(rule)} hằng tháng, kỳ này là ${day}`;
    case 'quarterly':
      return `${word}${time}${dayOfMonthName(rule)} tháng ${['đầu', 'giữa', 'cuối'][rule.monthOfQuarter - 1]} quý, kỳ này là ${day}`;
    case 'weekly':
      return `hằng tuần, kỳ này là ${time}${day}`;
    case 'every-n-months':
      return `${rule.n} tháng một lần, kỳ này là ${time}${day}`;
    case 'yearly':
      return `${word}${time}ngày ${rule.day}/${rule.month} hằng năm, kỳ này là ${day}`;
    case 'once':
      return `${word}${time}${day}`;
    case 'month':
      return `trong tháng ${rule.month}/${rule.year}, tức hết ${time}${day}`;
    case 'quarter':
      return `trong quý ${roman(rule.quarter)}/${rule.year}, tức hết ${time}${day}`;
    case 'half':
      return `trong 6 tháng ${rule.half === 1 ? 'đầu' : 'cuối'} năm ${rule.year}, tức hết ${time}${day}`;
    case 'year':
      return `trong năm ${rule.year}, tức hết ${time}${day}`;
    case 'within': {
      const from = deadline.period.kind === 'event' ? fullDate(deadline.period.day) : '';
      return `${rule.n} ${unitName(rule.unit)} kể từ ngày ${from} (không tính ngày đó), tức ${day}`;
    }
    case 'before-due': {
      const due = deadline.period.kind === 'event' ? fullDate(deadline.period.day) : '';
      return `${rule.n} ${unitName(rule.unit)} trước ngày đến hạn ${due}, tức ${day}`;
    }
    case 'immediately-after':
      return rule.grace === 'same-day'
        ? `ngay trong ngày có sự việc, ${day}`
        : `ngay sau sự việc, tức ngày làm việc kế tiếp, ${day}`;
  }
}

function unitName(unit: 'day' | 'working-day' | 'month'): string {
  return { day: 'ngày', 'working-day': 'ngày làm việc', month: 'tháng' }[unit];
}

/** «ngày 5», «ngày làm việc thứ 2», «ngày làm việc cuối cùng». */
function dayOfMonthName(rule: Extract<DatedRule, { kind: 'monthly' | 'quarterly' }>): string {
  if (rule.counting === undefined) return `ngày ${rule.day}`;
  return `ngày làm việc ${rule.day >= 23 ? 'cuối cùng' : rule.day === 1 ? 'đầu tiên' : `thứ ${rule.day}`}`;
}
