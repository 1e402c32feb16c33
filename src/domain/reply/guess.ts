import type { Day } from '../civil-day.ts';
import type { Intent } from './meaning.ts';
import { asksFor, isWish } from './question.ts';
import { isCount, isPerson, isSmallTalk, VERBS } from './statement.ts';
import type { Token } from './tokens.ts';

type TokenMark = Token['mark'];

/** What a text is about where not every word of it is understood. */
export interface Guess {
  readonly intent: Intent;
  /** Clear enough to act on; never so for «done». */
  readonly sure: boolean;
  readonly codes: readonly number[];
  readonly until: Day | null;
  readonly days: number | null;
}

/** The first of these that fits decides; none of them closes anything. */
export function guess(tokens: readonly Token[], questionMark: boolean, today: Day): Guess {
  const has = (...marks: TokenMark[]) => tokens.some((token) => marks.includes(token.mark));
  const days = spanOf(tokens);
  const day = dayOf(tokens);
  const result = (intent: Intent, sure = true, when: Partial<Guess> = {}): Guess => {
    return { intent, sure, codes: codesOf(tokens), until: null, days: null, ...when };
  };
  const extension = asksForTime(tokens);
  const asks = questionMark || asksFor(tokens);
  const past = has('already', 'just', 'since');

  if (has('undo') && !asks) return result('undo', false);
  if (extension && (!asks || isWish(tokens))) {
    return result('extend', days !== null || day !== null || !has('unknown'), {
      days: days?.days ?? null,
      until: days ? null : day,
    });
  }
  if (has('elsewhere') && !questionMark && !has('not-done')) return result('other');
  if (has('cancel') && has('may') && !has('unknown')) return result('cancel');
  if (asks) return result('question');
  if ((has('told', 'hand') || tellsOfNamed(tokens)) && !says(tokens)) return result('other');
  if (has('cancel')) return result('cancel', !has('unknown', 'extend'));
  // «không làm việc này nữa»
  if (has('negation', 'denial') && has('again') && !has('done', 'can', 'able'))
    return result('cancel', !has('unknown'));
  const promise = {
    until: day ?? (days?.ahead && days.days !== null ? today + days.days : has('today', 'clock') ? today : null),
  };
  // «em gửi luôn», «em làm đây»
  const atOnce = has('straight') && !past && has('sent', 'work');
  const ahead = has('future', 'today', 'clock', 'span') || atOnce || liesAhead(tokens, today);
  // In «4 thì mai» it only sets off what is talked about.
  const condition = tokens.some(({ mark }, i) => mark === 'when' && tokens[i - 1]?.mark !== 'number');
  if (condition || has('when-asked'))
    return ahead && says(tokens) ? result('not-done', true, promise) : result('other');
  if (
    has('order') &&
    !has('future', 'yet', 'not-done', 'negation', 'denial', 'partial') &&
    !(past && !ahead) &&
    !says(tokens)
  ) {
    return result('other');
  }
  const next = goesOn(tokens);
  if (next === 'promise') return result('not-done', true, promise);
  if (next === 'order') return result('other');
  if (isFinished(tokens, today)) return result('done', false);
  // «xong 12 còn 13» says both.
  if (isUnfinished(tokens)) return result('not-done', !(has('rest') && has('done', 'complete')), promise);
  if (ahead && (has(...VERBS, 'order') || !has('unknown'))) return result('not-done', true, promise);
  if (has('negation', 'denial')) return result('other');
  if (has('acknowledge')) return result('acknowledge');
  if (has('yes')) return result('acknowledge', !has('unknown', ...VERBS));
  return result('other');
}

/** «em …», «tôi …» in front of the verb: somebody speaks of their own work. */
function says(tokens: readonly Token[]): boolean {
  const verb = tokens.findIndex(({ mark }) => VERBS.includes(mark));
  const told = tokens.some(({ mark }) => mark === 'told');
  const byName = (i: number) => tokens[i]!.mark === 'pronoun' && tokens[i + 1]?.mark === 'unknown';
  return !told && tokens.some((token, i) => isPerson(token) && i < verb && !byName(i));
}

/** «anh Hùng xong rồi», «chị Lan báo đã gửi»: a name behind the form of address. */
function tellsOfNamed(tokens: readonly Token[]): boolean {
  const verb = tokens.findIndex(({ mark }) => VERBS.includes(mark));
  return tokens.some(({ mark }, i) => mark === 'pronoun' && i + 1 < verb && tokens[i + 1]!.mark === 'unknown');
}

/** «2/3», «sắp», «chờ ký», «chưa», «không kịp». */
function isUnfinished(tokens: readonly Token[]): boolean {
  const has = (...marks: TokenMark[]) => tokens.some((token) => marks.includes(token.mark));
  if (has('not-done', 'yet', 'partial') || tokens.some((token) => token.mark === 'share' && !token.full)) return true;
  if (has('rest') && has('unknown', 'number', ...VERBS)) return true;
  if (has('negation', 'denial') && has(...VERBS, 'can', 'able')) return true;
  const but = tokens.findIndex(({ mark }) => mark === 'but');
  const goesOnBut = but !== -1 && tokens.slice(but + 1).some((token) => !isSmallTalk(token));
  return (goesOnBut || has('late')) && has(...VERBS);
}

/** Said to be finished, in words that leave a doubt. */
function isFinished(tokens: readonly Token[], today: Day): boolean {
  const has = (...marks: TokenMark[]) => tokens.some((token) => marks.includes(token.mark));
  if (isUnfinished(tokens) && !(exceptsSome(tokens) && has('done'))) return false;
  const past = has('already', 'just', 'since');
  if (has('future', 'span') || (!past && has('today', 'clock')) || liesAhead(tokens, past ? today + 1 : today))
    return false;
  return has('done', 'complete') || (past && has('sent', 'work', 'object'));
}

/** A day from `first` on is named, or one that no calendar has. */
function liesAhead(tokens: readonly Token[], first: Day): boolean {
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
function goesOn(tokens: readonly Token[]): 'promise' | 'order' | null {
  const done = tokens.findIndex(({ mark }) => mark === 'done');
  if (done === -1) return null;
  const past = tokens.some(({ mark }) => mark === 'already' || mark === 'just' || mark === 'since');
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
    if (verb && i === done + 1) return 'order';
  }
  return null;
}

/** A wish for more time: «gia hạn», or days or a date with «xin», «trễ», «thêm». */
function asksForTime(tokens: readonly Token[]): boolean {
  const has = (...marks: TokenMark[]) => tokens.some((token) => marks.includes(token.mark));
  const at = tokens.findIndex(({ mark }) => mark === 'extend');
  const timed = has('span', 'day');
  if (at !== -1) {
    const refused = tokens
      .slice(Math.max(0, at - 2), at)
      .some(({ mark }) => ['negation', 'denial', 'yet', 'cancel'].includes(mark));
    const granted = has('already', 'just', 'since') && !timed;
    return !refused && !granted;
  }
  if (!timed || has('done', 'negation', 'denial')) return false;
  if (has('late')) return true;
  const to = tokens.some(({ mark }, i) => mark === 'to' && tokens[i + 1]?.mark === 'day');
  return has('beg') && (has('span') || to || !has('unknown'));
}

/** «2 ngày», «vài hôm» (`days` null); null where no length of time is named. */
function spanOf(tokens: readonly Token[]): { days: number | null; ahead: boolean } | null {
  return tokens.find((token) => token.mark === 'span') ?? null;
}

/** The last day that is named: «thứ Sáu, 20/3» is a date with its weekday. */
function dayOf(tokens: readonly Token[]): Day | null {
  return tokens.flatMap((token) => (token.mark === 'day' && token.day !== null ? [token.day] : [])).at(-1) ?? null;
}

const NOT_BESIDE_CODE: readonly TokenMark[] = ['unknown', 'elsewhere', 'object'];

/** Numbers that name tasks: not counts, documents, or parts of what is not understood («bài 12»). */
function codesOf(tokens: readonly Token[]): number[] {
  return tokens.flatMap((token, i) => {
    if (token.mark !== 'number' || token.numbered || isCount(tokens, i)) return [];
    const before = tokens[i - 1]?.mark;
    if (before === 'all' || (!token.hash && before !== undefined && NOT_BESIDE_CODE.includes(before))) return [];
    return [token.value];
  });
}
