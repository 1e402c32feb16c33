/** Characters that names of people and of positions may have. */
export const LONGEST_PERSON = 80;
export const LONGEST_POSITION = 120;

/** A name as somebody typed it, made tidy; or why it can be none. */
export type NameReading =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'long' }
  /** Markup, control characters, or nothing that can be read aloud. */
  | { readonly kind: 'odd' };

/** Letters and digits with what stands between them in names of people, offices and groups. */
const NAME = /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} .,'’()/&–-]*$/u;

/** Composed, with single spaces, of at most `longest` characters. */
export function readName(typed: string, longest: number): NameReading {
  const name = typed.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (name === '') return { kind: 'empty' };
  if ([...name].length > longest) return { kind: 'long' };
  return NAME.test(name) && /\p{L}/u.test(name) ? { kind: 'name', name } : { kind: 'odd' };
}
