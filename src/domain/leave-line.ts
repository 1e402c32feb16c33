import { readPeriod } from './chat-day.ts';
import { type Day, dayOf } from './civil-day.ts';
import { fold } from './fold.ts';

export interface LeaveLine {
  /** Whose leave it is; missing where it is the writer's own. */
  readonly who?: string;
  readonly days?: string;
  readonly standIn?: string;
}

/** More words than these are no leave. */
const MOST_WORDS = 60;
const STANDS_IN = /^nho$/;
const BEGINS_REASON = /^(?:vi|do|de|ly|li)$/;
/** Words between «vắng» and the days that name nobody. */
const FILLER = /^(?:da|em|toi|minh|xin|cho|duoc|phep|nghi|vang|di|se|ngay|tu|luc|bao)$/;
const BEHIND_NAME =
  /(?:[\s,.;:]+(?:thay|làm|lam|trực|truc|nhận|nhan|xử lý|xu ly|giúp|giup|hộ|ho|dùm|dum|em|việc|viec|nhé|nhe|nha|ạ|a))+[\s.]*$/iu;

/**
 * «chị Lan 20/3–25/3 nhờ anh Minh thay» in its parts, as typed. Parts can also stand between semicolons; a reason is left
 * out, because nobody needs it.
 */
export function splitLeave(text: string, today: Day): LeaveLine {
  const [first = '', ...rest] = text.split(';').map((part) => part.trim());
  const [second = '', third = ''] = rest;
  // «Lan; 20/3; Minh», «Lan; 20/3».
  if (second !== '' && readPeriod(first, today).kind === 'none' && readPeriod(second, today).kind !== 'none') {
    return { who: first, days: second, ...(third === '' ? {} : { standIn: nameIn(third) }) };
  }
  const words = first.split(/\s+/).filter(Boolean);
  if (words.length > MOST_WORDS) return { days: text };
  const folded = words.map((word) => fold(word).replace(/[,.:]+$/, ''));
  const asksAt = folded.findIndex((word) => STANDS_IN.test(word));
  const before = asksAt < 0 ? words : words.slice(0, asksAt);
  const asked = asksAt < 0 ? second : words.slice(asksAt + 1).join(' ');
  const { who, days } = whoAndDays(before, today);
  const standIn = nameIn(asked);
  return { ...(who ? { who } : {}), ...(days ? { days } : {}), ...(standIn ? { standIn } : {}) };
}

/** Whether a day is named does not depend on which day it is. */
const ANY_DAY = dayOf(2024, 1, 1);

/** True where the line says when, whether or not there are such days. */
export function namesDays(text: string): boolean {
  const { days } = splitLeave(text, ANY_DAY);
  return days !== undefined && readPeriod(days, ANY_DAY).kind !== 'none';
}

/** «anh Minh trực thay giúp em ạ» → «anh Minh». */
export function nameIn(typed: string): string {
  const bare = typed.trim().replace(/^(?:nhờ|nho|là|la|có|co)\s+/iu, '');
  return bare.replace(BEHIND_NAME, '').trim() || bare;
}

function whoAndDays(words: readonly string[], today: Day): { who: string; days: string } {
  const folded = words.map((word) => fold(word));
  const reads = (from: number, to: number) =>
    readPeriod(
      words
        .slice(from, to)
        .join(' ')
        .replace(/[,.:]+$/, ''),
      today,
    ).kind !== 'none';
  const reasonAt = folded.findIndex((word, index) => index > 0 && BEGINS_REASON.test(word));
  const ends = [words.length, ...(reasonAt < 0 ? [] : [reasonAt])];
  // First what ends the line, so that «chị Mai 20/3» is not Mai's tomorrow; then days with words behind them.
  for (let end = words.length - 1; end > 0; end--) ends.push(end);
  for (const end of ends) {
    for (let from = 0; from < end; from++) {
      if (!reads(from, end)) continue;
      const days = words
        .slice(from, end)
        .join(' ')
        .replace(/[,.:]+$/, '');
      return { who: personIn(words.slice(0, from)), days };
    }
  }
  return { who: '', days: personIn(words) };
}

function personIn(words: readonly string[]): string {
  const named = words.findIndex((word) => !FILLER.test(fold(word).replace(/[,.:]+$/, '')));
  if (named < 0) return '';
  let end = words.length;
  while (end > named && FILLER.test(fold(words[end - 1]!).replace(/[,.:]+$/, ''))) end -= 1;
  return words
    .slice(named, end)
    .join(' ')
    .replace(/[,.:]+$/, '');
}
