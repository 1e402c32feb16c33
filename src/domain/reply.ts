import type { Day } from './civil-day.ts';
import { resultOf } from './reply/document.ts';
import { type Guess, guess } from './reply/guess.ts';
import type { Clause, Intent, Meaning } from './reply/meaning.ts';
import { tellsOfNamed, tellsOfUnnamed } from './reply/others.ts';
import { piecesOf } from './reply/pieces.ts';
import { asksFor } from './reply/question.ts';
import { reasonOf } from './reply/reason.ts';
import { isCount, isSmallTalk, type Reported, statementOf } from './reply/statement.ts';
import { statementsOf } from './reply/statements.ts';
import type { Token } from './reply/tokens.ts';

export { type Clause, type Intent, intentOf, type Meaning } from './reply/meaning.ts';

/** Longer texts are letters, not replies. */
const LONGEST_REPLY = 300;

/** What an officer's typed text means, written on `today`. Pure; never throws, whatever the text. */
export function understand(text: string, today: Day): Meaning {
  const normal = plain(text).trim();
  if (/^\?+$/.test(normal)) return { kind: 'help' };
  if (normal.length > LONGEST_REPLY)
    return { kind: 'unclear', mentionsDone: false, likely: 'other', codes: [], bySomebodyElse: false };
  const result = resultOf(normal);
  const rest = result.rest
    // «/xong@nhacviec_bot 3»: slash and bot name are Telegram's way of typing the same words.
    .replace(/^\/+/, '')
    .replace(/^(\S+)@\S+/, '$1');
  const reply: Reply = {
    ...result,
    rest,
    pieces: piecesOf(rest.toLowerCase(), today),
    asked: normal.includes('?'),
    today,
  };
  return command(reply) ?? reports(reply) ?? guessed(reply);
}

const DIGITS = /([\p{Nd}\p{No}]+)/u;

/**
 * Typographic variants as plain letters and digits. Signs that run together stay what nobody understands, as does a
 * raised digit: NFKC would make «xong 12» of «xong 1²» and of «xong ①②».
 */
function plain(text: string): string {
  const isNumber = (run: string) => !/[²³¹⁰-₉]/.test(run) && (!/\p{No}/u.test(run) || [...run].length === 1);
  const parts = text.split(DIGITS);
  return parts.map((part, i) => (i % 2 === 0 || isNumber(part) ? part.normalize('NFKC') : part)).join('');
}

interface Reply {
  readonly rest: string;
  readonly pieces: readonly (readonly Token[])[];
  readonly documentNumber: string | null;
  readonly note: string | null;
  /** It holds a question mark. */
  readonly asked: boolean;
  readonly today: Day;
}

type TokenMark = Token['mark'];

/** «việc», «hoàn tác», «giúp», «3», «số 45/BC-UBND»: replies that are nothing but one thing. */
function command({ pieces, asked, documentNumber, note }: Reply): Meaning | null {
  const tokens = pieces.flat();
  const has = (...marks: TokenMark[]) => tokens.some((token) => marks.includes(token.mark));
  const only = (...marks: TokenMark[]) => tokens.every((token) => marks.includes(token.mark) || isSmallTalk(token));
  if (asked || note !== null) return null;
  const numbers = tokens.flatMap((token) => (token.mark === 'number' ? [token] : []));
  const [first] = numbers;
  if (documentNumber !== null) {
    if (numbers.length > 1 || !only('number', 'task', 'numbered', 'object', 'way', 'yes', 'when')) return null;
    return { kind: 'document-number', number: documentNumber, code: first?.value ?? null };
  }
  if (tokens.length === 0) return null;
  if (has('polite') && only() && !has('respect')) return { kind: 'polite' };
  // «chưa xong, em bấm nhầm» takes back; «hoàn tác xong» says who knows what.
  if (has('undo') && only('undo', 'yes', 'already', 'just', 'since', 'yet', 'not-done', 'object'))
    return { kind: 'undo' };
  if (has('help') && only('help', 'yes')) return { kind: 'help' };
  if (has('list') && only('list', 'yes')) return { kind: 'list' };
  if (!only('number', 'and', 'task', 'item', 'numbered', 'detail') || tokens.some((_, i) => isCount(tokens, i)))
    return null;
  if (!first) return has('task') && !has('item', 'and') ? { kind: 'list' } : null;
  if (numbers.length === 1 && first.numbered)
    return { kind: 'document-number', number: String(first.value), code: null };
  const named = has('task', 'item', 'detail') || first.hash;
  if (named && numbers.length === 1) return { kind: 'detail', code: first.value };
  return { kind: 'numbers', numbers: numbers.map((token) => token.value) };
}

/** Marks that in a note make a doubt of the «xong» before it. */
const DOUBTS_IN_NOTE: readonly TokenMark[] = [
  ...([
    'yet',
    'not-done',
    'negation',
    'denial',
    'asks',
    'any',
    'tag',
    'when-asked',
    'may',
    'when',
    'order',
    'told',
  ] as const),
  ...(['partial', 'rest', 'but', 'future', 'today', 'day', 'span', 'share', 'clock'] as const),
  ...(['extend', 'late', 'beg', 'cancel', 'undo', 'elsewhere', 'hand'] as const),
];

function leavesDoubt(note: string, today: Day): boolean {
  const tokens = piecesOf(note.toLowerCase(), today).flat();
  return tokens.some(({ mark }) => DOUBTS_IN_NOTE.includes(mark));
}

/** Statements of which every word is understood; the only ones that close anything. */
function reports({ pieces, asked, documentNumber, note, today }: Reply): Meaning | null {
  const tokens = pieces.flat();
  if (asked || tokens.length === 0 || asksFor(tokens)) return null;
  if (note !== null && leavesDoubt(note, today)) return null;
  const said = statementsOf(pieces);
  const statements: (Reported & Partial<Clause>)[] = [];
  for (const statement of said) {
    const reported = statementOf(statement, today) ?? leftOpen(statement, said, today);
    if (reported === null) return null;
    statements.push(reported);
  }
  if (statements.length === 0 && tokens.some(({ mark }) => mark === 'respect')) {
    statements.push({ intent: 'acknowledge', codes: [], all: null, documentNumber: null });
  }
  return combined(statements, documentNumber, note);
}

/**
 * «#3 xong, #4 mai em gửi», «xong #3, còn #4 chờ ký»: what is said of a task that stays open, beside one that is
 * finished. «xong 3, 4 chờ ký» may say it of both.
 */
function leftOpen(statement: readonly Token[], all: readonly (readonly Token[])[], today: Day) {
  const named = (each: readonly Token[]) => each.find((token) => !isSmallTalk(token) && token.mark !== 'task')?.mark;
  const apart = named(statement) === 'rest' || all.every((each) => named(each) === 'number');
  const { intent, sure, codes, until } = guess(statement, false, today);
  if (all.length < 2 || !apart || intent !== 'not-done' || !sure || codes.length === 0) return null;
  return { intent, codes, until, all: null, documentNumber: null };
}

function combined(
  parsed: readonly (Reported & Partial<Clause>)[],
  documentNumber: string | null,
  note: string | null,
): Meaning | null {
  const clauses = withoutPoliteness(parsed);
  const [first] = clauses;
  if (!first) return null;
  // Different statements are clear only where each names its task, and none names the same.
  if (clauses.length > 1 && clauses.some((clause) => clause.codes.length === 0)) return null;
  const named = clauses.flatMap((clause) => clause.codes);
  if (new Set(named).size !== named.length) return null;
  if (documentNumber === null && note === null)
    return { kind: 'clauses', clauses: clauses.map((each) => clauseOf(each)) };
  if (clauses.length > 1 || first.intent !== 'done' || (documentNumber !== null && first.documentNumber !== null))
    return null;
  return {
    kind: 'clauses',
    clauses: [clauseOf({ ...first, documentNumber: documentNumber ?? first.documentNumber, note })],
  };
}

/** «ok, xong rồi» is «xong rồi», «xong, xong rồi» too. */
function withoutPoliteness<T extends Reported>(clauses: readonly T[]): readonly T[] {
  const said = clauses.filter((clause) => clause.intent !== 'acknowledge' || clause.codes.length > 0);
  const [first, ...others] = said.length > 0 ? said : clauses;
  if (!first) return [];
  const same = others.every((c) => c.intent === first.intent && c.codes.length === 0 && c.all === null);
  return same ? [first] : [first, ...others];
}

function clauseOf(given: Pick<Clause, 'intent' | 'codes'> & Partial<Clause>): Clause {
  return { all: null, documentNumber: null, note: null, until: null, days: null, reason: null, ...given };
}

/** Everything else: acted on where that closes nothing and is clear enough, asked about otherwise. */
function guessed({ rest, pieces, asked, documentNumber, today }: Reply): Meaning {
  const { main, reason } = reasonOf(rest, today);
  const tokens = pieces.flat();
  const parts = statementsOf(pieces);
  // «3 chưa, 4 mai gửi»
  const several = parts.length > 1 && parts.every((part) => guess(part, false, today).codes.length > 0);
  const whole = guess(reason === null ? tokens : piecesOf(main.toLowerCase(), today).flat(), asked, today);
  const each = several && whole.intent !== 'question' ? parts.map((part) => guess(part, false, today)) : [whole];
  if (each.every(isAct)) {
    return { kind: 'clauses', clauses: each.map((one) => clauseOf({ ...actOf(one), documentNumber, reason })) };
  }
  if (whole.intent === 'question') return { kind: 'question', codes: whole.codes };
  // «3 xong, 4 mai gửi» is about finishing first of all, and about 3.
  const likely = each.find((one) => one.intent === 'done') ?? whole;
  const mentionsDone =
    likely.intent === 'done' ||
    tokens.some(({ mark }) => ['done', 'complete', 'sent'].includes(mark)) ||
    /xong|gửi/i.test(rest);
  const bySomebodyElse = (tellsOfNamed(tokens) || tellsOfUnnamed(tokens)) && likely.intent === 'other';
  return { kind: 'unclear', mentionsDone, likely: likely.intent, codes: likely.codes, bySomebodyElse };
}

type Act = Guess & { readonly intent: Exclude<Clause['intent'], 'done'> };

function isAct(one: Guess): one is Act {
  const acts: readonly Intent[] = ['acknowledge', 'not-done', 'extend', 'cancel'];
  return one.sure && acts.includes(one.intent);
}

function actOf({ intent, codes, until, days }: Act): Pick<Clause, 'intent' | 'codes' | 'until' | 'days'> {
  return { intent, codes, until, days };
}
