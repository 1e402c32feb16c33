import { at, type Token } from './tokens.ts';

/** Something read from the tokens, and the index of the first token after it. */
export interface Read<T> {
  readonly value: T;
  readonly next: number;
}

const UNITS: Readonly<Record<string, number>> = {
  mot: 1,
  hai: 2,
  ba: 3,
  bon: 4,
  tu: 4,
  nam: 5,
  lam: 5,
  sau: 6,
  bay: 7,
  tam: 8,
  chin: 9,
};

/** A number in digits or words, «05», «năm», «mười lăm», «hai mươi mốt», «05 (năm)», «năm (05)». */
export function readCount(tokens: readonly Token[], index: number): Read<number> | null {
  const first = readOneCount(tokens, index);
  if (first === null) return null;
  if (at(tokens, first.next).text !== '(') return first;
  const again = readOneCount(tokens, first.next + 1);
  if (again === null || at(tokens, again.next).text !== ')' || again.value !== first.value) return first;
  return { value: first.value, next: again.next + 1 };
}

function readOneCount(tokens: readonly Token[], index: number): Read<number> | null {
  const token = at(tokens, index);
  if (token.kind === 'number') return Number.isNaN(token.value) ? null : { value: token.value, next: index + 1 };
  if (token.kind !== 'word') return null;
  if (token.text === 'muoi' || token.text === 'chuc') {
    const unit = onesAt(tokens, index + 1);
    return { value: 10 + unit, next: index + (unit === 0 ? 1 : 2) };
  }
  const unit = token.text === 'lam' ? undefined : UNITS[token.text];
  if (unit === undefined) return null;
  if (at(tokens, index + 1).text !== 'muoi') return { value: unit, next: index + 1 };
  const ones = onesAt(tokens, index + 2);
  return { value: unit * 10 + ones, next: index + (ones === 0 ? 2 : 3) };
}

/** The ones after «mười» and «mươi», or 0; five is «lăm» there, and «năm» is a year. */
function onesAt(tokens: readonly Token[], index: number): number {
  const { text } = at(tokens, index);
  return text === 'nam' || text === 'sau' ? 0 : (UNITS[text] ?? 0);
}

const ROMAN: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4, iiii: 4, v: 5, vi: 6 };

/** «I», «l» (as a scanner reads it), «IV», «1», «ba», «đầu»; the number may be one that no year has. */
export function readQuarterNumber(tokens: readonly Token[], index: number): Read<number> | null {
  const token = at(tokens, index);
  if (token.kind === 'number') {
    // «quý I1»: a scanner's «II».
    return Number.isNaN(token.value) ? null : { value: token.value, next: index + 1 };
  }
  if (token.kind === 'mark' && token.text === '|') return { value: 1, next: index + 1 };
  if (token.kind !== 'word') return null;
  const roman = ROMAN[token.text.replace(/l/g, 'i')];
  if (roman !== undefined) return { value: roman, next: index + 1 };
  const word = { ...UNITS, nhat: 1, nhi: 2 }[token.text];
  // «quý năm 2026» and «quý sau» are no fifth and sixth quarters.
  return word === undefined || word > 4 ? null : { value: word, next: index + 1 };
}
