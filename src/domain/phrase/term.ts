import { readShift } from './asides.ts';
import { type Read, readCount } from './numbers.ts';
import { at, type Token } from './tokens.ts';

export interface Term {
  readonly n: number;
  readonly unit: 'day' | 'working-day' | 'month' | 'hour';
}

/** «2026 năm» and «5000 hồ sơ» are no terms. */
const MOST_YEARS = 100;
const MOST_OTHERS = 500;

/** «05 ngày làm việc», «một tháng», «2 tuần», «24 giờ», «nửa tháng». */
export function readTerm(tokens: readonly Token[], index: number): Read<Term> | null {
  if (at(tokens, index).text === 'nua' && at(tokens, index + 1).sign === 'month') {
    // Civil Code 2015, art. 146: half a month is fifteen days.
    return { value: { n: 15, unit: 'day' }, next: index + 2 };
  }
  if (at(tokens, index).text === 'nua' && at(tokens, index + 1).sign === 'year') {
    return isSince(at(tokens, index + 2)) ? { value: { n: 6, unit: 'month' }, next: index + 2 } : null;
  }
  const ordinal = readOrdinalDay(tokens, index);
  if (ordinal !== null) return ordinal;
  const word = at(tokens, index).text;
  const count = readMost(tokens, index);
  if (count === null || count.value < 1 || word === 'tu') return null;
  const unit = at(tokens, count.next);
  if (count.value > (unit.sign === 'year' ? MOST_YEARS : MOST_OTHERS)) return null;
  const next = count.next + 1;
  const after = at(tokens, next);
  if (after.text === '/' || after.sign === 'times' || after.sign === 'start') return null;
  // «báo cáo năm ngày 15/12», «sau ngày nhận»: a year and an «after», no numbers.
  const risky = at(tokens, index).kind === 'word' && unit.sign === 'day';
  if (risky && (readCount(tokens, next) !== null || (word === 'sau' && after.sign !== 'since'))) return null;
  switch (unit.sign) {
    case 'workingDay':
      return { value: { n: count.value, unit: 'working-day' }, next };
    case 'day': {
      const inside = after.text === '(' && at(tokens, next + 1).text === 'lam' && at(tokens, next + 2).text === 'viec';
      if (inside) return { value: { n: count.value, unit: 'working-day' }, next: next + 4 };
      return { value: { n: count.value, unit: 'day' }, next };
    }
    case 'week':
      return { value: { n: count.value * 7, unit: 'day' }, next };
    case 'month':
    case 'year':
      if (after.kind === 'number' || ['start', 'middle', 'end', 'weekday', 'year'].includes(after.sign ?? ''))
        return null;
      return { value: { n: count.value * (unit.sign === 'year' ? 12 : 1), unit: 'month' }, next };
    case 'minute':
      return { value: { n: 1, unit: 'hour' }, next };
    case 'hour':
    case 'workingHour':
      if (unit.sign === 'hour' && after.kind === 'number') return null;
      return { value: { n: count.value, unit: 'hour' }, next };
    default:
      return null;
  }
}

/** «15», of «15-20 ngày làm việc» the most, and of «1,5 ngày» the days that are begun. */
function readMost(tokens: readonly Token[], index: number): Read<number> | null {
  const count = readCount(tokens, index);
  const joint = count === null ? null : at(tokens, count.next);
  if (count === null || joint === null) return count;
  const part = at(tokens, count.next + 1);
  if (/^[,.]$/.test(joint.text) && joint.glued && part.glued && part.kind === 'number' && part.text.length === 1) {
    const { sign } = at(tokens, count.next + 2);
    if (sign !== 'day' && sign !== 'workingDay') return count;
    return { value: count.value + (part.value > 0 ? 1 : 0), next: count.next + 2 };
  }
  if (joint.text !== '-' && joint.sign !== 'to') return count;
  const most = readCount(tokens, count.next + 1);
  const unit = most === null ? null : at(tokens, most.next).sign;
  return most !== null && most.value > count.value && (unit === 'day' || unit === 'workingDay') ? most : count;
}

/** «ngày thứ 30 kể từ», «ngày làm việc thứ ba sau khi» */
function readOrdinalDay(tokens: readonly Token[], index: number): Read<Term> | null {
  const { sign } = at(tokens, index);
  if ((sign !== 'day' && sign !== 'workingDay') || at(tokens, index + 1).sign !== 'weekday') return null;
  const count = readCount(tokens, index + 2);
  if (count === null || count.value < 1 || count.value > MOST_OTHERS) return null;
  const start = at(tokens, count.next).text === ',' ? count.next + 1 : count.next;
  if (!isSince(at(tokens, start))) return null;
  return { value: { n: count.value, unit: sign === 'day' ? 'day' : 'working-day' }, next: count.next };
}

const isSince = ({ sign, text }: Token): boolean =>
  sign === 'since' || sign === 'rightAfter' || (sign === 'from' && text !== 'bat dau') || text === 'sau';

/** «5 ngày (không kể ngày nghỉ, lễ)» are working days. */
export function readTermWithExceptions(tokens: readonly Token[], index: number): Read<Term> | null {
  const term = readTerm(tokens, index);
  if (term === null || at(tokens, term.next).text !== '(') return term;
  const exception = readShift(tokens, term.next + 1);
  if (exception?.value.kind !== 'working') return term;
  const unit = term.value.unit === 'day' ? 'working-day' : term.value.unit;
  return {
    value: { n: term.value.n, unit },
    next: at(tokens, exception.next).text === ')' ? exception.next + 1 : exception.next,
  };
}
