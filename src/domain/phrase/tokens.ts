import { foldLetters, type Letters } from './letters.ts';
import { ENTRIES, KNOWN_WORDS, type Sign } from './lexicon.ts';
import { joinsUp, repair } from './repair.ts';

/** A word or a fixed group of words, a number, or one punctuation mark; the last token of a text is an `end`. */
export interface Token {
  readonly kind: 'word' | 'number' | 'mark' | 'end';
  /** Folded, words separated by single spaces. */
  readonly text: string;
  readonly sign: Sign | null;
  /** Of a number with at most six digits; otherwise NaN. */
  readonly value: number;
  /** Where it stands in the original text. */
  readonly from: number;
  readonly to: number;
  /** No space before it. */
  readonly glued: boolean;
}

const NO_TOKEN: Token = { kind: 'end', text: '', sign: null, value: Number.NaN, from: 0, to: 0, glued: false };

export function at(tokens: readonly Token[], index: number): Token {
  return tokens[index] ?? NO_TOKEN;
}

/** Whether a list goes on here: «3, 6 và 9», «I + II». */
export const isJoint = (token: Token): boolean => token.sign === 'and' || /^[,+&]$/.test(token.text);

export function tokenize(text: string): Token[] {
  const words = joined(pieces(foldLetters(text)));
  return withSigns(words.map((token, index) => asWritten(token, at(words, index - 1), text)));
}

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code > 127 && code !== 160);
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

function pieces({ text, at: origin }: Letters): Token[] {
  const tokens: Token[] = [];
  const push = (kind: Token['kind'], from: number, to: number, word: string, glued: boolean) => {
    const value = kind === 'number' && word.length <= 6 ? Number(word) : Number.NaN;
    tokens.push({ kind, text: word, sign: null, value, from: origin[from]!, to: origin[to]!, glued });
  };
  for (let index = 0; index < text.length; ) {
    const code = text.charCodeAt(index);
    if (code === 32) {
      index++;
      continue;
    }
    const glued = index > 0 && text.charCodeAt(index - 1) !== 32;
    if (!isLetter(code) && !isDigit(code)) {
      push('mark', index, index + 1, text[index]!, glued);
      index++;
      continue;
    }
    let end = index;
    while (end < text.length && (isLetter(text.charCodeAt(end)) || isDigit(text.charCodeAt(end)))) end++;
    const run = withDigits(text.slice(index, end));
    for (let from = 0; from < run.length; ) {
      const number = isDigit(run.charCodeAt(from));
      let to = from + 1;
      while (to < run.length && isDigit(run.charCodeAt(to)) === number) to++;
      const words = number ? [{ word: run.slice(from, to), start: 0, length: to - from }] : repair(run.slice(from, to));
      for (const { word, start, length } of words) {
        const at = index + from + start;
        push(number ? 'number' : 'word', at, at + length, word, from + start > 0 || glued);
      }
      from = to;
    }
    index = end;
  }
  const end = origin[text.length]!;
  tokens.push({ ...NO_TOKEN, from: end, to: end });
  return tokens;
}

/** A scanner reads 0 as O, and 1 as l or I: «2O26», «l5», «ngàyO5». */
function withDigits(run: string): string {
  if (!/\d/.test(run)) return run;
  return run.replace(/[a-z]+/g, (letters, offset: number) => {
    const confusable = /[oil]+$/.exec(letters)?.[0].length ?? 0;
    if (confusable === letters.length) return asDigits(letters);
    if (!isDigit(run.charCodeAt(offset + letters.length)) || KNOWN_WORDS.has(letters)) return letters;
    for (let end = letters.length - 1; end >= letters.length - confusable; end--) {
      if (KNOWN_WORDS.has(letters.slice(0, end))) return letters.slice(0, end) + asDigits(letters.slice(end));
    }
    return letters;
  });
}

const asDigits = (letters: string): string => letters.replace(/o/g, '0').replace(/[il]/g, '1');

/** Words that a line break or a scanner tore in two («th áng») become one again. */
function joined(tokens: readonly Token[]): Token[] {
  const result: Token[] = [];
  const torn = (first: Token | undefined, second: Token | undefined): boolean =>
    first?.kind === 'word' && second?.kind === 'word' && joinsUp(first.text, second.text);
  for (const [index, token] of tokens.entries()) {
    const before = result.at(-1);
    // «từ ng ày»: a whole word keeps to itself where the piece behind it finds the rest of its own.
    const owned = before !== undefined && KNOWN_WORDS.has(before.text) && torn(token, tokens[index + 1]);
    if (before !== undefined && !owned && torn(before, token)) {
      result[result.length - 1] = { ...before, text: before.text + token.text, to: token.to };
    } else {
      result.push(token);
    }
  }
  return result;
}

/** «tháng sáu» with its mark is June; without marks it may be the month to come. */
function asWritten(token: Token, before: Token, text: string): Token {
  if (token.text !== 'sau' || before.text !== 'thang') return token;
  const acute = text.slice(token.from, token.to).normalize('NFD').includes('\u0301');
  return acute ? { ...token, kind: 'number', text: '6', value: 6 } : token;
}

function withSigns(tokens: readonly Token[]): Token[] {
  const result: Token[] = [];
  for (let index = 0; index < tokens.length; ) {
    const token = tokens[index]!;
    const short = shortBefore(tokens, index);
    if (short !== null) {
      result.push({ ...token, text: 'truoc', sign: 'before' });
      index = short;
      continue;
    }
    const entry = token.kind === 'word' ? entryAt(tokens, index, result) : undefined;
    if (entry === undefined) {
      result.push(token);
      index++;
      continue;
    }
    const last = tokens[index + entry.words.length - 1]!;
    result.push({ ...token, text: entry.words.join(' '), sign: entry.sign, to: last.to });
    index += entry.words.length;
  }
  return result;
}

/** «tr. ngày 15/6», «tr ngày»: the index behind the word; elsewhere «tr» is a million. */
function shortBefore(tokens: readonly Token[], index: number): number | null {
  if (at(tokens, index).text !== 'tr') return null;
  const next = at(tokens, index + 1).text === '.' ? index + 2 : index + 1;
  return at(tokens, next).text === 'ngay' ? next : null;
}

const COUNT = /^(?:mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|muoi|vai|\))$/;

function entryAt(tokens: readonly Token[], index: number, before: readonly Token[]) {
  const entries = ENTRIES.get(tokens[index]!.text);
  if (entries === undefined) return undefined;
  const previous = before.at(-1);
  // «10 ngày sau khi» counts days; «ngay sau khi» does not. Without marks only the number tells them apart.
  const counted = previous !== undefined && (previous.kind === 'number' || COUNT.test(previous.text));
  return entries.find(
    ({ words, sign }) =>
      !(counted && words.length > 1 && words[0] === 'ngay' && sign !== 'workingDay') &&
      // «hằng quý định kỳ»
      !(sign === 'plain' && tokens[index + words.length]?.text === 'ky') &&
      words.every((word, offset) => tokens[index + offset]!.text === word && tokens[index + offset]!.kind === 'word'),
  );
}
