import { type Basis, readBasis } from './bases.ts';
import { startsDay } from './dates.ts';
import { readDay } from './days.ts';
import type { Read } from './numbers.ts';
import { readTerm, readTermWithExceptions, type Term } from './term.ts';
import { readTime } from './times.ts';
import { at, type Token } from './tokens.ts';

/** A counted deadline: after an event or before a date that each case has of its own. */
export interface CountedTerm extends Term {
  readonly kind: 'counted';
  readonly direction: 'after' | 'before';
  readonly basis: Basis;
  /** «sau 5 ngày» without «chậm nhất»: perhaps not earlier than that. */
  readonly perhapsEarliest: boolean;
}

/** «chậm nhất là trong thời hạn không quá …» is the longest heard of; whoever repeats himself must not cost time. */
const MOST_LEADS = 6;
const LEADS = new Set(['by', 'within', 'due', 'after', 'atLeast', 'filler', 'on']);

/**
 * «trong thời hạn 05 ngày kể từ …», «chậm nhất 7 ngày sau khi …», «trước 01 ngày của hồ sơ …», «5 ngày trước khi …»,
 * «trước hạn trả kết quả 01 ngày». A bare «10 ngày» is one only where nothing else is said.
 */
export function readCountedTerm(tokens: readonly Token[], index: number): Read<CountedTerm> | null {
  if (at(tokens, index).sign === 'before') return readBeforeTerm(tokens, index + 1);
  if (at(tokens, index).sign === 'since' || at(tokens, index).sign === 'from') return readSinceTerm(tokens, index);
  const signs: string[] = [];
  let start = index;
  const leads = (token: Token) => LEADS.has(token.sign ?? '') || (start > index && token.text === ':');
  while (start - index < MOST_LEADS && leads(at(tokens, start))) {
    // «sáu tháng» after «trong»: the number, not «sau».
    if (at(tokens, start).text === 'sau' && readTerm(tokens, start) !== null) break;
    signs.push(at(tokens, start++).sign ?? '');
  }
  const term = readTermWithExceptions(tokens, start);
  if (term === null) return null;
  const bounded = signs.includes('by') || signs.includes('within') || signs.includes('due');
  const perhapsEarliest = signs.includes('after') && !signs.includes('by');
  const counted = (direction: CountedTerm['direction'], basis: Read<Basis>): Read<CountedTerm> => ({
    value: { kind: 'counted', ...term.value, direction, basis: basis.value, perhapsEarliest },
    next: basis.next,
  });

  const aside = /^[,(]$/.test(at(tokens, term.next).text) && sinceAt(tokens, term.next + 1);
  const next = aside ? term.next + 1 : term.next;
  const marker = at(tokens, next);
  switch (marker.sign) {
    case 'since':
    case 'rightAfter':
    case 'after':
    case 'from':
      return counted('after', readBasis(tokens, next + 1) ?? { value: { kind: 'unnamed' }, next: next + 1 });
    case 'onRequest': {
      const basis = readBasis(tokens, next);
      return basis && counted('after', basis);
    }
    case 'before':
    case 'compared': {
      // «6 tháng trước ngày 15/6»: the half-yearly report, not half a year; «21 tháng trước đến …»: a day of last month.
      const basis =
        term.value.unit === 'month' &&
        signs.length === 0 &&
        (startsDay(tokens, next + 1) || at(tokens, next + 1).sign === 'to')
          ? null
          : readBasis(tokens, next + 1);
      if (basis !== null) return counted('before', basis);
      break;
    }
    default:
  }
  if (marker.text === 'nua') return counted('after', { value: { kind: 'now' }, next: next + 1 });
  if (marker.text === 'khi') {
    const basis = readBasis(tokens, next + 1);
    if (basis !== null) return counted('after', basis);
  }
  const alone = index === 0 && /^[.;\n]?$/.test(at(tokens, term.next).text);
  // «24 giờ» without an event is midnight, «15 giờ» a time of day.
  if (
    term.value.unit === 'hour' &&
    !signs.includes('within') &&
    !((bounded || alone) && term.value.n >= 24 && !startsDay(tokens, term.next))
  )
    return null;
  if (!bounded && !perhapsEarliest && !alone) return null;
  return counted('after', { value: { kind: 'unnamed' }, next: term.next });
}

/** «kể từ ngày nhận hồ sơ, trong 5 ngày»: the event first. */
function readSinceTerm(tokens: readonly Token[], index: number): Read<CountedTerm> | null {
  const basis = readBasis(tokens, index + 1);
  if (basis === null) return null;
  const start = at(tokens, basis.next).text === ',' ? basis.next + 1 : basis.next;
  if (at(tokens, start).sign !== 'within' && at(tokens, start).sign !== 'by') return null;
  const term = readCountedTerm(tokens, start);
  return term?.value.basis.kind === 'unnamed'
    ? { value: { ...term.value, basis: basis.value }, next: term.next }
    : null;
}

/** Behind «trước»: «01 ngày của hồ sơ …», «hạn trả kết quả 01 ngày», «ngày 15/3/2026 là 5 ngày». */
function readBeforeTerm(tokens: readonly Token[], index: number): Read<CountedTerm> | null {
  const before = (term: Term, basis: Basis, next: number): Read<CountedTerm> => ({
    value: { kind: 'counted', ...term, direction: 'before', basis, perhapsEarliest: false },
    next,
  });
  const leading = at(tokens, index).sign === 'atLeast' || at(tokens, index).sign === 'filler' ? index + 1 : index;
  const term = readTerm(tokens, leading);
  if (term !== null && term.value.unit !== 'hour') {
    const link =
      ['compared', 'filler', 'before', 'since'].includes(at(tokens, term.next).sign ?? '') ||
      at(tokens, term.next).text === 'khi';
    const basis = link ? readBasis(tokens, term.next + 1) : readBasis(tokens, term.next);
    return before(term.value, basis?.value ?? { kind: 'unnamed' }, basis?.next ?? term.next);
  }
  if (readTime(tokens, index) !== null) return null;
  const date = readDay(tokens, index, true);
  if (date !== null) {
    const linked = at(tokens, date.next).sign === 'filler' || at(tokens, date.next).sign === 'atLeast';
    const late = readTerm(tokens, linked ? date.next + 1 : date.next);
    if (late === null || date.value.month?.kind !== 'months' || sinceAt(tokens, late.next)) return null;
    return before(late.value, { kind: 'date', point: date.value }, late.next);
  }
  if (at(tokens, index).sign === 'feast') {
    const feast = readBasis(tokens, index);
    const late = feast === null ? null : readTerm(tokens, feast.next);
    return feast !== null && late !== null ? before(late.value, feast.value, late.next) : null;
  }
  if (startsDay(tokens, index)) return null;
  for (let end = index + 1; end <= index + 14; end++) {
    const token = at(tokens, end);
    if (
      token.kind === 'end' ||
      /^[,;.()\n]$/.test(token.text) ||
      (token.sign === 'by' && token.text !== 'het') ||
      token.sign === 'before'
    )
      return null;
    if (startsDay(tokens, end) && token.kind !== 'number') return null;
    const late = readTerm(tokens, end);
    if (late === null) continue;
    if (late.value.unit === 'hour' || sinceAt(tokens, late.next)) return null;
    const start = at(tokens, index).text === 'khi' ? index + 1 : index;
    const to = at(tokens, end - 1).sign === 'atLeast' ? end - 1 : end;
    return before(late.value, { kind: 'event', from: start, to }, late.next);
  }
  return null;
}

const sinceAt = (tokens: readonly Token[], index: number): boolean =>
  ['since', 'from', 'after', 'rightAfter'].includes(at(tokens, index).sign ?? '');
