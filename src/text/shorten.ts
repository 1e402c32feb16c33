const LONGEST_QUOTE = 40;

/** What somebody typed, as it can be quoted back: one line, no invisible characters, not too long. */
export function shortened(text: string): string {
  // Control characters and marks of direction would make the quote say something else.
  const flat = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  const shown = [...flat].slice(0, LONGEST_QUOTE).join('');
  return shown === flat ? shown : `${shown}…`;
}
