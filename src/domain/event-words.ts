import { fold } from './fold.ts';

/** Words that say nothing about which event is meant. */
const EMPTY = new Set(
  'co cua sau khi ngay da duoc ve va cac nhung su kien moi vua viec mot theo nay luc vao o tai ngay hom'.split(' '),
);

/** Below this nothing is recognised … */
const ENOUGH = 0.35;
/** … and another that comes so near to the best one makes it a question. */
const NEAR = 0.75;

function wordsOf(text: string): Set<string> {
  const words = fold(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !EMPTY.has(word));
  return new Set(words);
}

/**
 * The names that a text can mean, best first, compared by words without diacritics; a word that few names have weighs
 * more. One where it is clear, several where it is not, none where nothing fits.
 */
export function namesMeant(typed: string, names: readonly string[]): string[] {
  const exact = names.filter((name) => fold(name) === fold(typed));
  if (exact.length > 0) return exact;
  const said = wordsOf(typed);
  if (said.size === 0) return [];
  const words = new Map(names.map((name) => [name, wordsOf(name)]));
  const having = (word: string) => names.filter((name) => words.get(name)!.has(word)).length;
  const weight = (all: Iterable<string>) =>
    [...all].reduce((sum, word) => sum + Math.log(1 + (names.length + 1) / Math.max(1, having(word))), 0);
  const scored = names
    .map((name) => {
      const own = words.get(name)!;
      const common = [...said].filter((word) => own.has(word));
      const within = common.length === said.size;
      const score = (2 * weight(common)) / (weight(said) + weight(own));
      return { name, score: within ? Math.max(score, 1) : score };
    })
    .filter(({ score }) => score >= ENOUGH)
    .sort((a, b) => b.score - a.score);
  const best = scored[0]?.score ?? 0;
  return scored.filter(({ score }) => score >= best * NEAR).map(({ name }) => name);
}
