import { type Token, tokensOf } from './reply-words.ts';

/** What one typed reply means. Whatever is not clearly one of these is `unclear`, and a question goes back. */
export type Understood =
  | { readonly kind: 'clauses'; readonly clauses: readonly Clause[] }
  /** Numbers alone: an answer to a numbered question, or the wish to see these tasks. */
  | { readonly kind: 'numbers'; readonly numbers: readonly number[] }
  /** `polite`: thanks and the like, without anything else. */
  | { readonly kind: 'list' | 'undo' | 'help' | 'polite' }
  | { readonly kind: 'detail'; readonly code: number }
  /** A question about the state of things («xong chưa?»): answered, and nothing changes. */
  | { readonly kind: 'question' }
  /** `mentionsDone`: it has to do with finishing, so asking which task helps more than listing commands. */
  | { readonly kind: 'unclear'; readonly mentionsDone: boolean };

export interface Clause {
  readonly intent: 'done' | 'acknowledge' | 'not-done';
  /** Codes named, in order; empty where none is. */
  readonly codes: readonly number[];
  /** «xong cả 2», «xong hết»: every task of the message answered to; a number says how many that must be. */
  readonly all: number | 'any' | null;
  /** «số 45/BC-UBND», kept as the result. */
  readonly documentNumber: string | null;
}

/** Longer texts are letters, not replies. */
const LONGEST_REPLY = 300;

/** «45/BC-UBND», «45/2024/QĐ-UBND», «45/BC»: a number with the kind of the document. «2/3», «15/4» and «20/hs» are none. */
const DOCUMENT_NUMBER =
  /(?:(?<!\p{L})s[ốoô]\s*:?\s*)?(?<![\p{L}\d])(\d{1,6}\/(?:\d{4}\/)?(?:[\p{L}\d]+(?:-[\p{L}\d]+)+|(?:BC|CV|QĐ|QD|KH|TTr|TB|GM|HD|NQ|CT|BB|TT)(?![\p{L}\d])))/iu;

/** Times, dates, shares: numbers that are no codes. */
const OTHER_NUMBER = /\d\s*[%:/.-]\s*\d|\d\s*%|\d\s*h(?:\d|\b)/u;

/** What an officer's typed text means. Pure; never throws, whatever the text. */
export function understand(text: string): Understood {
  const normal = text.normalize('NFC').trim();
  if (normal === '?') return { kind: 'help' };
  if (normal.length > LONGEST_REPLY) return { kind: 'unclear', mentionsDone: false };
  const document = DOCUMENT_NUMBER.exec(normal);
  const rest = (document ? normal.replace(document[0], ' ') : normal)
    .toLowerCase()
    // «/xong@nhacviec_bot 3»: slash and bot name are Telegram's way of typing the same words.
    .replace(/^\/+/, '')
    .replace(/^(\S+)@\S+/, '$1')
    .replace(/_/g, ' ');
  const pieces = OTHER_NUMBER.test(rest) ? [] : piecesOf(rest);
  const tokens = pieces.flat();
  const mentionsDone =
    tokens.some((token) => ['done', 'complete', 'sent'].includes(token.mark)) || /xong|gửi/.test(rest);
  const unclear: Understood = { kind: 'unclear', mentionsDone };
  if (tokens.length === 0) return unclear;

  const has = (...marks: Token['mark'][]) => tokens.some((token) => marks.includes(token.mark));
  const only = (...marks: Token['mark'][]) => tokens.every((token) => marks.includes(token.mark));
  if (rest.includes('?') || asksBehindVerb(pieces)) {
    return mentionsDone || has('not-done') || !has('unknown') ? { kind: 'question' } : unclear;
  }
  if (has('unknown', 'asks')) return unclear;
  if (has('polite') && only(...SMALL_TALK)) return { kind: 'polite' };
  if (has('undo')) return only('undo', 'yes', ...SMALL_TALK) ? { kind: 'undo' } : unclear;
  if (has('help')) return only('help', ...SMALL_TALK) ? { kind: 'help' } : unclear;
  if (has('list')) return only('list', ...SMALL_TALK) ? { kind: 'list' } : unclear;
  if (only('number', 'and', 'task', 'detail', ...SMALL_TALK))
    return withoutIntent(tokens, document !== null) ?? unclear;

  const clauses = clausesOf(pieces);
  return (clauses && combine(clauses, document?.[1] ?? null)) ?? unclear;
}

const SMALL_TALK = ['polite', 'please', 'pronoun'] as const;

function piecesOf(text: string): Token[][] {
  return text
    .split(/[\n;,.!?…:]+|\s-\s/)
    .map(tokensOf)
    .filter((piece) => piece.length > 0);
}

/** «xong chưa», «gửi chưa em», «xong 1, 2 chưa», «xong ch e»: behind the verb it asks. «#1 xong, #2 chưa» does not. */
function asksBehindVerb(pieces: readonly Token[][]): boolean {
  const core = pieces.flat().filter((token) => !(SMALL_TALK as readonly string[]).includes(token.mark));
  const last = core.at(-1);
  if (last?.mark !== 'not-done' && last?.mark !== 'asks') return false;
  const verb = core.findIndex((token) => ['done', 'complete', 'sent', 'since'].includes(token.mark));
  if (verb === -1 || verb === core.length - 1) return false;
  // A code in front of the first verb makes two statements out of «#1 xong, #2 chưa».
  const codeFirst = core.slice(0, verb).some((token) => token.mark === 'number');
  return !(codeFirst && core.slice(verb).some((token) => token.mark === 'number'));
}

/** «3», «việc 3», «1 và 3»; null where it is none of these. */
function withoutIntent(tokens: readonly Token[], hasDocument: boolean): Understood | null {
  if (hasDocument) return null;
  const numbers = tokens.flatMap((token) => (token.mark === 'number' ? [token] : []));
  const [first] = numbers;
  const named = tokens.some((token) => token.mark === 'task' || token.mark === 'detail') || first?.hash === true;
  if (!first) return tokens.some((token) => token.mark === 'task') ? { kind: 'list' } : null;
  if (counts(tokens)) return null;
  if (named && numbers.length === 1) return { kind: 'detail', code: first.value };
  return { kind: 'numbers', numbers: numbers.map((token) => token.value) };
}

type ParsedClause = Omit<Clause, 'documentNumber'>;

/** The statements of a reply, or null where one of its pieces is not clear. */
function clausesOf(pieces: readonly Token[][]): ParsedClause[] | null {
  const clauses: ParsedClause[] = [];
  let ahead: number[] = [];
  for (const piece of pieces) {
    const parsed = clauseOf(piece);
    if (parsed === 'unclear') return null;
    if (parsed === 'politeness') continue;
    const before = clauses.at(-1);
    if ('intent' in parsed) {
      // «#3, #4 xong», «3. xong»: codes in front of the verb.
      if (ahead.length > 0 && parsed.all !== null) return null;
      clauses.push({ ...parsed, codes: [...ahead, ...parsed.codes] });
      ahead = [];
    } else if (before) {
      // «xong 1, 2»: numbers alone go on with what was said before them.
      if (before.all !== null) return null;
      clauses[clauses.length - 1] = { ...before, codes: [...before.codes, ...parsed.codes] };
    } else {
      ahead.push(...parsed.codes);
    }
  }
  return ahead.length > 0 ? null : clauses;
}

function clauseOf(tokens: readonly Token[]): ParsedClause | { codes: number[] } | 'politeness' | 'unclear' {
  const has = (...marks: Token['mark'][]) => tokens.some((token) => marks.includes(token.mark));
  const references = referencesOf(tokens);
  if (references === null || has('detail')) return 'unclear';
  const { codes, all } = references;
  if (has('not-done')) {
    return has('done', 'complete', 'sent', 'acknowledge', 'already', 'since') || all !== null
      ? 'unclear'
      : { intent: 'not-done', codes, all };
  }
  if (has('done', 'complete', 'sent')) {
    return !has('acknowledge') && isDone(tokens) ? { intent: 'done', codes, all } : 'unclear';
  }
  if (has('already', 'since')) return 'unclear';
  if (has('acknowledge', 'yes')) return { intent: 'acknowledge', codes, all };
  if (has('object', 'way')) return 'unclear';
  if (codes.length > 0) return all === null ? { codes } : 'unclear';
  return all === null && !has('task') ? 'politeness' : 'unclear';
}

/**
 * Whether the verbs say that it is finished. «đã» stands right before its verb, «rồi» somewhere behind it; sending is
 * finished only with one of them or as «gửi xong»; and what follows «xong» as another verb is still to come («xong em
 * gửi», «xong em báo cáo anh»).
 */
function isDone(tokens: readonly Token[]): boolean {
  const at = (...marks: Token['mark'][]) => tokens.findIndex((token) => marks.includes(token.mark));
  const sent = at('sent');
  const done = at('done', 'complete');
  const verb = done === -1 ? sent : done;
  const already = at('already');
  const since = at('since');
  if (tokens.filter((token) => token.mark === 'sent').length > 1) return false;
  if (already !== -1 && !(already + 1 === verb || already + 1 === sent)) return false;
  if (since !== -1 && since < verb) return false;
  if (tokens.some((token, i) => token.mark === 'object' && i > verb && tokens[i - 1]?.mark === 'pronoun')) return false;
  if (sent !== -1 && done !== -1) return sent < done && tokens[done]!.mark === 'done';
  const past = already !== -1 || since !== -1;
  // «xong báo cáo anh nhé», «xong hết nhé»: with «nhé» and no past it may as well be an order.
  if (!past && at('please') !== -1 && at('object', 'all') !== -1) return false;
  if (done === -1) return past && !tokens.some((token, i) => bareNumber(tokens, token, i));
  return past || tokens[done]!.mark === 'done' || at('please') === -1;
}

/** A number without «#» or «việc»: behind «gửi» it says how many or to whom, not which. */
function bareNumber(tokens: readonly Token[], token: Token, index: number): boolean {
  return token.mark === 'number' && !token.hash && tokens[index - 1]?.mark !== 'task';
}

/** «2 việc», «2 báo cáo»: how many. A count without «cả» or «hết» does not say which. */
function counts(tokens: readonly Token[]): boolean {
  return tokens.some((token, i) => {
    const next = tokens[i + 1]?.mark;
    if (token.mark !== 'number' || token.hash || (next !== 'task' && next !== 'object')) return false;
    return tokens[i - 1]?.mark !== 'task' && tokens[i - 1]?.mark !== 'all';
  });
}

/** Which tasks are meant: codes, or all; null where that is not clear. */
function referencesOf(tokens: readonly Token[]): { codes: number[]; all: Clause['all'] } | null {
  if (counts(tokens)) return null;
  const codes: number[] = [];
  let all: Clause['all'] = null;
  for (const [i, token] of tokens.entries()) {
    const before = tokens[i - 1];
    if (token.mark === 'all') all ??= 'any';
    else if (token.mark === 'number') {
      if (before?.mark === 'all' && !token.hash) all = token.value;
      else codes.push(token.value);
    }
  }
  return all !== null && codes.length > 0 ? null : { codes, all };
}

function combine(parsed: readonly ParsedClause[], documentNumber: string | null): Understood | null {
  const clauses = withoutPoliteness(parsed).map((clause): Clause => ({ ...clause, documentNumber: null }));
  const [first] = clauses;
  if (!first) return null;
  // Different statements are clear only where each names its task, and none names the same.
  if (clauses.length > 1 && clauses.some((clause) => clause.codes.length === 0)) return null;
  const named = clauses.flatMap((clause) => clause.codes);
  if (new Set(named).size !== named.length) return null;
  if (documentNumber === null) return { kind: 'clauses', clauses };
  if (clauses.length > 1 || first.intent !== 'done') return null;
  return { kind: 'clauses', clauses: [{ ...first, documentNumber }] };
}

/** «ok, xong rồi» is «xong rồi», «xong, xong rồi» too. */
function withoutPoliteness(clauses: readonly ParsedClause[]): readonly ParsedClause[] {
  const said = clauses.filter((clause) => clause.intent !== 'acknowledge' || clause.codes.length > 0);
  const [first, ...others] = said.length > 0 ? said : clauses;
  if (!first) return [];
  const same = others.every((c) => c.intent === first.intent && c.codes.length === 0 && c.all === null);
  return same ? [first] : [first, ...others];
}
