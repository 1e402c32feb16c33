import { readPeriod } from './chat-day.ts';
import { type Day, dayOf } from './civil-day.ts';
import { fold, isWritten } from './fold.ts';

export interface LeaveLine {
  /** Whose leave it is; missing where it is the writer's own. */
  readonly who?: string;
  readonly days?: string;
  readonly standIn?: string;
}

/** More words than these are no leave. */
const MOST_WORDS = 60;
const BEGINS_REASON = /^(?:vi|do|de|ly|li)$/;
/** Words between «vắng» and the days that name nobody. */
const FILLER = 'dạ em tôi mình xin cho được phép nghỉ vắng đi sẽ ngày từ lúc báo ở nhà'.split(' ');
/** Typed without marks, but with a capital letter, these are names: «Minh», «Bảo», «Tú». */
const NAMES_TOO = /^(?:Minh|Bao|Tu)$/;

const PRONOUN = /^(?:anh|chi|em|co|chu|bac|ong|ba|minh)$/;

/** True where the words name somebody of the office. */
export type NamesSomebody = (words: string) => boolean;
const BEHIND_NAME =
  /(?:[\s,.;:]+(?:thay|làm|lam|trực|truc|nhận|nhan|xử lý|xu ly|giúp|giup|hộ|ho|dùm|dum|em|việc|viec|nhé|nhe|nha|ạ|a))+[\s.]*$/iu;

/**
 * «chị Lan 20/3–25/3 nhờ anh Minh thay» in its parts, as typed. Parts can also stand between semicolons; a reason is left
 * out, because nobody needs it. `named` tells the names that are also ordinary words («minh», «bao»).
 */
export function splitLeave(text: string, today: Day, named: NamesSomebody = () => false): LeaveLine {
  const [first = '', ...rest] = text.split(';').map((part) => part.trim());
  const [second = '', third = ''] = rest;
  // «Lan; 20/3; Minh», «Lan; 20/3».
  if (second !== '' && readPeriod(first, today).kind === 'none' && readPeriod(second, today).kind !== 'none') {
    return { who: first, days: second, ...(third === '' ? {} : { standIn: nameIn(third) }) };
  }
  const words = first.split(/\s+/).filter(Boolean);
  if (words.length > MOST_WORDS) return { days: text };
  const asksAt = words.findIndex((word) => isWritten(word.replace(/[,.:]+$/, ''), 'nhờ'));
  const before = asksAt < 0 ? words : words.slice(0, asksAt);
  const asked = asksAt < 0 ? second : words.slice(asksAt + 1).join(' ');
  const { who, days } = whoAndDays(before, today, named);
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

function whoAndDays(words: readonly string[], today: Day, named: NamesSomebody): { who: string; days: string } {
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
      from += pronounsWithMinh(folded.slice(from, end));
      const days = words
        .slice(from, end)
        .join(' ')
        .replace(/[,.:]+$/, '');
      return { who: personIn(words.slice(0, from), named), days };
    }
  }
  return { who: '', days: personIn(words, named) };
}

/** How many words at the beginning only say who: «anh Minh 20/3». Other pronouns belong to the day («chị ơi mai»). */
function pronounsWithMinh(folded: readonly string[]): number {
  const count = folded.findIndex((word) => !PRONOUN.test(word));
  return folded.slice(0, Math.max(0, count)).includes('minh') ? count : 0;
}

function personIn(words: readonly string[], named: NamesSomebody): string {
  const rest = words.map((word) => word.replace(/[,.:]+$/, ''));
  const isName = () => named(rest.join(' '));
  for (let told = fillersAt(rest); told > 0 && !isName(); told = fillersAt(rest)) rest.splice(0, told);
  // «anh minh» is somebody, also where nobody of that name is left.
  while (rest.length > 0 && isFiller(rest.at(-1)!) && !PRONOUN.test(fold(rest.at(-2) ?? '')) && !isName()) rest.pop();
  return rest.join(' ');
}

/** Kinds of leave: «nghỉ thai sản từ 1/4». */
const KINDS = 'thai sản,việc riêng,công tác,tập huấn,bị ốm,ốm,cưới,tang,học,mặt'.split(',');

/** How many words at the beginning name nobody. */
function fillersAt(words: readonly string[]): number {
  if (words.length === 0) return 0;
  const kind = KINDS.map((each) => each.split(' ').length).find((length, index) =>
    isWritten(words.slice(0, length).join(' '), KINDS[index]!),
  );
  return kind ?? (isFiller(words[0]!) ? 1 : 0);
}

const isFiller = (word: string): boolean =>
  !NAMES_TOO.test(word) && FILLER.some((filler) => isWritten(word.toLowerCase(), filler));
