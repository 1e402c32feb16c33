import { fold } from '../fold.ts';
import { firstOf } from './progress.ts';
import { isPerson, isSmallTalk, REFERENCE, VERBS } from './statement.ts';
import type { Token } from './tokens.ts';

/** «em …», «tôi …» in front of the verb: somebody speaks of their own work. */
export function says(tokens: readonly Token[]): boolean {
  const verb = tokens.findIndex(({ mark }) => VERBS.includes(mark));
  const told = tokens.some(({ mark }) => mark === 'told');
  const byName = (i: number) => tokens[i]!.mark === 'pronoun' && tokens[i + 1]?.mark === 'unknown';
  return !told && tokens.some((token, i) => isPerson(token) && i < verb && !byName(i));
}

/** «anh Hùng xong rồi», «chị Lan báo đã gửi»: a name behind the form of address. */
export function tellsOfNamed(tokens: readonly Token[]): boolean {
  const verb = tokens.findIndex(({ mark }) => VERBS.includes(mark));
  return tokens.some(({ mark }, i) => mark === 'pronoun' && i + 1 < verb && tokens[i + 1]!.mark === 'unknown');
}

/** What is finished or sent rather than who does it: «hồ sơ xong rồi». */
const MATTERS = new Set(
  (
    'ho bieu bang de to file so phu danh ke du tai phieu don thu quyet giay noi cong thong thu muc ban bai slide phan ' +
    'dang dong chuyen chot lich mau khoan tien bao van nhiem viec'
  ).split(' '),
);
/** «kế toán», «thư ký», «số …»: people whose first word is also that of a matter. */
const OFFICES = /^(?:ke toan|thu ky|thu quy|van thu|van phong|van hoa|cong chuc|cong doan|bao ve)\b/;
const LONGEST_NAME = 3;

/** «Lan xong rồi», «kế toán gửi rồi»: whoever it is, not the one who writes. */
export function tellsOfUnnamed(tokens: readonly Token[]): boolean {
  const front = tokens.findIndex(({ mark }) => mark !== 'unknown');
  if (front < 1 || front > LONGEST_NAME) return false;
  const name = tokens.slice(0, front).map((token) => fold(token.mark === 'unknown' ? token.word : ''));
  const past = tokens[front]?.mark === 'already' || tokens[front]?.mark === 'just';
  const verb = tokens[past ? front + 1 : front]?.mark;
  const told = verb === 'done' || verb === 'complete' || verb === 'sent';
  const since = past || tokens.some(({ mark }) => mark === 'since');
  const behind = tokens
    .slice(front + 1)
    .every((token) => isSmallTalk(token) || ['since', 'done', 'sent', 'complete'].includes(token.mark));
  return told && since && behind && (OFFICES.test(name.join(' ')) || !MATTERS.has(name[0]!));
}

/** «danh sách chuyển rồi», «em đã chuyển báo cáo»: sent on, and to nobody who is named. */
export function sentOn(tokens: readonly Token[]): boolean {
  const hand = firstOf(tokens, 'hand');
  const next = tokens[hand + 1];
  const past = tokens[hand - 1]?.mark === 'already' || tokens.some(({ mark }, i) => mark === 'since' && i > hand);
  const matter = tokens.some(({ mark }) => MATTER_MARKS.includes(mark));
  return hand !== -1 && past && matter && !isAddressed(next) && tokens.every((token) => goesWithSending(token));
}

const MATTER_MARKS: readonly Token['mark'][] = ['object', 'matter', 'list'];
const isAddressed = (token: Token | undefined) => token?.mark === 'pronoun' || token?.mark === 'title';

function goesWithSending(token: Token): boolean {
  return isSmallTalk(token) || [...MATTER_MARKS, ...REFERENCE, 'hand', 'already', 'since'].includes(token.mark);
}

/** «em nhờ chị Lan làm giúp»: somebody else is to do the work. */
export function handsOver(tokens: readonly Token[]): boolean {
  const hand = firstOf(tokens, 'hand');
  const work = tokens.findIndex(({ mark }, i) => i > hand && mark === 'work');
  const past = tokens.some(({ mark }) => mark === 'already' || mark === 'since');
  return hand !== -1 && work > hand + 1 && tokens[hand + 1]!.mark === 'pronoun' && !past;
}

/**
 * «chờ bên công an gửi», «xong nhưng anh Hùng bảo sửa», «chị Lan xong rồi, em thì chưa»: somebody else is named, yet it
 * is the own work that is not finished.
 */
export function lacksSomething(tokens: readonly Token[]): boolean {
  const other = firstOf(tokens, 'told', 'hand', 'pronoun', 'title');
  const lack = firstOf(tokens, 'partial', 'yet', 'not-done', 'but');
  if (lack !== -1 && lack < other) return true;
  // «đã chuyển anh Hùng ký»
  if (tokens[other]?.mark === 'hand' && tokens.slice(other).some(({ mark }) => mark === 'partial')) return true;
  const own = tokens.findLastIndex(({ mark }) => mark === 'self');
  const behind = tokens[own + 1]?.mark === 'when' ? own + 2 : own + 1;
  return own !== -1 && refusesAt(tokens, behind);
}

/** «chưa», «chưa xong» and nothing else to the end: «em thì chưa». */
export function refusesAt(tokens: readonly Token[], from: number): boolean {
  const [first, ...others] = tokens.slice(from);
  return (
    (first?.mark === 'yet' || first?.mark === 'not-done') &&
    others.every((token) => isSmallTalk(token) || VERBS.includes(token.mark))
  );
}
