import { offsetAt, readYear } from './dates.ts';
import { type Read, readCount, readQuarterNumber } from './numbers.ts';
import { at, type Token } from './tokens.ts';

/** How often something comes: `times` in every `every` months or weeks; `unknown` where only «định kỳ» is said. */
export interface Cycle {
  readonly unit: 'month' | 'week' | 'unknown';
  readonly every: number;
  readonly times: number;
}

const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

/** «hằng tháng», «mỗi quý một lần», «định kỳ 6 tháng, năm», «báo cáo quý», «06 tháng/ 01 lần», «02 lần/năm». */
export function readCycles(tokens: readonly Token[], index: number): Read<readonly Cycle[]> | null {
  const counted =
    readCounted(tokens, index) ??
    readPerUnit(tokens, index) ??
    readHeading(tokens, index) ??
    readShare(tokens, index) ??
    readEachOfYear(tokens, index);
  if (counted !== null) return { value: [counted.value], next: counted.next };
  const lead = at(tokens, index);
  if (lead.sign === 'yearlyWord') return { value: [{ unit: 'month', every: 12, times: 1 }], next: index + 1 };
  if (lead.sign !== 'every' && lead.sign !== 'periodic' && lead.sign !== 'report') return null;
  const strict = lead.sign !== 'every' || lead.text === 'theo';
  const found: Cycle[] = [];
  let next = index + 1;
  while (at(tokens, next).sign === 'periodic' || at(tokens, next).sign === 'every') next++;
  for (;;) {
    const unit = readUnit(tokens, next, strict || found.length > 0);
    if (unit === null) break;
    const times = readTimes(tokens, unit.next);
    found.push({ ...unit.value, times: times?.value ?? 1 });
    next = times?.next ?? unit.next;
    let joint = next;
    while (
      /^[,/]$/.test(at(tokens, joint).text) ||
      ['and', 'every', 'periodic', 'report'].includes(at(tokens, joint).sign ?? '')
    )
      joint++;
    if (joint === next || readUnit(tokens, joint, true) === null) break;
    next = joint;
  }
  if (found.length > 0) return { value: found, next };
  if (lead.sign === 'periodic' || lead.text === 'hang hang') {
    return { value: [{ unit: 'unknown', every: 1, times: 1 }], next: index + 1 };
  }
  return null;
}

/** «tháng», «6 tháng», «nửa năm»; where `strict`, «quý I», «năm 2026» and «tháng cuối quý» are no cycles. */
function readUnit(tokens: readonly Token[], index: number, strict: boolean): Read<Omit<Cycle, 'times'>> | null {
  if (at(tokens, index).text === 'nua' && at(tokens, index + 1).sign === 'year') {
    return { value: { unit: 'month', every: 6 }, next: index + 2 };
  }
  const bare = unitOf(at(tokens, index));
  const count = bare === null ? readCount(tokens, index) : null;
  const unit = bare ?? (count === null ? null : unitOf(at(tokens, count.next)));
  if (unit === null || count?.value === 0) return null;
  const next = (count?.next ?? index) + 1;
  const after = at(tokens, next);
  const owned =
    ['start', 'middle', 'end', 'weekday', 'next', 'current'].includes(after.sign ?? '') ||
    (strict && offsetAt(tokens, next) !== null);
  if (strict && (owned || (numbered(tokens, next) && at(tokens, next + 1).sign !== 'times'))) return null;
  // «mỗi tháng cuối quý»
  if (!strict && unit.every === 1 && unit.unit === 'month' && owned && after.sign !== 'current') return null;
  return { value: { unit: unit.unit, every: unit.every * (count?.value ?? 1) }, next };
}

const numbered = (tokens: readonly Token[], index: number): boolean =>
  at(tokens, index).kind === 'number' ||
  (/^[ivl]+$/.test(at(tokens, index).text) && readQuarterNumber(tokens, index) !== null);

function unitOf(token: Token): { unit: 'month' | 'week'; every: number } | null {
  if (token.sign === 'week') return { unit: 'week', every: 1 };
  const months = MONTHS[token.sign ?? ''];
  return months === undefined ? null : { unit: 'month', every: months };
}

/** «một lần», «/lần», «/ 01 lần», «2 lần» behind a unit. */
function readTimes(tokens: readonly Token[], index: number): Read<number> | null {
  const start = at(tokens, index).text === '/' ? index + 1 : index;
  if (at(tokens, start).sign === 'times') return start > index ? { value: 1, next: start + 1 } : null;
  const count = readCount(tokens, start);
  if (count === null || count.value < 1 || at(tokens, count.next).sign !== 'times') return null;
  return { value: count.value, next: count.next + 1 };
}

/** «06 tháng/ 01 lần», «01 năm/lần», «tháng/lần», «3 tháng một lần». */
function readCounted(tokens: readonly Token[], index: number): Read<Cycle> | null {
  const unit = readUnit(tokens, index, false);
  if (unit === null) return null;
  const times = readTimes(tokens, unit.next);
  return times && { value: { ...unit.value, times: times.value }, next: times.next };
}

/** «02 lần/năm», «một lần mỗi tháng», «1 kỳ trong quý». */
function readPerUnit(tokens: readonly Token[], index: number): Read<Cycle> | null {
  const count = readCount(tokens, index);
  if (count === null || count.value < 1 || at(tokens, count.next).sign !== 'times') return null;
  let next = count.next + 1;
  const link = at(tokens, next);
  if (link.text === '/' || link.sign === 'every' || link.sign === 'within' || link.text === 'mot') next++;
  else return null;
  if (at(tokens, next).text === 'mot' || at(tokens, next).sign === 'every') next++;
  const unit = readUnit(tokens, next, true);
  return unit && { value: { ...unit.value, times: count.value }, next: unit.next };
}

/** «năm (trước 15/12)», «quý: chậm nhất …», «6 tháng trước ngày 15/6»: a unit whose deadline follows. */
function readHeading(tokens: readonly Token[], index: number): Read<Cycle> | null {
  const unit = readUnit(tokens, index, true);
  if (unit === null) return null;
  const mark = /^[(:]$/.test(at(tokens, unit.next).text);
  const counted = unit.next > index + 1;
  const limit = at(tokens, mark ? unit.next + 1 : unit.next).sign;
  if ((!mark && !counted) || (limit !== 'before' && limit !== 'by')) return null;
  return { value: { ...unit.value, times: 1 }, next: unit.next };
}

/** «các tháng trong năm 2026» */
function readEachOfYear(tokens: readonly Token[], index: number): Read<Cycle> | null {
  if (at(tokens, index).sign !== 'list' || at(tokens, index + 2).sign !== 'within') return null;
  const unit = unitOf(at(tokens, index + 1));
  if (unit === null || at(tokens, index + 3).sign !== 'year') return null;
  return { value: { ...unit, times: 1 }, next: readYear(tokens, index + 3)?.next ?? index + 4 };
}

/** «1 tin, bài viết/người/tuần» */
function readShare(tokens: readonly Token[], index: number): Read<Cycle> | null {
  const shared = at(tokens, index - 1).kind === 'word' && unitOf(at(tokens, index - 1)) === null;
  if (!shared || at(tokens, index).text !== '/' || at(tokens, index + 1).sign !== 'week') return null;
  return { value: { unit: 'week', every: 1, times: 1 }, next: index + 2 };
}
