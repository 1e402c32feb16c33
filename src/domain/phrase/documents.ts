import { readMonthOfYear, readNumericDate, readYear } from './dates.ts';
import { readDay } from './days.ts';
import { at, type Token } from './tokens.ts';

/** «712/KH-UBND», «09/2019/NĐ-CP», «QH16»: the index behind such a number, or null. */
function documentNumber(tokens: readonly Token[], index: number): number | null {
  if (at(tokens, index).kind !== 'number') return null;
  let next = index + 1;
  if (at(tokens, next).text !== '/') return null;
  if (at(tokens, next + 1).kind === 'number' && at(tokens, next + 2).text === '/') next += 2;
  const letters = at(tokens, next + 1);
  if (letters.kind !== 'word' || (letters.sign !== null && letters.sign !== 'document' && letters.sign !== 'report'))
    return null;
  next += 2;
  for (;;) {
    const token = at(tokens, next);
    const part = token.glued && (token.kind === 'number' || token.kind === 'word');
    const joint =
      /^[-/&.]$/.test(token.text) &&
      at(tokens, next + 1).kind === 'word' &&
      (token.glued || at(tokens, next + 1).sign === null);
    if (!part && !joint) return next;
    next += joint ? 2 : 1;
  }
}

/** The index behind a document with its number and its day of signing, or null; the day of a deadline has another word before it. */
export function readDocument(tokens: readonly Token[], index: number): number | null {
  const { sign, text } = at(tokens, index);
  const next =
    documentNumber(tokens, index) ?? (sign === 'document' || text === 'so' ? readDocumentTail(tokens, index) : null);
  return next === null ? null : (signedOn(tokens, next, false) ?? next);
}

/** The index behind the number, year and day of signing of the document that is named at `index`; null where it has none. */
export function readDocumentTail(tokens: readonly Token[], index: number): number | null {
  const start = at(tokens, index + 1).text === 'so' ? index + 2 : index + 1;
  const counted =
    at(tokens, start).kind === 'number' &&
    readNumericDate(tokens, start) === null &&
    readMonthOfYear(tokens, start) === null;
  const number = documentNumber(tokens, start) ?? (counted && at(tokens, start + 1).text !== '%' ? start + 1 : null);
  if (number !== null) {
    const year = at(tokens, number).sign === 'year' ? readYear(tokens, number) : null;
    const next = year?.next ?? number;
    return signedOn(tokens, next, false) ?? next;
  }
  if (!/^(?:theo |luat|nghi|thong tu|quyet dinh|chi thi)/.test(at(tokens, index).text))
    return signedOn(tokens, index + 1, index > 0);
  // «Luật Đất đai năm 2024», «theo Kế hoạch công tác năm 2026»
  let year = index + 1;
  while (
    at(tokens, year).kind === 'word' &&
    [null, 'filler', 'numbered', 'finish'].includes(at(tokens, year).sign) &&
    year - index <= 8
  )
    year++;
  return (
    (at(tokens, year).sign === 'year' ? readYear(tokens, year)?.next : undefined) ?? signedOn(tokens, index + 1, true)
  );
}

/** The index behind «ngày 18/11/2020», «, ký ngày 5 tháng 3 năm 2026»; where `owned`, «của» has to follow. */
function signedOn(tokens: readonly Token[], index: number, owned: boolean): number | null {
  let next = index;
  while (/^(?:,|\(|ky|ban hanh|de|duoc)$/.test(at(tokens, next).text)) next++;
  if (at(tokens, next).sign !== 'day') return null;
  const date = readDay(tokens, next, false);
  if (date === null || date.value.month?.kind !== 'months' || date.value.count !== 'calendar') return null;
  const after = at(tokens, date.next).sign;
  return (after === 'every' && date.value.year === null) || (owned && after !== 'filler') ? null : date.next;
}
