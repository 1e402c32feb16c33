import { readYear, startsDay } from './dates.ts';
import { readDay } from './days.ts';
import type { Read } from './numbers.ts';
import type { DayPoint } from './points.ts';
import { readTerm } from './term.ts';
import { at, type Token } from './tokens.ts';

/** What a term is counted from: something that happens, a date that is named, or nothing that the words name. */
export type Basis =
  | { readonly kind: 'event'; readonly from: number; readonly to: number }
  | { readonly kind: 'date'; readonly point: DayPoint }
  /** «Tết»: its day is not known here. */
  | { readonly kind: 'feast' }
  | { readonly kind: 'now' }
  | { readonly kind: 'unnamed' };

/** What stands behind «kể từ», «sau khi»: a date, or words up to where the sentence or the next deadline begins. */
export function readBasis(tokens: readonly Token[], index: number): Read<Basis> | null {
  const date = readDay(tokens, index, false);
  if (date !== null && date.value.month?.kind === 'months')
    return { value: { kind: 'date', point: date.value }, next: date.next };
  if (date !== null && date.value.count === 'calendar') return null;
  if (at(tokens, index).sign === 'feast') return { value: { kind: 'feast' }, next: readFeastYear(tokens, index + 1) };
  let end = index;
  while (!eventEnds(tokens, end, index)) end++;
  return end === index ? null : { value: { kind: 'event', from: index, to: end }, next: end };
}

const readFeastYear = (tokens: readonly Token[], index: number): number => readYear(tokens, index)?.next ?? index;

const LONGEST_EVENT = 60;

function eventEnds(tokens: readonly Token[], index: number, start: number): boolean {
  const token = at(tokens, index);
  if (token.kind === 'end' || index - start >= LONGEST_EVENT || /^[;\n)]$/.test(token.text)) return true;
  if (/^[.("]$/.test(token.text)) return true;
  if (index === start) return false;
  const opens = token.text === ',' || token.sign === 'and' ? index + 1 : index;
  const { sign } = at(tokens, opens);
  if (
    (sign === 'before' || sign === 'by' || sign === 'within') &&
    (startsDay(tokens, opens + 1) || readTerm(tokens, opens + 1) !== null)
  )
    return true;
  if (opens > index && (sign === 'every' || sign === 'report' || sign === 'periodic' || sign === 'ongoing'))
    return true;
  // A list goes on after a comma for a word or three; a longer stretch is the rest of the sentence.
  return token.text === ',' && wordsFrom(tokens, index + 1) > 3;
}

function wordsFrom(tokens: readonly Token[], index: number): number {
  let end = index;
  while (at(tokens, end).kind !== 'end' && !/^[,;.()\n]$/.test(at(tokens, end).text) && end - index < 5) end++;
  return end - index;
}
