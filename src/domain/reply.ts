import { fold } from './fold.ts';

/** What one typed reply means. Whatever is not clearly one of these is `unclear`, and a question goes back. */
export type Understood =
  | { readonly kind: 'clauses'; readonly clauses: readonly Clause[] }
  /** Numbers alone: an answer to a numbered question, or the wish to see these tasks. */
  | { readonly kind: 'numbers'; readonly numbers: readonly number[] }
  | { readonly kind: 'list' | 'undo' | 'help' }
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

/** «45/BC-UBND»: a number, then letters. «2/3» and «15/4» are not. */
const DOCUMENT_NUMBER = /(?:\b(?:số|so|sô)\s*:?\s*)?\b(\d{1,6}\/\p{L}[\p{L}\d]*(?:-[\p{L}\d]+)*)/iu;

/**
 * Words that carry a meaning, longest first. Everything else in a reply must be on the list of fillers: a word that is not
 * known may turn «xong» into its opposite («xong dự thảo», «họp xong», «sắp xong»), so it makes the reply unclear.
 */
const PHRASES: readonly (readonly [Mark, readonly string[]])[] = [
  ['undo', ['hoan tac', 'undo']],
  ['help', ['giup', 'giup toi', 'giup em', 'giup voi', 'help', 'huong dan', 'tro giup', 'lenh']],
  ['list', ['viec cua toi', 'viec cua em', 'danh sach', 'danh sach viec', 'list', 'tasks', 'ds viec', 'viec nao']],
  ['detail', ['chi tiet', 'xem']],
  ['not-done', ['chua', 'chua xong', 'not yet', 'dang lam', 'dang lm', 'chua kip', 'chua lam', 'chua gui', 'chua nop']],
  ['not-done', ['chua hoan thanh', 'chua duoc', 'k kip', 'khong kip', 'ko kip', 'chua xong dau', 'chua dau']],
  ['done', ['xong', 'done', 'hoan thanh', 'hoan tat', 'ht', 'hthanh', 'finished', '✅', '☑']],
  ['sent', ['gui', 'nop', 'ban hanh', 'phat hanh', 'bao cao len', 'gui len', 'nop len']],
  ['past', ['da', 'roi', 'r', 'rui', 'roai', 'ui']],
  [
    'acknowledge',
    ['nhan', 'da nhan', 'nhan duoc', 'ro', 'da ro', 'noted', 'tiep thu', 'biet roi', 'nam roi', 'da biet'],
  ],
  ['acknowledge', ['da xem', 'da nam', 'da doc', 'got it', 'seen', 'nhan viec', '👍', '🙏', '👌', '🫡', '❤']],
  [
    'yes',
    ['ok', 'oke', 'okay', 'okie', 'okela', 'oki', 'okla', 'vang', 'u', 'uh', 'um', 'uhm', 'dong y', 'duoc', 'yes'],
  ],
  [
    'filler',
    [
      'a',
      'ah',
      'ak',
      'nha',
      'nhe',
      'nhen',
      'hen',
      'nghe',
      'luon',
      'het roi',
      'nay',
      'do',
      'thi',
      'voi',
      'la',
      'cam on',
    ],
  ],
  [
    'filler',
    ['anh', 'chi', 'em', 'e', 'c', 'co', 'chu', 'bac', 'sep', 'thay', 'ban', 'minh', 'toi', 'chau', 'oi', 'cua'],
  ],
  [
    'filler',
    ['thua', 'cai nay', 'viec nay', 'cai do', 'viec do', 'bao cao', 'bc', 'qua ioffice', 'tren ioffice', 'qua mail'],
  ],
  [
    'filler',
    ['qua email', 'qua zalo', 'qua vnpt', 'len he thong', 'tren he thong', 'len cong', 'ca roi', 'thanks', 'please'],
  ],
  ['all', ['tat ca', 'het', 'toan bo', 'all', 'ca']],
  ['task', ['viec', 'nhiem vu', 'viec so', 'so', 'muc', 'ma', 'task']],
  ['and', ['va', 'voi', 'voi viec', 'and', '&']],
  [
    'asks',
    [
      'chua a',
      'ch',
      'khi nao',
      'bao gio',
      'the nao',
      'sao',
      'gi',
      'ai',
      'dau',
      'han nao',
      'ko',
      'khong',
      'k',
      'hok',
      'hong',
    ],
  ],
];

type Mark =
  | 'undo'
  | 'help'
  | 'list'
  | 'detail'
  | 'not-done'
  | 'done'
  | 'sent'
  | 'past'
  | 'acknowledge'
  | 'yes'
  | 'filler'
  | 'all'
  | 'task'
  | 'and'
  | 'asks';

type Token =
  | { readonly mark: Mark }
  | { readonly mark: 'number'; readonly value: number; readonly hash: boolean }
  | { readonly mark: 'unknown' };

const LEXICON: ReadonlyMap<string, Mark> = new Map(
  PHRASES.flatMap(([mark, phrases]) => phrases.map((phrase) => [phrase, mark] as const)),
);
const LONGEST_PHRASE = Math.max(...[...LEXICON.keys()].map((phrase) => phrase.split(' ').length));

/** What an officer's typed text means. Pure; never throws, whatever the text. */
export function understand(text: string): Understood {
  const normal = text.normalize('NFC');
  if (normal.trim() === '?') return { kind: 'help' };
  if (normal.length > LONGEST_REPLY) return { kind: 'unclear', mentionsDone: false };
  const document = DOCUMENT_NUMBER.exec(normal);
  const rest = document ? normal.replace(document[0], ' ') : normal;
  // «à» and «ư» at the end ask; typed without its mark, «a» is the polite «ạ».
  const asked = /(?:\?|(?<!\p{L})(?:à|ư|hả|nhỉ))[\s.]*$/iu.test(rest);
  // «/xong@nhacviec_bot 3»: slash and bot name are Telegram's way of typing the same words.
  // Folding makes «dạ» (yes, politely) and «đã» (already) alike, so the polite one goes first.
  const folded = fold(rest.replace(/(?<!\p{L})dạ(?!\p{L})/giu, ' ạ '))
    .replace(/^\/+/, '')
    .replace(/^(\S+)@\S+/, '$1')
    .replace(/_/g, ' ');
  const pieces = folded
    .split(/[\n;,.!?…]+|\s-\s/)
    .map((piece) => tokensOf(piece))
    .filter((piece) => piece.length > 0);
  const tokens = pieces.flat();
  if (tokens.length === 0) return { kind: 'unclear', mentionsDone: false };

  const has = (mark: Token['mark']) => tokens.some((token) => token.mark === mark);
  const only = (...marks: Token['mark'][]) => tokens.every((token) => marks.includes(token.mark));
  const mentionsDone = has('done') || has('sent');

  if (asked || endsWithQuestion(tokens)) {
    return has('unknown') && !mentionsDone && !has('not-done')
      ? { kind: 'unclear', mentionsDone }
      : { kind: 'question' };
  }
  if (has('unknown') || has('asks')) return { kind: 'unclear', mentionsDone };
  if (has('undo')) return only('undo', 'filler', 'yes') ? { kind: 'undo' } : { kind: 'unclear', mentionsDone };
  if (has('help')) return only('help', 'filler') ? { kind: 'help' } : { kind: 'unclear', mentionsDone };
  if (has('list')) return only('list', 'filler') ? { kind: 'list' } : { kind: 'unclear', mentionsDone };
  if (only('number', 'and', 'task', 'filler', 'detail')) return withoutIntent(tokens, document !== null);

  const clauses: Clause[] = [];
  for (const piece of pieces) {
    const clause = clauseOf(piece);
    if (clause === 'unclear') return { kind: 'unclear', mentionsDone };
    if (clause === 'politeness') continue;
    if ('codes' in clause && !('intent' in clause)) {
      // «xong 1, 2»: numbers alone go on with what was said before them.
      const before = clauses.at(-1);
      if (!before) return { kind: 'unclear', mentionsDone };
      clauses[clauses.length - 1] = { ...before, codes: [...before.codes, ...clause.codes] };
      continue;
    }
    clauses.push({ ...clause, documentNumber: null });
  }
  return combine(clauses, document?.[1] ?? null, mentionsDone);
}

function combine(clauses: readonly Clause[], documentNumber: string | null, mentionsDone: boolean): Understood {
  const merged = mergeYes(clauses);
  const [first] = merged;
  if (!first) return { kind: 'unclear', mentionsDone };
  // Two different intents are clear only where each names its task.
  if (merged.length > 1 && merged.some((clause) => clause.codes.length === 0)) return { kind: 'unclear', mentionsDone };
  const named = merged.flatMap((clause) => clause.codes);
  if (new Set(named).size !== named.length) return { kind: 'unclear', mentionsDone };
  if (documentNumber !== null) {
    const done = merged.filter((clause) => clause.intent === 'done');
    if (done.length !== 1 || merged.length !== 1) return { kind: 'unclear', mentionsDone: true };
    return { kind: 'clauses', clauses: [{ ...first, documentNumber }] };
  }
  return { kind: 'clauses', clauses: merged };
}

/** «ok, xong rồi» is «xong rồi»: an acknowledgement without a task of its own beside another clause is politeness. */
function mergeYes(clauses: readonly Clause[]): readonly Clause[] {
  const rest = clauses.filter((clause) => clause.intent !== 'acknowledge' || clause.codes.length > 0);
  const kept = rest.length > 0 ? rest : clauses.slice(0, 1);
  const [first, ...others] = kept;
  if (
    first &&
    others.every((c) => c.intent === first.intent && c.codes.length === 0 && c.all === null) &&
    kept.length > 1
  ) {
    return [first];
  }
  return kept;
}

/** «xong chưa», «gửi chưa em», «xong ch e»: «chưa» behind the verb asks. */
function endsWithQuestion(tokens: readonly Token[]): boolean {
  const core = tokens.filter((token) => token.mark !== 'filler');
  const last = core.at(-1);
  const before = core.at(-2);
  if (last?.mark === 'not-done') return before?.mark === 'done' || before?.mark === 'sent' || before?.mark === 'past';
  return last?.mark === 'asks' && (before?.mark === 'done' || before?.mark === 'sent' || before?.mark === 'past');
}

function withoutIntent(tokens: readonly Token[], hasDocument: boolean): Understood {
  const numbers = tokens.flatMap((token) => (token.mark === 'number' ? [token.value] : []));
  if (hasDocument) return { kind: 'unclear', mentionsDone: true };
  const [code] = numbers;
  const names = tokens.some(
    (token) => token.mark === 'task' || token.mark === 'detail' || (token.mark === 'number' && token.hash),
  );
  if (code === undefined) {
    return tokens.some((token) => token.mark === 'task') ? { kind: 'list' } : { kind: 'unclear', mentionsDone: false };
  }
  if (names && numbers.length === 1) return { kind: 'detail', code };
  return { kind: 'numbers', numbers };
}

type ParsedClause = Omit<Clause, 'documentNumber'>;

function clauseOf(tokens: readonly Token[]): ParsedClause | { codes: number[] } | 'politeness' | 'unclear' {
  const has = (mark: Token['mark']) => tokens.some((token) => token.mark === mark);
  const references = referencesOf(tokens);
  if (references === null) return 'unclear';
  const { codes, all } = references;
  if (has('not-done'))
    return has('done') || has('acknowledge') || all !== null ? 'unclear' : { intent: 'not-done', codes, all };
  if (has('done') || (has('sent') && has('past'))) {
    return has('acknowledge') ? 'unclear' : { intent: 'done', codes, all };
  }
  if (has('sent')) return 'unclear';
  if (has('acknowledge') || has('yes')) return { intent: 'acknowledge', codes, all };
  if (codes.length > 0 && all === null && !has('past')) return { codes };
  return all === null && codes.length === 0 && !has('past') && !has('task') ? 'politeness' : 'unclear';
}

/**
 * Which tasks are meant. A number behind «#», «việc», «số» or the verb is a code; a number in front of «việc» is a count
 * («xong 2 việc»), and a count without «cả» or «hết» does not say which.
 */
function referencesOf(tokens: readonly Token[]): { codes: number[]; all: Clause['all'] } | null {
  const codes: number[] = [];
  let all: Clause['all'] = null;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const next = tokens[i + 1];
    if (token.mark === 'all') {
      all = next?.mark === 'number' && !next.hash ? next.value : 'any';
      if (all !== 'any') i++;
    } else if (token.mark === 'number') {
      const counted =
        next?.mark === 'task' && tokens[i + 2]?.mark !== 'number' && tokens[i - 1]?.mark !== 'task' && !token.hash;
      if (counted) return null;
      codes.push(token.value);
    }
  }
  return all !== null && codes.length > 0 ? null : { codes, all };
}

function tokensOf(piece: string): Token[] {
  const words = piece
    .replace(/#\s+/g, '#')
    .replace(/(\p{Extended_Pictographic}\uFE0F?)/gu, ' $1 ')
    .replace(/\uFE0F|\p{Emoji_Modifier}/gu, '')
    .split(/[\s:()"«»]+/)
    .filter((word) => word !== '');
  const tokens: Token[] = [];
  for (let i = 0; i < words.length; ) {
    const number = /^(#?)(\d{1,4})$/.exec(words[i]!);
    if (number) {
      tokens.push({ mark: 'number', value: Number(number[2]), hash: number[1] === '#' });
      i++;
      continue;
    }
    let length = Math.min(LONGEST_PHRASE, words.length - i);
    let mark: Mark | undefined;
    for (; length > 0 && mark === undefined; length--)
      mark = LEXICON.get(unstretch(words.slice(i, i + length).join(' ')));
    tokens.push(mark === undefined ? { mark: 'unknown' } : { mark });
    i += mark === undefined ? 1 : length + 1;
  }
  return tokens;
}

/** «xonggg», «okkk», «daaa»: a last letter held down. No word listed here ends in a doubled letter but «all». */
function unstretch(phrase: string): string {
  return phrase === 'all' ? phrase : phrase.replace(/(\p{L})\1+$/u, '$1');
}
