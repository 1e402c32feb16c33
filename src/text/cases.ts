import type { Day } from '../domain/civil-day.ts';
import type { DeadlineDates } from '../domain/deadline.ts';
import { type StartedStep, startedStepsText, stepDatesText } from './case-steps.ts';
import { capital, sayDay } from './dates.ts';
import { type Person, You, you } from './people.ts';

/** A command that only administrators and those who answer for such cases may use. */
export function notForYouText(person: Person, head: string, whose: string): string {
  return `Lệnh «${head}» chỉ người quản trị và người chủ trì ${whose} dùng được ạ. ${You(person)} nhờ người quản trị giúp, hoặc nhắn «giúp» để xem các lệnh của ${you(person)}.`;
}

export function onlySeenText(person: Person, head: string, whose: string): string {
  return `Danh sách «${head}» chỉ lãnh đạo, người quản trị và người chủ trì ${whose} xem được ạ. ${You(person)} nhắn «việc» để xem việc của mình.`;
}

export function unknownDayText(typed: string, example: string): string {
  return `Em chưa hiểu ngày «${typed}». Anh/chị gõ ngày giúp em, ví dụ «${example}».`;
}

export function impossibleDayText(typed: string, example: string): string {
  return `«${typed}» không có trong lịch. Anh/chị xem lại giúp em, ví dụ «${example}».`;
}

/** Something that happened cannot lie ahead. */
export function dayAheadText(day: Day, today: Day, example: string): string {
  return `${capital(sayDay(day, today))} chưa tới nên em chưa ghi được. Anh/chị gõ ngày đã xảy ra, ví dụ «${example}».`;
}

/** A new day that people are promised lies ahead. */
export function dayPassedText(day: Day, today: Day, example: string): string {
  return `${capital(sayDay(day, today))} đã qua nên em chưa sửa. Anh/chị gõ ngày sắp tới, ví dụ «${example}».`;
}

export function dayTooFarText(day: Day, today: Day, example: string): string {
  return `Ngày ${sayDay(day, today)} cách hôm nay quá xa nên em ngờ là gõ nhầm. Anh/chị xem lại giúp em, ví dụ «${example}».`;
}

export function askResponsibleText(what: string): string {
  return `Ai chủ trì ${what} ạ? Anh/chị gõ tên cán bộ hoặc chức danh.`;
}

/** The same was recorded before. */
export function recordedAlreadyText(what: string, day: Day, today: Day): string {
  return `«${what}» ngày ${sayDay(day, today)} em đã ghi rồi. Nếu là vụ việc khác, anh/chị ghi rõ hơn để em phân biệt.`;
}

// ---- lists, corrections, withdrawals

export interface ListedCase {
  readonly note: string;
  readonly day: Day;
  readonly steps: readonly { readonly title: string; readonly dates: DeadlineDates }[];
}

export type CaseWord = 'petition' | 'dossier' | 'event';

const WORDS = {
  petition: { plural: 'phản ánh, kiến nghị', day: 'nhận', head: 'pakn' },
  dossier: { plural: 'hồ sơ', day: 'hẹn trả', head: 'hồ sơ' },
  event: { plural: 'sự kiện', day: 'ngày', head: 'sự kiện' },
} as const;

/** What a case is called in a list: «đường vào ấp 3 hư hỏng, nhận thứ Tư 17/4». */
export function caseName(word: CaseWord, { note, day }: Pick<ListedCase, 'note' | 'day'>, today: Day): string {
  return `${note}, ${WORDS[word].day} ${sayDay(day, today)}`;
}

const MOST_CASES = 20;

export function caseListText(word: CaseWord, cases: readonly ListedCase[], example: string, today: Day): string {
  const { plural } = WORDS[word];
  if (cases.length === 0) return `Hiện không có ${plural} nào đang chờ. Ghi một ${plural} mới: «${example}».`;
  const more = cases.length - MOST_CASES;
  return [
    `Có ${cases.length} ${plural} đang chờ:`,
    ...cases
      .slice(0, MOST_CASES)
      .flatMap((each) => [
        `• ${caseName(word, each, today)}`,
        ...each.steps.map((step) => `   ${step.title}: ${stepDatesText(step.dates, today)}`),
      ]),
    ...(more > 0 ? [`và ${more} ${plural} nữa, hạn muộn hơn.`] : []),
    `Ghi mới: «${example}».`,
  ].join('\n');
}

export function askWhichCaseText(word: CaseWord): string {
  return `Anh/chị chọn ${WORDS[word].plural} nào ạ?`;
}

export function noCasesText(word: CaseWord): string {
  return `Em không thấy ${WORDS[word].plural} nào đã ghi để sửa hoặc bỏ.`;
}

export function unknownCaseText(word: CaseWord, typed: string): string {
  return `Em không thấy ${WORDS[word].plural} nào ứng với «${typed}». Anh/chị chọn một trong các ${WORDS[word].plural} sau:`;
}

export function severalCasesText(word: CaseWord, typed: string): string {
  return `Ứng với «${typed}» có nhiều ${WORDS[word].plural}. Anh/chị chọn giúp em:`;
}

export function withdrawPreviewText(word: CaseWord, listed: ListedCase, today: Day): string {
  return [
    `Em sẽ bỏ ${WORDS[word].plural} ghi nhầm: ${caseName(word, listed, today)}.`,
    listed.steps.length === 0 ? 'Không có việc đang mở nào bị đóng.' : 'Các việc sau đóng lại và không nhắc nữa:',
    ...listed.steps.map((step) => `• ${step.title}, hạn ${stepDatesText(step.dates, today)}`),
  ].join('\n');
}

export function withdrawnText(word: CaseWord, listed: ListedCase, today: Day): string {
  return `Đã bỏ ${caseName(word, listed, today)}. Em không nhắc các việc của ${WORDS[word].plural} này nữa.`;
}

export function redatePreviewText(
  word: CaseWord,
  listed: ListedCase,
  { to, steps }: { to: Day; steps: readonly StartedStep[] },
  today: Day,
): string {
  return [
    'Em hiểu như sau:',
    `${listed.note}: ${WORDS[word].day} ${sayDay(listed.day, today)} → ${sayDay(to, today)}`,
    ...(steps.length === 0 ? [] : ['Hạn mới:', startedStepsText(steps, today)]),
  ].join('\n');
}

export function redatedText(word: CaseWord, note: string, to: Day, today: Day): string {
  return `Đã sửa ${note}: ${WORDS[word].day} ${sayDay(to, today)}. Em nhắc theo hạn mới.`;
}

export function sameDayText(word: CaseWord, { note, day }: ListedCase, today: Day): string {
  return `${caseName(word, { note, day }, today)}: vẫn là ngày đó nên không có gì để sửa. Anh/chị gõ ngày khác giúp em.`;
}
