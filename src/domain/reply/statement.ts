import type { Day } from '../civil-day.ts';
import type { Clause } from './meaning.ts';
import type { Token } from './tokens.ts';

type TokenMark = Token['mark'];

const SMALL_TALK: readonly TokenMark[] = ['polite', 'please', 'self', 'pronoun', 'title', 'respect'];
export const REFERENCE: readonly TokenMark[] = ['number', 'task', 'item', 'and', 'numbered'];

export const VERBS: readonly TokenMark[] = ['done', 'complete', 'sent', 'work'];

export const isSmallTalk = ({ mark }: Token): boolean => SMALL_TALK.includes(mark);

export type Reported = Pick<Clause, 'intent' | 'codes' | 'all' | 'documentNumber'>;

/** The only marks beside which «xong» closes; every other word makes a doubt of it. */
const BESIDE_DONE: ReadonlySet<TokenMark> = new Set<TokenMark>([
  'done',
  'complete',
  'sent',
  'already',
  'just',
  'since',
  'yes',
  'straight',
  'ah',
  'object',
  'way',
  'all',
  'day',
  ...SMALL_TALK,
  ...REFERENCE,
]);

/** What a statement says where every word of it is understood; null where one is not, or the whole is not clear. */
export function statementOf(tokens: readonly Token[], today: Day): Reported | null {
  const has = (...marks: TokenMark[]) => tokens.some((token) => marks.includes(token.mark));
  const only = (...marks: TokenMark[]) => tokens.every((token) => marks.includes(token.mark) || isSmallTalk(token));
  const references = referencesOf(tokens);
  if (references === null) return null;
  if (has('done', 'complete', 'sent')) {
    const since = (i: number) => tokens[i]!.mark === 'to' && tokens[i + 1]?.mark === 'day';
    const clear = tokens.every(({ mark }, i) => BESIDE_DONE.has(mark) || since(i)) && isDone(tokens, today);
    return clear ? { intent: 'done', ...references } : null;
  }
  if (references.documentNumber !== null) return null;
  if (has('yet', 'not-done')) {
    const clear = references.all === null && only('yet', 'not-done', 'yes', 'object', ...REFERENCE);
    return clear ? { intent: 'not-done', ...references } : null;
  }
  const agrees = has('acknowledge', 'yes', 'can') || (has('respect') && !has('number'));
  return agrees && only('acknowledge', 'yes', 'straight', 'can', 'all', 'ah', 'already', 'just', 'since', ...REFERENCE)
    ? { intent: 'acknowledge', ...references }
    : null;
}

/**
 * Whether the verbs say that it is finished. «đã» stands right before its verb, «rồi» somewhere behind it; sending is
 * finished only with one of them or as «gửi xong»; and what follows «xong» as another verb is still to come («xong em
 * gửi», «xong em báo cáo anh»).
 */
function isDone(tokens: readonly Token[], today: Day): boolean {
  const at = (...marks: TokenMark[]) => tokens.findIndex((token) => marks.includes(token.mark));
  const has = (...marks: TokenMark[]) => at(...marks) !== -1;
  const sent = at('sent');
  const done = at('done', 'complete');
  const verb = done === -1 ? sent : done;
  const firstVerb = sent === -1 ? verb : Math.min(sent, verb);
  const already = at('already', 'just');
  const since = at('since');
  const past = already !== -1 || since !== -1;

  if (tokens.filter((token) => token.mark === 'sent').length > 1) return false;
  // «mới xong 3» may mean: only three.
  if (has('just') && tokens.some((token, i) => bareNumber(tokens, token, i))) return false;
  if (already !== -1 && !(already + 1 === verb || already + 1 === sent)) return false;
  if (since !== -1 && since < verb) return false;
  if (tellsOfOthers(tokens.slice(0, firstVerb))) return false;
  if (has('ah') && !has('respect', 'yes')) return false;
  // «cái 3» and «cả 2 cái» name something; «vụ» alone may be anybody's name.
  const isNumber = (i: number) => tokens[i]?.mark === 'number';
  if (tokens.some(({ mark }, i) => mark === 'item' && !isNumber(i - 1) && !isNumber(i + 1))) return false;
  // «hôm qua em gửi rồi»; any other day makes it a promise.
  if (tokens.some((token) => token.mark === 'day' && !(past && token.day !== null && token.day < today))) return false;
  if (tokens.some(({ mark }, i) => mark === 'object' && i > verb && isPerson(tokens[i - 1]))) return false;
  // «xong báo cáo anh»
  if (!past && tokens.some(({ mark }, i) => mark === 'object' && i > verb && isPerson(tokens[i + 1]))) return false;
  // «xong với anh»
  if (tokens.some(({ mark }, i) => mark === 'and' && !REFERENCE.includes(tokens[i + 1]?.mark ?? 'unknown')))
    return false;
  if (sent !== -1 && toSomebody(tokens, sent)) return false;
  if (sent !== -1 && done !== -1) return sent < done && tokens[done]!.mark === 'done';
  if (!past && has('straight')) return false;
  // «xong báo cáo anh nhé», «xong hết nhé»: with «nhé» and no past it may as well be an order.
  if (!past && has('please') && has('object', 'all')) return false;
  // «hoàn thành nhiệm vụ»
  if (!past && has('complete') && (has('object') || (has('task') && !has('number')))) return false;
  if (done === -1) return past && !tokens.some((token, i) => i > sent && bareNumber(tokens, token, i));
  return past || tokens[done]!.mark === 'done' || !has('please');
}

export const isPerson = (token: Pick<Token, 'mark'> | undefined): boolean =>
  token?.mark === 'pronoun' || token?.mark === 'self';

/** What may follow a form of address in front of the verb; anything else may be a name. */
const BEHIND_ADDRESS: ReadonlySet<TokenMark | undefined> = new Set<TokenMark | undefined>([
  undefined,
  'done',
  'complete',
  'sent',
  'already',
  'just',
  'self',
  'polite',
  'object',
  'task',
]);

/** «nghe xong rồi», «lãnh đạo xong rồi», «chị Anh xong rồi», «anh Hà gửi rồi»: what stands in front of the verb. */
function tellsOfOthers(front: readonly Token[]): boolean {
  return front.some(({ mark }, i) => {
    if (mark === 'pronoun') return !BEHIND_ADDRESS.has(front[i + 1]?.mark);
    return mark === 'please' || mark === 'title' || mark === 'ah';
  });
}

/** «gửi sếp rồi», «đã gửi anh»: for somebody to look at, perhaps; «gửi rồi anh», «đã gửi anh ạ» address him. */
function toSomebody(tokens: readonly Token[], sent: number): boolean {
  const next = tokens[sent + 1]?.mark;
  return (next === 'pronoun' || next === 'title') && tokens[sent + 2]?.mark !== 'polite';
}

/** A number without «#» or «việc»: behind «gửi» it says how many or to whom, not which. */
function bareNumber(tokens: readonly Token[], token: Token, index: number): boolean {
  const before = tokens[index - 1]?.mark;
  return token.mark === 'number' && !token.hash && !token.numbered && before !== 'task' && before !== 'item';
}

/** «2 việc», «2 báo cáo»: how many. A count without «cả» or «hết» does not say which. */
export function isCount(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i]!;
  const [before, next] = [tokens[i - 1]?.mark, tokens[i + 1]?.mark];
  if (token.mark !== 'number' || token.hash || before === 'task' || before === 'item' || before === 'all') return false;
  // «việc 1 với việc 2»: a noun with a number of its own.
  const follows = tokens[i + 2]?.mark === 'number' && next !== 'object';
  return next === 'object' || ((next === 'task' || next === 'item') && !follows);
}

/** Which tasks are meant: codes, or all, and «số 45» beside a code as the document; null where that is not clear. */
function referencesOf(tokens: readonly Token[]): Omit<Reported, 'intent'> | null {
  if (tokens.some((_, i) => isCount(tokens, i))) return null;
  const codes: number[] = [];
  const documents: number[] = [];
  let all: Clause['all'] = null;
  for (const [i, token] of tokens.entries()) {
    const before = tokens[i - 1];
    if (token.mark === 'all') all ??= 'any';
    else if (token.mark === 'number') {
      if (before?.mark === 'all' && !token.hash) all = token.value;
      else if (token.numbered) documents.push(token.value);
      else codes.push(token.value);
    }
  }
  // «1-3 xong hết rồi»: all of those named, and finished altogether.
  const verb = tokens.findIndex(({ mark }) => VERBS.includes(mark));
  const first = tokens.findIndex(({ mark }) => mark === 'all');
  if (all === 'any' && verb !== -1 && verb < first && tokens.every(({ mark }, i) => mark !== 'number' || i < verb)) {
    if (codes.length > 0) all = null;
  }
  if (all !== null && codes.length > 0) return null;
  // «xong số 45» may name the task or the document.
  if (documents.length > 0 && (documents.length > 1 || codes.length === 0)) return null;
  return { codes: [...new Set(codes)], all, documentNumber: documents[0] === undefined ? null : String(documents[0]) };
}
