import type { Day } from '../civil-day.ts';
import { isSmallTalk, VERBS } from './statement.ts';
import type { Token } from './tokens.ts';

type TokenMark = Token['mark'];

export function firstOf(tokens: readonly Token[], ...marks: TokenMark[]): number {
  return tokens.findIndex(({ mark }) => marks.includes(mark));
}

/** «làm xong rồi chiều gửi»: a time behind «rồi», and in front of what is to be done then. */
export function sendsLater(tokens: readonly Token[]): boolean {
  const since = firstOf(tokens, 'since');
  const time = tokens.findIndex(({ mark }, i) => i > since && (mark === 'today' || mark === 'clock' || mark === 'day'));
  const verb = tokens.findIndex(({ mark }, i) => i > time && (mark === 'sent' || mark === 'work'));
  return since > 0 && time > since && verb > time && !tokens.slice(verb).some(({ mark }) => mark === 'since');
}

/** «2/3», «sắp», «chờ ký», «chưa», «không kịp». */
export function isUnfinished(tokens: readonly Token[]): boolean {
  const has = (...marks: TokenMark[]) => tokens.some((token) => marks.includes(token.mark));
  if (has('not-done', 'yet', 'partial') || tokens.some((token) => token.mark === 'share' && !token.full)) return true;
  if (has('rest') && has('unknown', 'number', ...VERBS)) return true;
  if (has('negation', 'denial') && has(...VERBS, 'can', 'able')) return true;
  const but = tokens.findIndex(({ mark }) => mark === 'but');
  const goesOnBut = but !== -1 && tokens.slice(but + 1).some((token) => !isSmallTalk(token));
  return (goesOnBut || has('late')) && has(...VERBS);
}

/** Said to be finished, in words that leave a doubt. */
export function isFinished(tokens: readonly Token[], today: Day): boolean {
  const has = (...marks: TokenMark[]) => tokens.some((token) => marks.includes(token.mark));
  const behindSigning = signedAndSent(tokens);
  if (behindSigning) return isFinished(behindSigning, today);
  if (isUnfinished(tokens) && !(exceptsSome(tokens) && has('done'))) return false;
  const past = has('already', 'just', 'since');
  const ahead = liesAhead(tokens, past ? today + 1 : today) && !endsInPast(tokens);
  if (has('future', 'span') || (!past && has('today', 'clock')) || ahead) return false;
  return has('done', 'complete') || (past && has('sent', 'work', 'object'));
}

/** «đã trình ký và gửi đi rồi»: what is said behind «và», where the signing in front of it needs no more. */
function signedAndSent(tokens: readonly Token[]): Token[] | null {
  const and = firstOf(tokens, 'and');
  const behind = tokens.slice(and + 1);
  const past = tokens.some(({ mark }) => mark === 'already' || mark === 'since');
  const sends = behind.some(({ mark }) => mark === 'sent');
  return and > 0 && past && sends && tokens.slice(0, and).some(({ mark }) => mark === 'partial')
    ? [{ mark: 'already' }, ...behind]
    : null;
}

/** «em gửi hôm thứ 6 rồi»: «rồi» behind the verb and the day makes it the last Friday. */
function endsInPast(tokens: readonly Token[]): boolean {
  const verb = firstOf(tokens, ...VERBS);
  const day = firstOf(tokens, 'day');
  return verb !== -1 && day > verb && tokens.findLastIndex(({ mark }) => mark === 'since') > day;
}

/** A day from `first` on is named, or one that no calendar has. */
export function liesAhead(tokens: readonly Token[], first: Day): boolean {
  return tokens.some((token) => token.mark === 'day' && (token.day === null || token.day >= first));
}

/** «xong hết trừ 4»: most of it is finished. */
function exceptsSome(tokens: readonly Token[]): boolean {
  const all = tokens.findIndex(({ mark }) => mark === 'all');
  return all !== -1 && tokens[all + 1]?.mark === 'partial' && tokens.at(-1)?.mark === 'number';
}

/**
 * What follows «xong» as another verb is still to come: «xong em gửi» promises it, «xong gửi anh nhé» and «xong việc này
 * rồi làm việc kia» tell what to do next.
 */
export function goesOn(tokens: readonly Token[]): 'promise' | 'order' | null {
  const past = tokens.some(({ mark }) => mark === 'already' || mark === 'just' || mark === 'since');
  const done = firstOf(tokens, 'done', ...(past ? [] : (['complete'] as const)));
  if (done === -1) return null;
  for (const [i, { mark }] of tokens.entries()) {
    if (i <= done) continue;
    const before = tokens[i - 1]!;
    const verb = mark === 'sent' || mark === 'work';
    // «em xong rồi chị kiểm tra giúp» asks somebody else.
    if ((verb || mark === 'object') && (before.mark === 'self' || (!past && before.mark === 'pronoun')))
      return 'promise';
    if (mark === 'work' && before.mark === 'since') return 'order';
    // «xong việc mới về»
    if ((mark === 'already' || mark === 'just') && (i === done + 1 || before.mark === 'task')) return 'order';
    // «thủ tục xong rồi mới gửi»
    if (mark === 'just' && before.mark === 'since') return 'order';
    // «xong việc này em sang việc kia»
    if (mark === 'to' && before.mark === 'self' && !past) return 'order';
    if (verb && i === done + 1) return 'order';
  }
  return null;
}
