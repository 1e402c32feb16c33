import type { Day } from '../civil-day.ts';
import { piecesOf } from './pieces.ts';
import { isSmallTalk } from './statement.ts';
import type { Token } from './tokens.ts';

const SPEAKER = '(?:em|e|anh|chị|chi|tôi|toi|mình|minh)(?!\\p{L})';
const BECAUSE = new RegExp(
  `(?<![\\p{L}\\d])(?:tại vì|bởi vì|lý do(?: là)?|lí do(?: là)?|ly do|li do|vì|vi|do|tại|bởi|để(?! ${SPEAKER})|de(?! ${SPEAKER}))\\s*:?\\s+(\\S.*)$`,
  'isu',
);
/** «gia hạn 2 ngày chờ số liệu»: what stands behind the time that is asked for. */
const BEHIND_TIME =
  /^(.*?(?:\d+\s*(?:ngày|ngay|hôm|hom|bữa|bua|tuần|tuan|tháng|thang)(?:\s+làm việc)?(?:\s+(?:nữa|nua))?|\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?))(?![\p{L}\d])[\s,;:.–-]+(\S.*)$/isu;
const ASKS_FOR_TIME = /(?<!\p{L})(?:gia hạn|gia han|gh|xin|lùi|lui|khất|khat|hoãn|hoan|trễ|tre|dời|nới)(?!\p{L})/iu;
const TRAILING = /[\s.,;]*(?:(?<=[\s.,;])(?:ạ|a|nha|nhé|nhe)(?:\s+(?:anh|chị|chi|em|sếp))?)?[\s.,;]*$/iu;

/** A reply without the reason that it gives, and the reason; the text is composed (NFC). */
export function reasonOf(text: string, today: Day): { readonly main: string; readonly reason: string | null } {
  const because = BECAUSE.exec(text);
  const main = because ? text.slice(0, because.index) : text;
  if (
    because &&
    piecesOf(main.toLowerCase(), today)
      .flat()
      .some((token) => !isSmallTalk(token))
  ) {
    return { main, reason: because[1]!.replace(TRAILING, '') || null };
  }
  const behind = ASKS_FOR_TIME.test(text) ? BEHIND_TIME.exec(text) : null;
  if (behind && explains(piecesOf(behind[2]!.toLowerCase(), today).flat())) {
    return { main: behind[1]!, reason: behind[2]!.replace(TRAILING, '') || null };
  }
  return { main: text, reason: null };
}

/** More than politeness and codes: «được không ạ» explains nothing. */
function explains(tokens: readonly Token[]): boolean {
  const marks: readonly Token['mark'][] = [
    'number',
    'task',
    'item',
    'and',
    'may',
    'since',
    'again',
    'can',
    'day',
    'span',
    'to',
    'extend',
  ];
  return tokens.some((token) => !isSmallTalk(token) && !marks.includes(token.mark));
}
