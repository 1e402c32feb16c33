/**
 * What a word or a fixed group of words says about a deadline. Words with several readings («năm», «sau», «từ») keep
 * the most frequent one here; the grammar asks for the word itself where another one may be meant.
 */
export type Sign = keyof typeof LEXICON;

const LEXICON = {
  /** Strictly before what follows. */
  before: 'truoc|trc|den truoc',
  /** Up to and with what follows. */
  by: `cham nhat|muon nhat|tre nhat|khong qua|khong muon hon|khong cham hon|khong tre hon|khong vuot qua|khong duoc qua|
    khong duoc muon hon|khong duoc cham hon|khong sau|khong de qua|khong duoc de qua|het|den het|toi het|cho den het|han cuoi|han cuoi cung|
    han chot|deadline|toi da|nhieu nhat|truoc hoac trong|truoc hoac vao|truoc hoac dung|truoc va trong|
    truoc khi het ngay|thoi han cuoi cung|thoi han cuoi`,
  /** The word for a deadline, which names one only where a day follows. */
  due: 'han|thoi han|thoi gian|thoi gian thuc hien|han nop|han gui|han hoan thanh|thoi han hoan thanh|thoi han gui|thoi gian hoan thanh|thoi gian gui',
  within: 'trong|trong thoi han|trong thoi gian|trong vong|trong khoang|trong khoang thoi gian|noi trong',
  on: 'vao|nham|dung|luc|vao luc',
  /** Also what a deadline is moved from: it is none any more. */
  from: `tu|bat dau tu|ke tu|tinh tu|bat dau|han cu|thoi han cu|han nop cu|han gui cu|thoi han nop cu|thoi han gui cu|
    han ban dau|thoi han ban dau|han truoc day|thoi han truoc day|thay vi|thay cho`,
  to: 'den|toi|cho den|cho toi|den nay',
  after: 'qua ngay|qua han|qua thoi han|qua moc|sau|khong som hon|khong duoc truoc|khong truoc',
  /** Introduces the event from which a term is counted. */
  since: `ke tu khi|ke tu luc|ke tu sau khi|ke tu thoi diem|tinh tu khi|tinh tu thoi diem|sau khi|tu khi|tu luc|
    tu thoi diem`,
  rightAfter:
    'ngay sau|ngay sau khi|ngay khi|ngay lap tuc|ngay lap tuc sau|ngay lap tuc sau khi|ngay lap tuc khi|lap tuc',
  sameDay: 'ngay trong ngay|ngay trong ngay lam viec',
  compared: 'so voi|so voi khi',
  atLeast: 'it nhat|toi thieu|som nhat',

  day: 'ngay|hom',
  dayOfMonth: 'mung|mong',
  workingDay: 'ngay lam viec|ngay lam|ngay lv|ngay hanh chinh|ngay cong',
  week: 'tuan|tuan le',
  month: 'thang',
  quarter: 'quy|qui',
  year: 'nam',
  hour: 'gio|h|g',
  workingHour: 'gio lam viec|gio hanh chinh',
  minute: 'phut|p',
  weekday: 'thu',
  sunday: 'chu nhat|chu nhut|cn',
  dayPart: 'sang|chieu|trua|buoi sang|buoi chieu|cuoi ngay|cuoi gio|cuoi gio chieu|dau gio|dau gio sang|dem',

  every: 'hang|moi|tung|hang hang|vao moi|dinh ky hang|dinh ky moi|theo tung|theo',
  periodic: 'dinh ky|thuong ky',
  yearlyWord: 'thuong nien',
  report: 'bao cao|bc|bao cao dinh ky|so ket|tong ket|ky bao cao',
  times: 'lan|ky|dot',
  list: 'cac|nhung|ca',

  start: 'dau|dau tien|thu nhat',
  middle: 'giua|trung tuan',
  end: 'cuoi|cuoi cung|sau cung',
  early: 'thuong tuan',
  late: 'ha tuan',
  next: 'ke tiep|tiep theo|lien ke|lien sau|sau lien ke|ke sau|tiep sau',
  current: 'nay|hien tai|hien nay',

  and: 'va|hoac|cung|voi',
  filler: 'la|cua|thuoc|khoang|moc|thoi diem|thoi gian la|trong do',

  ongoing: 'thuong xuyen|lien tuc|thuong xuyen lien tuc|suot nam|quanh nam|trong suot nam|xuyen suot|thuong truc',
  daily: 'hang ngay|moi ngay|tung ngay|hang gio',
  onRequest: `theo yeu cau|khi co yeu cau|khi duoc yeu cau|theo chi dao|khi co chi dao|dot xuat|khi co phat sinh|khi phat sinh|
    khi can|khi can thiet|theo ke hoach|theo tien do|theo quy dinh|dung quy dinh|theo dung quy dinh|theo thoi gian quy dinh|
    theo thoi han quy dinh|theo yc|khi co yc|theo lich|theo huong dan|theo thong bao|theo de nghi|
    theo tinh hinh|khi co de nghi|khi co|tuy tinh hinh|theo nhu cau|khi co nhu cau|theo dot|theo quyet dinh|theo cong van|theo nghi quyet|theo nghi dinh|
    theo thong tu|theo chi thi|theo ket luan|theo cong dien`,
  wholeYear: 'ca nam|trong ca nam',
  tomorrow: 'ngay mai|sang mai|trua mai|chieu mai|toi mai',
  today: 'sang nay|trua nay|chieu nay|toi nay|dem nay|hom nay|ngay hom nay|trong hom nay',
  feast:
    'tet|tet nguyen dan|tet am lich|tet ta|nghi tet|ky nghi tet|tet duong lich|gio to|gio to hung vuong|quoc khanh|rang ngay',
  lunar: 'am lich|thang gieng|thang chap|ngay ram|ram thang',
  /** Words that only look like a quarter. */
  plain: 'quy dinh|quy trinh|quy mo|quy hoach|quy chuan|quy uoc|quy doi|quy tac|quy cach',
  /** Says that something is to be finished, not reported. */
  finish: 'hoan thanh|hoan tat|lam xong|thuc hien xong|ket thuc',
  /** What a number and a date of signing belong to. */
  document: `ke hoach|quyet dinh|cong van|nghi quyet|nghi dinh|thong tu|chi thi|cong dien|thong bao|to trinh|van ban|
    huong dan|ket luan|quy che|de an|chuong trinh|hop dong|bien ban|giay moi|luat|phap lenh|cv|qd|kh`,
  /** What a number names a part or a copy of. */
  numbered: 'dieu|khoan|diem|muc|chuong|phu luc|mau|bieu|bieu mau|bang|trang|to|ap|khom|lop|so|cap|cap do|muc do',
  stretch: 'giai doan|nhiem ky|nien khoa|thoi ky',
  dayOff: 'ngay nghi|ngay le|ngay tet|nghi le|ngay nghi le',
} as const;

/** A fixed group of words, folded, and what it says. */
export interface Entry {
  readonly words: readonly string[];
  readonly sign: Sign;
}

/** Entries by their first word, the longest first. */
export const ENTRIES: ReadonlyMap<string, readonly Entry[]> = entriesByFirstWord();

/** Every word that an entry holds: what a damaged word may have been. */
export const KNOWN_WORDS: ReadonlySet<string> = new Set([...ENTRIES.values()].flat().flatMap((entry) => entry.words));

function entriesByFirstWord(): Map<string, Entry[]> {
  const map = new Map<string, Entry[]>();
  for (const [sign, phrases] of Object.entries(LEXICON) as [Sign, string][]) {
    for (const phrase of phrases.split('|')) {
      const words = phrase.trim().split(/\s+/);
      map.set(words[0]!, [...(map.get(words[0]!) ?? []), { words, sign }]);
    }
  }
  for (const entries of map.values()) entries.sort((a, b) => b.words.length - a.words.length);
  return map;
}
