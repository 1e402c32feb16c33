/**
 * A text cut into pieces of at most `longest` UTF-16 code units, between lines where that is possible, so that a list of
 * a whole month reaches a telephone in as many messages as it takes.
 */
export function pages(text: string, longest: number): string[] {
  if (text.length <= longest) return [text];
  const found: string[] = [];
  let page = '';
  for (const line of text.split('\n').flatMap((each) => fitting(each, longest))) {
    if (page !== '' && page.length + 1 + line.length > longest) {
      found.push(page);
      page = line;
    } else {
      page = page === '' ? line : `${page}\n${line}`;
    }
  }
  return page === '' ? found : [...found, page];
}

/** A line that is longer than a message is cut between words, or where it must be. */
function fitting(line: string, longest: number): string[] {
  if (line.length <= longest) return [line];
  const space = line.lastIndexOf(' ', longest);
  let cut = space > longest / 2 ? space : longest;
  // Never between the halves of one character.
  if (/[\uD800-\uDBFF]/.test(line.charAt(cut - 1))) cut -= 1;
  return [line.slice(0, cut).trimEnd(), ...fitting(line.slice(cut).trimStart(), longest)];
}
