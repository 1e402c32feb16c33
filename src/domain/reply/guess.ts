import type { Day } from '../civil-day.ts';
import type { Intent } from './meaning.ts';
import { handsOver, lacksSomething, refusesAt, says, sentOn, tellsOfNamed, tellsOfUnnamed } from './others.ts';
import { firstOf, goesOn, isFinished, isUnfinished, liesAhead, sendsLater } from './progress.ts';
import { asksFor, isWish } from './question.ts';
import { isCount, isSmallTalk, VERBS } from './statement.ts';
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
  const vague = has('unknown', 'matter');
  const asks = questionMark || asksFor(tokens);
  const past = has('already', 'just', 'since');

  if (has('undo') && !asks) return result('undo', false);
  if (extension && (!asks || isWish(tokens))) {
    return result('extend', days !== null || day !== null || !vague, {
      days: days?.days ?? null,
      until: days ? null : day,
    });
  }
  if (has('elsewhere') && !questionMark && !has('not-done')) return result('other');
  if (has('cancel') && has('may') && !vague) return result('cancel');
  if (asks) return result('question');
  if (handsOver(tokens)) return result('other');
  if (sentOn(tokens)) return result('done', false);
  if ((has('told', 'hand') || tellsOfNamed(tokens)) && !says(tokens)) {
    return lacksSomething(tokens) ? result('not-done') : result('other');
  }
  if (tellsOfUnnamed(tokens)) return result('other');
  // «xong rồi nhé, đừng nhắc nữa»
  const verb = firstOf(tokens, 'done', 'complete', 'sent');
  if (has('cancel') && verb !== -1 && verb < firstOf(tokens, 'cancel') && isFinished(tokens, today))
    return result('done', false);
  if (has('cancel')) return result('cancel', !(vague || has('extend')));
  // «không làm việc này nữa»
  if (has('negation', 'denial') && has('again') && !has('done', 'can', 'able')) return result('cancel', !vague);
  const promise = {
    until: day ?? (days?.ahead && days.days !== null ? today + days.days : has('today', 'clock') ? today : null),
  };
  // «em gửi luôn», «em làm đây»
  const atOnce = has('straight') && !past && has('sent', 'work');
  const ahead = has('future', 'today', 'clock', 'span') || atOnce || liesAhead(tokens, today);
  // In «4 thì mai» it only sets off what is talked about.
  const condition = tokens.some(
    ({ mark }, i) => mark === 'when' && tokens[i - 1]?.mark !== 'number' && !refusesAt(tokens, i + 1),
  );
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
  // «em xong việc này giúp anh nhé»
  if (has('help') && has(...VERBS) && has('please') && !past && !ahead) return result('other');
  if (sendsLater(tokens)) return result('not-done', true, promise);
  const next = goesOn(tokens);
  if (next === 'promise') return result('not-done', true, promise);
  if (next === 'order') return result('other');
  if (isFinished(tokens, today)) return result('done', false);
  // «xong 12 còn 13» says both.
  if (isUnfinished(tokens)) return result('not-done', !(has('rest') && has('done', 'complete')), promise);
  if (ahead && (has(...VERBS, 'order') || !vague)) return result('not-done', true, promise);
  if (has('negation', 'denial')) return result('other');
  // «7 rồi»
  if (has('since') && codesOf(tokens).length > 0 && tokens.every((token) => isSaidOfCode(token)))
    return result('done', false);
  // «đã công khai rồi»: something was done, if not known what.
  if (!has('elsewhere') && tokens.some(({ mark }, i) => mark === 'already' && tokens[i + 1]?.mark === 'unknown'))
    return result('done', false);
  if (has('acknowledge')) return result('acknowledge');
  if (has('yes')) return result('acknowledge', !(vague || has(...VERBS)));
  return result('other');
}

function isSaidOfCode(token: Token): boolean {
  return isSmallTalk(token) || ['number', 'task', 'item', 'and', 'since'].includes(token.mark);
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

const NOT_BESIDE_CODE: readonly TokenMark[] = ['unknown', 'elsewhere', 'object', 'matter'];

/** Numbers that name tasks: not counts, documents, or parts of what is not understood («bài 12»). */
function codesOf(tokens: readonly Token[]): number[] {
  // «số 12 mai em gửi» names a task; beside another number it is the document.
  const several = tokens.filter(({ mark }) => mark === 'number').length > 1;
  return tokens.flatMap((token, i) => {
    if (token.mark !== 'number' || (token.numbered && several) || isCount(tokens, i)) return [];
    const before = tokens[i - 1]?.mark;
    // «xong 4 thôn»
    if (!token.hash && before !== 'task' && ['unknown', 'matter'].includes(tokens[i + 1]?.mark ?? '')) return [];
    if (before === 'all' || (!token.hash && before !== undefined && NOT_BESIDE_CODE.includes(before))) return [];
    return [token.value];
  });
}
