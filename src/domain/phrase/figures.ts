import { readMonthOfYear, readNumericDate } from './dates.ts';
import type { Read } from './numbers.ts';
import { at, type Token } from './tokens.ts';

/** The index behind amounts, rates, shares, parts of laws, spans of years: numbers that are no days; or null. */
export function readFigure(tokens: readonly Token[], index: number): number | null {
  return (
    readYears(tokens, index)?.next ?? readPart(tokens, index) ?? readRate(tokens, index) ?? readNumber(tokens, index)
  );
}

const isYear = ({ kind, text }: Token): boolean => kind === 'number' && text.length === 4;

/** «giai đoạn 2021-2025», «2021 - 2026», «năm 2026 - 2027»: the last of the years. */
export function readYears(tokens: readonly Token[], index: number): Read<number> | null {
  const named = at(tokens, index).sign === 'stretch' ? index + 1 : index;
  const from = at(tokens, named).sign === 'year' ? named + 1 : named;
  const joint = at(tokens, from + 1);
  if (!isYear(at(tokens, from)) || (joint.text !== '-' && joint.sign !== 'to')) return null;
  const to = at(tokens, from + 2).sign === 'year' ? from + 3 : from + 2;
  return isYear(at(tokens, to)) ? { value: at(tokens, to).value, next: to + 1 } : null;
}

/** «Điều 12», «Mẫu số 05», «mục IV», «lần 2» */
function readPart(tokens: readonly Token[], index: number): number | null {
  const { sign } = at(tokens, index);
  const next = at(tokens, index + 1);
  if (sign === 'times') return next.kind === 'number' ? index + 2 : null;
  if (sign !== 'numbered') return null;
  if (next.text === 'so' && at(tokens, index + 2).kind === 'number') return index + 3;
  return next.kind === 'number' || /^[ivx]+$/.test(next.text) ? index + 2 : null;
}

const SHORT_UNITS: readonly (string | null)[] = ['day', 'workingDay', 'hour', 'minute', 'week', 'month'];

/** «x 12 tháng», «22 ngày/tháng», «hồ sơ/ngày» */
function readRate(tokens: readonly Token[], index: number): number | null {
  const { kind, text } = at(tokens, index);
  const [next, after, last] = [1, 2, 3].map((offset) => at(tokens, index + offset)) as [Token, Token, Token];
  // «* 15/6/2026» is a row of a list.
  const times = /^[x*]$/.test(text) && index > 0 && readNumericDate(tokens, index + 1) === null;
  if (times && next.kind === 'number') return after.sign === null ? index + 2 : index + 3;
  const share = text === '/' && ['day', 'hour', 'minute'].includes(next.sign ?? '');
  if (share && after.kind !== 'number') return index + 2;
  const rate = kind === 'number' && SHORT_UNITS.includes(next.sign) && after.text === '/';
  return rate && last.kind === 'word' && last.sign !== 'times' ? index + 4 : null;
}

function readNumber(tokens: readonly Token[], index: number): number | null {
  if (at(tokens, index).kind !== 'number') return null;
  if (at(tokens, index + 1).text === '%') return index + 2;
  return readHeading(tokens, index) ?? readChain(tokens, index);
}

/** «1. Trước ngày …», «1.1 Báo cáo …»: the number of a row, not the first of January. */
function readHeading(tokens: readonly Token[], index: number): number | null {
  if (index > 0 && !/^[\n.;]$/.test(at(tokens, index - 1).text)) return null;
  const [mark, next, after] = [1, 2, 3].map((offset) => at(tokens, index + offset)) as [Token, Token, Token];
  if (!/^[.)]$/.test(mark.text) || !mark.glued) return null;
  if (!next.glued) return next.kind === 'end' ? null : index + 2;
  const dated = after.sign === 'every' || after.sign === 'year';
  return next.kind === 'number' && after.kind === 'word' && !dated ? index + 3 : null;
}

/** «5.280», «1.200.000», «24/24», «0912.345.678», «99,5%», but no date; «5,15,25» and «5-10» may be days. */
function readChain(tokens: readonly Token[], index: number): number | null {
  if (readNumericDate(tokens, index) !== null || readMonthOfYear(tokens, index) !== null) return null;
  let next = index + 1;
  while (isLink(tokens, next)) next += 2;
  if (next > index + 1) return at(tokens, next).text === '%' ? next + 1 : next;
  return at(tokens, next).text === ',' && at(tokens, next + 2).text === '%' ? next + 3 : null;
}

const isLink = (tokens: readonly Token[], index: number): boolean =>
  /^[./]$/.test(at(tokens, index).text) &&
  at(tokens, index).glued &&
  at(tokens, index + 1).kind === 'number' &&
  at(tokens, index + 1).glued;

/** «24/7» and «24/24» say that it never stops; «24/7/2026» and «24/7 hằng năm» do not. */
export function isAroundTheClock(tokens: readonly Token[], index: number): boolean {
  const [a, slash, b, after] = [0, 1, 2, 3].map((offset) => at(tokens, index + offset)) as [Token, Token, Token, Token];
  if (a.text !== '24' || slash.text !== '/' || !slash.glued || (b.text !== '7' && b.text !== '24')) return false;
  const dated = /^[/.-]$/.test(after.text) && at(tokens, index + 4).kind === 'number';
  return !dated && after.kind !== 'number' && after.sign !== 'year' && after.sign !== 'every';
}
