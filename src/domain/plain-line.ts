/** A title or name as somebody typed it. */
export type PlainLine =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-long'; readonly length: number }
  /** Invisible characters that change what is shown. */
  | { readonly kind: 'control' };

/** At most so many characters. */
export const LONGEST_TITLE = 200;

/**
 * One line without leading or double spaces and without spaces of no width; line breaks become spaces. Markup stays:
 * messages are plain text everywhere.
 */
export function plainLine(typed: string, longest: number): PlainLine {
  const text = typed
    .normalize('NFC')
    .replace(/[\u200b\u2060\ufeff\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (text === '') return { kind: 'empty' };
  if (/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(text)) return { kind: 'control' };
  const length = [...text].length;
  if (length > longest) return { kind: 'too-long', length };
  return { kind: 'line', text };
}
