import type { Day } from '../civil-day.ts';
import { type Token, tokensOf } from './tokens.ts';
import { unglued, unstretched } from './typing.ts';

const EMOTICONS: readonly (readonly [RegExp, string])[] = [
  [/[:=;]['-]?[)D]{2,}|=\)+|[:;]v(?![\p{L}])/gu, ' 😂 '],
  [/[:;]['-]?[)D](?![\p{L}])|\^_*\^/gu, ' 😊 '],
  [/[:=]['-]?\(+|T_+T/gu, ' 😢 '],
  [/<3/g, ' ❤ '],
];

/** The statements of a reply between its punctuation, word by word. The text is in lower case and composed (NFC). */
export function piecesOf(text: string, today: Day): Token[][] {
  let plain = text;
  for (const [pattern, emoji] of EMOTICONS) plain = plain.replace(pattern, emoji);
  return (
    plain
      .replace(/_/g, ' ')
      .replace(/#\s+/g, '#')
      .replace(/(?<=\S)#/g, ' #')
      // «tới 20-3»: no range ends before it begins.
      .replace(/(?<![\p{L}\d/.:#-])(\d{1,2})-(\d{1,2})(?![\p{L}\d/.:-])/gu, (typed, from, to) =>
        Number(from) > Number(to) ? `${from}/${to}` : typed,
      )
      // «1-3», «1 -> 3»: a range, unless it belongs to a date.
      .replace(/(?<![\p{L}\d/.:-])(#?\d{1,3})\s*(?:->|[-–—→~])\s*(?=#?\d{1,3}(?![\p{L}\d/.:-]))/gu, '$1 → ')
      .split(/[\n;,!?…]+|[.:](?!\d)|(?<!\d)[.:]|\s-\s/)
      .map((piece) => tokensOf(wordsOf(piece), today))
      .filter((piece) => piece.length > 0)
  );
}

function wordsOf(piece: string): string[] {
  return (
    piece
      // «xong1», «v3» stays
      .replace(/(?<!\p{L})(xong|done|chưa|chua|nhận|nhan|ok)(#?\d{1,4})(?![\p{L}\d])/gu, '$1 $2')
      .replace(/(\p{Extended_Pictographic})/gu, ' $1 ')
      .replace(/\u{FE0F}|\u{200D}|\u{20E3}|\p{Emoji_Modifier}/gu, '')
      .replace(/(?<=[\p{L}\d\s])[+&](?=[\p{L}\d#\s])/gu, ' $& ')
      .split(/[\s()[\]"“”«»'*~]+/)
      .filter((word) => word !== '')
      .map(unstretched)
      .flatMap(unglued)
  );
}
