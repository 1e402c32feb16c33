import { fold } from './fold.ts';

/** What a word or phrase does in a reply. */
export type Mark =
  | 'undo'
  | 'help'
  | 'list'
  | 'detail'
  /** «chưa», «đang làm» */
  | 'not-done'
  /** «xong» and its like: finished, by itself */
  | 'done'
  /** «hoàn thành»: finished, but with «nhé» an order */
  | 'complete'
  /** «gửi», «nộp», «ban hành»: finished only with a past */
  | 'sent'
  /** «đã», «vừa»: past, in front of the verb */
  | 'already'
  /** «rồi»: past, behind the verb */
  | 'since'
  | 'acknowledge'
  /** «ok», «vâng», 👍: agrees; says nothing where something else is said too */
  | 'yes'
  | 'pronoun'
  | 'polite'
  /** «nhé»: polite, and what turns a statement into a wish */
  | 'please'
  /** «báo cáo»: what was sent or finished, or with a pronoun before it a verb */
  | 'object'
  /** «qua iOffice» */
  | 'way'
  | 'all'
  | 'task'
  | 'and'
  | 'asks';

export type Token =
  | { readonly mark: Mark }
  | { readonly mark: 'number'; readonly value: number; readonly hash: boolean }
  | { readonly mark: 'unknown' };

/**
 * Words that are understood, as they are spelled. A reply in which any other word stands is not clear: one word turns
 * «xong» into its opposite («xong dự thảo», «họp xong», «sắp xong»).
 */
const WORDS: Readonly<Record<Mark, string>> = {
  undo: 'hoàn tác, undo',
  help: 'giúp, giúp tôi, giúp em với, giúp em, giúp với, help, hướng dẫn, trợ giúp, lệnh, start, bắt đầu',
  list: 'việc của tôi, việc của em, danh sách, danh sách việc, list, tasks, ds việc',
  detail: 'chi tiết, xem',
  'not-done':
    'chưa, chưa xong, chưa xong đâu, chưa đâu, chưa kịp, chưa làm, chưa gửi, chưa nộp, chưa được, chưa hoàn thành, ' +
    'đang làm, đang lm, k kịp, ko kịp, không kịp, not yet',
  done: 'xong, làm xong, done, finished, ✅, ☑, ✔',
  complete: 'hoàn thành, hoàn tất, hthanh, ht',
  sent: 'gửi, nộp, ban hành, phát hành, gửi lên, nộp lên',
  already: 'đã, vừa, mới, vừa mới',
  since: 'rồi, r, rùi, roài, òi',
  acknowledge:
    'nhận, đã nhận, nhận được, đã nhận được, nhận rồi, rõ, đã rõ, rõ rồi, noted, tiếp thu, biết rồi, nắm rồi, đã biết, ' +
    'đã nắm, đã xem, đã đọc, nhận việc, được, got it, seen',
  yes: 'ok, oke, okay, okie, okela, oki, okla, vâng, ừ, uh, um, uhm, ừm, đồng ý, yes, dạ vâng, 👍, 🙏, 👌, 🫡, ❤, ♥',
  pronoun: 'anh, chị, em, e, c, cô, chú, bác, sếp, thầy, bạn, mình, tôi, cháu, anh chị',
  polite:
    'ạ, ah, ak, dạ, ơi, oi, thưa, nghe, luôn, cám ơn, cảm ơn, thanks, 😊, 👏, 💪, 🎉, ' +
    'anh ơi, chị ơi, em ơi, cô ơi, chú ơi, bác ơi, sếp ơi',
  please: 'nha, nhé, nhen, nghen, hen',
  object: 'báo cáo, bc, cái này, việc này, cái đó, việc đó',
  way:
    'qua ioffice, trên ioffice, lên ioffice, qua mail, qua email, qua zalo, qua vnpt, qua bưu điện, lên hệ thống, ' +
    'trên hệ thống, lên cổng',
  all: 'tất cả, hết, toàn bộ, all, cả',
  task: 'việc, nhiệm vụ, việc số, nhiệm vụ số, task',
  and: 'và, với, and, &',
  asks: 'ch, khi nào, bao giờ, thế nào, sao, gì, ai, hạn nào, ko, không, k, hok, hong, hông, hả, nhỉ, à, ư, phải không, việc nào',
};

/** Without their marks these are other words too («chú» is «chứ», «cô» is «cố» or «có»), so they count only as spelled. */
const ONLY_AS_SPELLED = new Set(['à', 'ư', 'hả', 'ai', 'gì']);
/** Likewise, unless something stands beside them that settles it: «chú ơi». */
const AMBIGUOUS_BEHIND_VERB = new Set(['chu', 'co']);

interface Entry {
  readonly mark: Mark;
  readonly words: readonly string[];
}

const LEXICON = new Map<string, Entry[]>();
for (const [mark, list] of Object.entries(WORDS) as [Mark, string][]) {
  for (const phrase of list.split(', ')) {
    const key = fold(phrase);
    LEXICON.set(key, [...(LEXICON.get(key) ?? []), { mark, words: phrase.split(' ') }]);
  }
}
const LONGEST_PHRASE = Math.max(...[...LEXICON.keys()].map((key) => key.split(' ').length));

/** The tokens of one stretch of text between punctuation, in lower case and composed (NFC). */
export function tokensOf(piece: string): Token[] {
  const words = piece
    .replace(/#\s+/g, '#')
    // «xong1»
    .replace(/(?<!\p{L})(xong|done)(#?\d{1,4})(?![\p{L}\d])/gu, '$1 $2')
    .replace(/(\p{Extended_Pictographic})/gu, ' $1 ')
    .replace(/[\u{FE0F}\u{200D}]|\p{Emoji_Modifier}/gu, '')
    .split(/[\s()"“”«»]+/)
    .filter((word) => word !== '');
  const tokens: Token[] = [];
  for (let i = 0; i < words.length; ) {
    const number = /^(#?)(\d{1,4})$/.exec(words[i]!);
    if (number) {
      tokens.push({ mark: 'number', value: Number(number[2]), hash: number[1] === '#' });
      i++;
      continue;
    }
    const found = words[i] === 'da' ? plainDa(words, i) : longestAt(words, i);
    if (!found || (AMBIGUOUS_BEHIND_VERB.has(words[i]!) && !settled(words, i, tokens)))
      tokens.push({ mark: 'unknown' });
    else tokens.push({ mark: found.mark });
    i += found?.length ?? 1;
  }
  return tokens;
}

/** Without its mark «da» is «đã» in front of a verb («da gui») and the polite «dạ» elsewhere («da em gui»). */
function plainDa(words: readonly string[], index: number): { mark: Mark; length: number } {
  const phrase = longestAt(words, index);
  if (phrase && phrase.length > 1) return phrase;
  const next = longestAt(words, index + 1)?.mark;
  const verb = next === 'done' || next === 'complete' || next === 'sent';
  return { mark: verb ? 'already' : 'polite', length: 1 };
}

/** «xong roi co» may be «cô», «có» or «cố»: it is «cô» only in front, where somebody is addressed or speaks. */
function settled(words: readonly string[], index: number, before: readonly Token[]): boolean {
  if (words[index] === 'co') return words[index + 1] === 'oi' || (index === words.length - 1 && before.length > 0);
  return words[index + 1] === 'oi' || index === 0;
}

function longestAt(words: readonly string[], start: number): { mark: Mark; length: number } | null {
  for (let length = Math.min(LONGEST_PHRASE, words.length - start); length > 0; length--) {
    const typed = words.slice(start, start + length).map(unstretch);
    const entries = LEXICON.get(fold(typed.join(' '))) ?? [];
    const entry = entries.find((each) => each.words.every((word, i) => matches(typed[i]!, word)));
    if (entry) return { mark: entry.mark, length };
  }
  return null;
}

/** Spelled so, or typed without any diacritics at all. */
function matches(typed: string, spelled: string): boolean {
  const plain = /^[\x20-\x7e]+$/.test(typed);
  return typed === spelled || (plain && !ONLY_AS_SPELLED.has(spelled) && typed === fold(spelled));
}

/** «xonggg», «okkk», «nhéee»: a last letter held down. Of the words above only «all» ends in a doubled one. */
function unstretch(word: string): string {
  if (word === 'all') return word;
  const letters = [...word];
  while (letters.length > 1 && fold(letters.at(-1)!) === fold(letters.at(-2)!)) letters.pop();
  return letters.join('');
}
