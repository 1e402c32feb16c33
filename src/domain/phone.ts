/**
 * A Vietnamese mobile number in its domestic form, ten digits; null where the text is none. Takes «+84», «0084» and «84»
 * for the leading zero, and spaces, dots and hyphens between the digits. Prefixes 03, 05, 07, 08 and 09 are those of the
 * mobile networks (Thông tư 22/2014/TT-BTTTT, after the change of 2018); numbers of landlines have no chat.
 */
export function readPhone(text: string): string | null {
  const digits = text
    .trim()
    .replace(/[\s.()-]/g, '')
    .replace(/^(?:\+84|0084|84(?=\d{9}$))0?/, '0');
  return /^0[35789]\d{8}$/.test(digits) ? digits : null;
}

/** As it may be shown: «091*****78». */
export function maskedPhone(phone: string): string {
  return `${phone.slice(0, 3)}${'*'.repeat(Math.max(0, phone.length - 5))}${phone.slice(-2)}`;
}
