const KIND_WORDS =
  'báo cáo|bao cao|bc|tờ trình|to trinh|kế hoạch|ke hoach|thông báo|thong bao|quyết định|quyet dinh|văn bản|van ban|vb|công văn|cong van|cv|qđ|qd|kh|ttr|nq';

/** «45/BC-UBND», «45/2024/QĐ-UBND», «45-BC/ĐU», «45/BC»: a number with the kind of the document. «2/3» and «20/hs» are none. */
const WITH_KIND = new RegExp(
  `(?:(?<!\\p{L})(?:(?:${KIND_WORDS})\\s+)?(?:s[ốoô]\\s*(?:(?:${KIND_WORDS})\\s*)?(?:là\\s*)?:?\\s*)?)?(?<![\\p{L}\\d])` +
    '(\\d{1,6}(?:\\/(?:\\d{4}\\/)?(?:[\\p{L}\\d]+(?:-[\\p{L}\\d]+)+|(?:BC|CV|QĐ|QD|KH|TTr|TB|GM|HD|NQ|CT|BB|TT|UBND|HĐND|HDND|ĐU)(?![\\p{L}\\d]))' +
    '|-\\p{L}{2,4}\\/\\p{L}{2,4}))',
  'iu',
);

/** «báo cáo số 12», «công văn 123»: a number that the word before it makes a document's. */
const WITH_WORD = new RegExp(
  `(?<![\\p{L}\\d])(?:(?:${KIND_WORDS})\\s+s[ốoô]|công văn|cong van|cv)\\s*:?\\s*(\\d{1,6})(?![\\p{L}\\d/%.]|\\s*(?:ngày|ngay|hôm|hom|bữa|bua)(?!\\p{L}))`,
  'iu',
);

/** «#7 xong, bc 45»: behind a code the last number is the document's, if its word says so. */
const BEHIND_CODE = new RegExp(
  `(?<=(?:#|việc |viec )\\d{1,3}(?!\\d).*)(?<![\\p{L}\\d])(?:${KIND_WORDS})\\s*:?\\s*(\\d{2,6})(?=[\\s.]*$)`,
  'iu',
);

/** The document's own date goes with its number. */
const DATED = /^\s*,?\s*(?:k[ýy]\s+)?(?:ng[àa]y|ng\.)\s*\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?/iu;

const NOTE = /(?:^|[\s,;.(])(?:ghi chú|ghi chu|gc|note|nội dung|noi dung)\s*:\s*(\S.*)$/isu;

export interface Result {
  readonly documentNumber: string | null;
  readonly note: string | null;
  /** The text without them. */
  readonly rest: string;
}

/** The result that a reply names: the document's number and a note behind «ghi chú:». The text is composed (NFC). */
export function resultOf(text: string): Result {
  const noted = NOTE.exec(text);
  const body = noted ? text.slice(0, noted.index) : text;
  const found = WITH_KIND.exec(body) ?? WITH_WORD.exec(body) ?? BEHIND_CODE.exec(body);
  const note = noted?.[1]?.trim() ?? null;
  if (!found) return { documentNumber: null, note, rest: body };
  const behind = body.slice(found.index + found[0].length).replace(DATED, ' ');
  return { documentNumber: found[1]!, note, rest: `${body.slice(0, found.index)} ${behind}` };
}
