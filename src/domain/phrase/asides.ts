import { readDay } from './days.ts';
import { readDocument } from './documents.ts';
import { readFigure, readYears } from './figures.ts';
import type { Read } from './numbers.ts';
import { at, type Token } from './tokens.ts';

/** Words that hold numbers and dates but no deadline. */
export type Aside =
  | {
      readonly kind: 'noise';
      /** The end of «giai đoạn 2024-2026»: a deadline only where nothing else is one. */
      readonly lastYear?: number;
    }
  /** What happens where the day is a day off. */
  | { readonly kind: 'shift'; readonly shift: 'earlier' | 'later' }
  /** «không kể ngày nghỉ, lễ»: the term counts working days. */
  | { readonly kind: 'working' }
  /** The period whose figures are reported; days of the month. */
  | { readonly kind: 'cutoff'; readonly fromDay: number | null; readonly toDay: number | null };

const NOISE: Aside = { kind: 'noise' };
const noise = (next: number): Read<Aside> => ({ value: NOISE, next });

export function readAside(tokens: readonly Token[], index: number): Read<Aside> | null {
  const meant = readShift(tokens, index) ?? readCutoff(tokens, index);
  if (meant !== null) return meant;
  const years = /^(?:nhiem ky|nien khoa|thoi ky)$/.test(at(tokens, index).text) ? null : readYears(tokens, index);
  if (years !== null) return { value: { kind: 'noise', lastYear: years.value }, next: years.next };
  const next = readDocument(tokens, index) ?? readFigure(tokens, index);
  return next === null ? null : noise(next);
}

const SENTENCE_END = /^[;.)\n]$/;

/** «nếu trùng ngày nghỉ thì chuyển sang ngày làm việc kế tiếp», «không kể ngày nghỉ, lễ». */
export function readShift(tokens: readonly Token[], index: number): Read<Aside> | null {
  const { text } = at(tokens, index);
  const without = /^(?:khong|tru)$/.test(text);
  if (!without && !/^(?:neu|trung|roi|gap|truong)$/.test(text)) return null;
  let off = index + 1;
  while (
    !isDayOff(tokens, off) &&
    off - index <= 10 &&
    at(tokens, off).kind !== 'end' &&
    !SENTENCE_END.test(at(tokens, off).text)
  )
    off++;
  if (!isDayOff(tokens, off) || (without && off - index > 4)) return null;
  let end = off + 1;
  let shift: 'earlier' | 'later' | null = null;
  while (end - off < 40 && at(tokens, end).kind !== 'end' && !SENTENCE_END.test(at(tokens, end).text)) {
    const token = at(tokens, end);
    if (without && (token.sign === 'by' || token.sign === 'before' || token.sign === 'since' || token.sign === 'from'))
      break;
    if (token.sign === 'before' || /^(?:som|som hon)$/.test(token.text)) shift = 'earlier';
    else if (shift === null && (token.sign === 'next' || /^(?:sau|ngay sau)$/.test(token.text))) shift = 'later';
    end++;
  }
  if (without) return { value: { kind: 'working' }, next: end };
  return shift === null ? noise(end) : { value: { kind: 'shift', shift }, next: end };
}

function isDayOff(tokens: readonly Token[], index: number): boolean {
  const { sign } = at(tokens, index);
  if (sign === 'end' && at(tokens, index + 1).sign === 'week') return true;
  return (
    sign === 'dayOff' || sign === 'sunday' || (sign === 'weekday' && /^(?:7|bay)$/.test(at(tokens, index + 1).text))
  );
}

/** «chốt số liệu từ ngày 21 tháng trước đến ngày 20», «tính từ ngày 15 tháng trước đến ngày 14 của tháng thuộc kỳ báo cáo». */
function readCutoff(tokens: readonly Token[], index: number): Read<Aside> | null {
  const { text } = at(tokens, index);
  const figures = text === 'lieu' || text === 'chot';
  let next = figures ? index + 1 : index;
  if (figures) {
    while (
      next - index < 8 &&
      ['report', 'filler', 'numbered', 'finish', null].includes(at(tokens, next).sign) &&
      at(tokens, next).kind === 'word' &&
      !/^(?:gui|nop|trinh)$/.test(at(tokens, next).text)
    )
      next++;
    if (at(tokens, next).text === ':') next++;
  }
  if (at(tokens, next).sign === 'from') {
    const from = readDay(tokens, next + 1, true);
    if (from === null) return null;
    const previous = at(tokens, from.next - 1).text === 'truoc';
    let to = skipPeriodWords(tokens, from.next);
    if (at(tokens, to).sign !== 'to' && at(tokens, to).text !== 'den het') return null;
    to++;
    const end = readDay(tokens, to, true);
    if (end === null) return null;
    const after = skipPeriodWords(tokens, end.next);
    const reported = at(tokens, after - 1).sign === 'report';
    if (!figures && !previous && !reported) return null;
    const monthly =
      from.value.month?.kind !== 'months' && from.value.count === 'calendar' && end.value.count === 'calendar';
    const value: Aside = {
      kind: 'cutoff',
      fromDay: monthly ? from.value.day : null,
      toDay: monthly ? end.value.day : null,
    };
    return { value, next: after };
  }
  const sum = figures && (text !== 'lieu' || at(tokens, next).sign === 'to' || at(tokens, next).text === 'den het');
  if (!sum) return null;
  if (
    ['to', 'by', 'on'].includes(at(tokens, next).sign ?? '') ||
    (text === 'chot' && at(tokens, next).sign === 'before')
  )
    next++;
  const day = readDay(tokens, next, false);
  if (day === null) return null;
  const toDay = day.value.month?.kind === 'every' ? day.value.day : null;
  return { value: { kind: 'cutoff', fromDay: null, toDay }, next: skipPeriodWords(tokens, day.next) };
}

/** «(của tháng) thuộc kỳ báo cáo» behind a day. */
function skipPeriodWords(tokens: readonly Token[], index: number): number {
  let next = index;
  while (
    ['filler', 'report', 'times', 'month', 'year', 'after', 'next'].includes(at(tokens, next).sign ?? '') &&
    at(tokens, next).kind === 'word'
  )
    next++;
  return next;
}
