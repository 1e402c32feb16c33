/** The letterhead stands within so many lines. */
export const HEAD_LINES = 15;

/** The lines of a document, each without marks of formatting and composed; none is empty. */
export function linesOf(text: string): string[] {
  return text
    .normalize('NFC')
    .split('\n')
    .flatMap((line, index) => (index < HEAD_LINES ? columnsOf(line) : [line]))
    .map(tidy)
    .filter((line) => line !== '');
}

const MOTTO = /\s+(?=(?:CỘNG H(?:ÒA|OÀ) XÃ HỘI|Cộng h(?:òa|oà) xã hội|Độc lập\s*[-–]))/u;
const PLACE_BESIDE = /(?<=^\s*Số\s*:.{3,40})\s+(?=\p{Lu}[\p{L} ]{1,30}, ngày \d)/u;

/** A letterhead of two columns comes as one line with a gap in the middle. */
function columnsOf(line: string): string[] {
  const [left = '', ...more] = line.split(/\t+| {3,}/).filter((part) => part.trim() !== '');
  // «1.   Văn phòng UBND …» is a point.
  const parts = more.length > 0 && /\p{L}{2}/u.test(left) ? [left, ...more] : [line];
  return parts.flatMap((part) => part.split(MOTTO)).flatMap((part) => part.split(PLACE_BESIDE));
}

/** One line without marks of formatting and of forwarding; pictures in front are bullets. */
const tidy = (line: string) =>
  line
    .replace(/(\d)\uFE0F?\u20E3/gu, '$1. ')
    .replace(/^(\s*)\p{Extended_Pictographic}/u, '$1- ')
    .replace(/<\/?[a-z][a-z0-9]{0,9}>|\*\*|__/giu, '')
    // What is left of marks belongs to pictures, and would make the line longer than its folded form.
    .replace(/\p{M}+/gu, '')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .replace(/^[>*_# ]+|[*_ ]+$/g, '')
    // «Số: 2 345 /STP»
    .replace(/^Số\s*:.{0,20}/iu, (number) => number.replace(/(?<=\d)\s+(?=[\d/])/g, '').replace(/(?<=\/)\s+/g, ''))
    .trim();
