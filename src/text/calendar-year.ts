import type { Day } from '../domain/civil-day.ts';
import { type ListedDay, runs, runText } from './calendar-days.ts';
import { fullDate } from './dates.ts';
import { called, type Person, You, you } from './people.ts';
import { shortened } from './shorten.ts';

export function askYearText(person: Person, example: number): string {
  return `Lịch nghỉ của năm nào ạ? ${You(person)} nhắn năm, ví dụ «${example}».`;
}

export function badYearText(person: Person, typed: string, example: number): string {
  return `Em chưa đọc được năm trong «${shortened(typed)}»; em chỉ nhận năm nay hoặc năm sau. ${You(person)} nhắn năm, ví dụ «${example}».`;
}

export function yearAnnouncedText(year: number): string {
  return `Lịch nghỉ năm ${year} đã được ghi là công bố đủ rồi. Còn ngày nào nữa thì nhắn «nghỉ lễ» và ngày ấy.`;
}

export function yearNotAnnouncedText(year: number, shipped: boolean): string {
  return shipped
    ? `Lịch nghỉ năm ${year} có sẵn trong chương trình theo thông báo chính thức, nên em không ghi lại là chưa đủ được.`
    : `Lịch nghỉ năm ${year} vẫn đang được ghi là chưa công bố đủ.`;
}

export interface YearEcho {
  readonly year: number;
  readonly source: string;
  /** Weekdays off, and weekend days worked, that the year has. */
  readonly off: number;
  readonly worked: number;
  /** Days that are waited for no longer: no notice came for them. */
  readonly dropped: readonly ListedDay[];
  /** Days off around Tết are among them. */
  readonly hasTet: boolean;
}

export function yearPreviewText({ year, source, off, worked, dropped, hasTet }: YearEcho): string {
  return [
    'Em hiểu như sau:',
    `Lịch nghỉ năm ${year} đã công bố đủ: ${off} ngày nghỉ trong tuần, ${worked} ngày làm bù`,
    ...(source === '' ? [] : [`Theo: ${source}`]),
    ...(dropped.length === 0
      ? []
      : [
          'Những ngày còn chờ thông báo sẽ bỏ, vì chưa ai ghi là nghỉ:',
          ...runs(dropped).map((run) => `• ${runText({ ...run, day: { ...run.day, certainty: 'official' } }, true)}`),
        ]),
    ...(hasTet ? [] : ['Em chưa thấy ngày nghỉ Tết Nguyên đán nào trong năm ấy; nên ghi các ngày ấy trước.']),
    `Từ nay hạn trong năm ${year} là ngày chắc chắn, không còn ghi «dự kiến».`,
  ].join('\n');
}

export function yearSavedText(year: number): string {
  return `Đã ghi: lịch nghỉ năm ${year} đã công bố đủ. Nếu nhầm, nhắn «nghỉ lễ chưa đủ ${year}».`;
}

export function awaitPreviewText(year: number): string {
  return `Em hiểu như sau:\nLịch nghỉ năm ${year} chưa công bố đủ; hạn trong năm ấy lại ghi «dự kiến».`;
}

export function awaitSavedText(year: number): string {
  return `Đã ghi: lịch nghỉ năm ${year} chưa công bố đủ. Khi đủ thì nhắn «nghỉ lễ đã đủ ${year}».`;
}

/** In November and December, while next year's days off are not announced. */
export function nextYearNotice(admin: Person, year: number, waiting: readonly ListedDay[], example: Day): string {
  const expected =
    waiting.length === 0
      ? []
      : [
          `Em đang chờ thông báo cho: ${runs(waiting)
            .map(({ first, last, day }) => `${day.name} (${spanText(first, last)})`)
            .join('; ')}.`,
        ];
  return [
    `Thưa ${called(admin)}, em chưa có lịch nghỉ chính thức của năm ${year} nên các hạn trong năm ấy mới là dự kiến.`,
    ...expected,
    `Khi có thông báo, nhờ ${called(admin)} nhắn từng đợt, ví dụ «nghỉ lễ ${firstSpan(waiting, example)}; Thông báo số 15/TB-UBND», rồi «nghỉ lễ đã đủ ${year}».`,
    `Chưa có thì ${you(admin)} không cần trả lời; nhắn «nghỉ lễ ${year}» để xem các ngày em đang tính.`,
  ].join('\n');
}

/** The first days that are waited for, with their name; any day where none are. */
function firstSpan(waiting: readonly ListedDay[], example: Day): string {
  const [first] = runs(waiting);
  return first ? `${spanText(first.first, first.last)}; ${first.day.name}` : `${fullDate(example)}; Tết Nguyên đán`;
}

function spanText(first: Day, last: Day): string {
  return first === last ? fullDate(first) : `${fullDate(first)}–${fullDate(last)}`;
}
