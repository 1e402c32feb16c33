import { isSmallTalk, REFERENCE } from './statement.ts';
import type { Token } from './tokens.ts';

const isReference = ({ mark }: Token): boolean => REFERENCE.includes(mark);
const isCode = (token: Token) => token.mark === 'number';

/**
 * The statements of a reply. Numbers alone go on with what was said before them («xong 1, 2») or belong to what follows
 * («#3, #4 xong»); politeness alone says nothing; «#12 xong #13 chưa» are two.
 */
export function statementsOf(pieces: readonly (readonly Token[])[]): Token[][] {
  const statements: Token[][] = [];
  let ahead: Token[] = [];
  for (const [i, piece] of pieces.entries()) {
    if (piece.every(isSmallTalk) || (i === 0 && pieces.length > 1 && isSalutation(piece))) continue;
    const before = statements.at(-1);
    // «xong 1, 2, 3 rồi ạ»
    if (before && isFinish(before) && piece.some(isCode) && piece.every(goesWithFinish)) before.push(...piece);
    else if (!piece.every((token) => isReference(token) || isSmallTalk(token))) {
      statements.push(...splitByCodes([...ahead, ...piece]));
      ahead = [];
    } else if (before && piece.some(isCode)) before.push(...piece);
    else ahead.push(...piece);
  }
  if (ahead.length > 0) statements.push(ahead);
  return statements;
}

/** Said of tasks without their own verb yet: «xong 1», not «1 xong» and not «xong 1 rồi». */
function isFinish(statement: readonly Token[]): boolean {
  const verb = statement.findIndex(({ mark }) => mark === 'done' || mark === 'complete');
  const code = statement.findIndex(isCode);
  return (
    verb !== -1 && code > verb && statement.every((token, i) => i === verb || isReference(token) || isSmallTalk(token))
  );
}

function goesWithFinish(token: Token): boolean {
  return token.mark === 'since' || isReference(token) || isSmallTalk(token);
}

/** «báo cáo anh, …» */
function isSalutation(piece: readonly Token[]): boolean {
  return piece[0]?.mark === 'object' && piece.length > 1 && piece.slice(1).every(isSmallTalk);
}

/** «#12 xong #13 chưa» before each code, «xong 3 chưa 4» before each verb. */
function splitByCodes(tokens: readonly Token[]): Token[][] {
  const parts: { codes: boolean; tokens: Token[] }[] = [];
  for (const token of tokens) {
    const codes = isReference(token);
    const last = parts.at(-1);
    // Politeness stays where it stands.
    if (last && (last.codes === codes || isSmallTalk(token))) last.tokens.push(token);
    else parts.push({ codes, tokens: [token] });
  }
  const withCode = parts.filter((part) => part.codes && part.tokens.some(isCode)).length;
  const said = parts.filter((part) => !part.codes && !part.tokens.every((t) => isSmallTalk(t) || t.mark === 'yes'));
  if (withCode < 2 || said.length < 2 || parts.some((part) => part.codes && !part.tokens.some(isCode)))
    return [[...tokens]];
  const codesFirst = parts.findIndex((part) => part.codes) < parts.indexOf(said[0]!);
  const split: Token[][] = [];
  for (const part of parts) {
    const last = split.at(-1);
    if (
      !last ||
      (part.codes === codesFirst && last.some(isCode) && !last.every((t) => isReference(t) || isSmallTalk(t)))
    ) {
      split.push([...part.tokens]);
    } else last.push(...part.tokens);
  }
  return split.map(withoutJoint);
}

/** «…, còn», «và …»: what joins two statements belongs to neither. */
function withoutJoint(tokens: Token[]): Token[] {
  const joint = ({ mark }: Token) => mark === 'and' || mark === 'rest' || mark === 'but';
  const from = tokens.findIndex((token) => !joint(token));
  const to = tokens.findLastIndex((token) => !joint(token));
  return tokens.slice(from, to + 1);
}
