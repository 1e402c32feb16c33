import { isPerson, isSmallTalk, VERBS } from './statement.ts';
import type { Token } from './tokens.ts';

type TokenMark = Token['mark'];

/** Whether the words ask, without a question mark. */
export function asksFor(tokens: readonly Token[]): boolean {
  if (tokens.some(({ mark }) => mark === 'asks' || mark === 'may')) return true;
  // «ủa xong rồi mà»: whoever it was, and whatever it is.
  const finished = tokens.some(({ mark }) => mark === 'done' || mark === 'complete' || mark === 'sent');
  if (tokens[0]?.mark === 'wonder' && finished && !tokens.some(({ mark }) => mark === 'self')) return true;
  // «chưa xong việc nào» denies.
  const denied: readonly TokenMark[] = ['yet', 'not-done', 'negation', 'denial'];
  const any = tokens.findIndex(({ mark }) => mark === 'any');
  if (any !== -1 && !tokens.slice(0, any).some(({ mark }) => denied.includes(mark))) return true;
  const asked = tokens.findIndex(({ mark }) => mark === 'when-asked');
  if (asked !== -1 && !opensCondition(tokens, asked)) return true;
  return asksBehindVerb(tokens);
}

/** «bao giờ xong em báo», «khi nào có thì gửi»: not asked, but «when it is». */
function opensCondition(tokens: readonly Token[], asked: number): boolean {
  return tokens.some(({ mark }, i) => {
    if (i <= asked + 1) return false;
    const next = tokens[i + 1]?.mark;
    const verb = next === 'sent' || next === 'work' || next === 'object' || next === 'future';
    return (
      mark === 'when' ||
      (isPerson({ mark }) && verb) ||
      (['done', 'complete'].includes(tokens[i - 1]!.mark) && ['work', 'sent', 'told', 'mood'].includes(mark))
    );
  });
}

const ASKED_ABOUT: readonly TokenMark[] = [
  ...VERBS,
  'since',
  'already',
  'just',
  'acknowledge',
  'extend',
  'can',
  'able',
  'state',
];
const ENDS_QUESTION: readonly TokenMark[] = ['yet', 'negation'];

/** «xong chưa», «gửi chưa em», «xong 1, 2 chưa», «xong ko»: behind the verb it asks. «#1 xong, #2 chưa» does not. */
function asksBehindVerb(tokens: readonly Token[]): boolean {
  const core = tokens.filter(
    (token) => !isSmallTalk(token) && token.mark !== 'ah' && token.mark !== 'tag' && token.mark !== 'straight',
  );
  const last = core.at(-1);
  if (!last || !ENDS_QUESTION.includes(last.mark)) return false;
  const asked: TokenMark[] = [...ASKED_ABOUT];
  if (last.mark === 'negation') asked.push('unknown', 'elsewhere', 'day', 'future', 'object', 'order', 'partial');
  const verb = core.findIndex(({ mark }) => asked.includes(mark));
  if (verb === -1 || verb === core.length - 1) return false;
  // «xong #3, #4 thì chưa»
  const before = core.at(-2)?.mark;
  if (before === 'when' || before === 'rest') return false;
  // «không gửi kịp …»: what is denied already is not asked.
  const denied = core.slice(0, -1).some(({ mark }) => ['negation', 'denial', 'not-done'].includes(mark));
  if (denied && last.mark !== 'yet') return false;
  // A code in front of the first verb makes two statements out of «#1 xong, #2 chưa».
  const codeFirst = core.slice(0, verb).some(({ mark }) => mark === 'number');
  return !(codeFirst && core.slice(verb).some(({ mark }) => mark === 'number'));
}

/** «… được không ạ»: a polite wish rather than a question. */
export function isWish(tokens: readonly Token[]): boolean {
  const has = (...marks: TokenMark[]) => tokens.some((token) => marks.includes(token.mark));
  return (has('may') || (has('beg') && has('span', 'day'))) && !has('asks', 'any', 'when-asked');
}
