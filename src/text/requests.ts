import type { Day } from '../domain/civil-day.ts';
import type { NamedTask } from './answers.ts';
import { capital, sayDay } from './dates.ts';
import { taskName } from './digest.ts';
import { called, type Person, You, you } from './people.ts';

/** More time that somebody asks for one deadline. */
export interface ExtensionAsked {
  readonly kind: 'extension';
  readonly asker: Person;
  readonly task: Omit<NamedTask, 'code'>;
  /** What reminding aims at now, and would aim at. */
  readonly from: Day;
  readonly until: Day;
  /** The last day by law, which stays. */
  readonly legal: Day;
  readonly reason: string | null;
}

/** A stand-in whose consent is asked for. */
export interface StandInAsked {
  readonly kind: 'stand-in';
  readonly away: Person;
  readonly from: Day;
  readonly to: Day;
}

export type Asked = ExtensionAsked | StandInAsked;

const span = (from: Day, to: Day, today: Day): string =>
  from === to ? sayDay(from, today) : `từ ${sayDay(from, today)} đến ${sayDay(to, today)}`;

const putOff = ({ from, until }: ExtensionAsked, today: Day): string =>
  `từ ${sayDay(from, today)} đến ${sayDay(until, today)}`;

const because = (reason: string | null): string => (reason === null ? '' : ` Lý do: ${reason}.`);

const anyOf = (people: readonly Person[]): string => people.map(called).join(' hoặc ');

/** What stays as it is, whatever is decided. */
const lawStays = (legal: Day, today: Day): string => `Hạn theo quy định vẫn là ${sayDay(legal, today)}`;

// ---- asking for more time

export function whichToExtendText(person: Person, tasks: readonly NamedTask[]): string {
  const code = tasks[0]?.code ?? 1;
  return [
    `${You(person)} xin gia hạn việc nào ạ?`,
    ...tasks.map((task) => `#${task.code} ${taskName(task)}`),
    `Nhắn số việc, ví dụ «${code}».`,
  ].join('\n');
}

export function howLongText(person: Person): string {
  return `${You(person)} xin thêm bao lâu ạ? Ví dụ «2 ngày», «3 ngày làm việc» hoặc «đến thứ Sáu».`;
}

export function lengthNotUnderstoodText(typed: string): string {
  return `Em chưa hiểu «${typed}» là thêm bao lâu. Anh/chị nhắn giúp em, ví dụ «2 ngày» hoặc «đến 20/3».`;
}

export function noSuchDayText(typed: string): string {
  return `Ngày «${typed}» không có trong lịch. Anh/chị xem lại giúp em, ví dụ «20/3» hoặc «thứ Sáu».`;
}

export function extendPastText(): string {
  return 'Ngày đó đã qua rồi ạ. Anh/chị nhắn ngày khác, ví dụ «thứ Sáu» hoặc «2 ngày».';
}

export function extendNotLaterText(present: Day, today: Day): string {
  return `Ngày đó không muộn hơn hạn hiện tại là ${sayDay(present, today)}. Anh/chị nhắn ngày muộn hơn, ví dụ «2 ngày».`;
}

export function extendTooFarText(most: number, furthest: Day, today: Day): string {
  return `Mỗi lần em chỉ nhận gia hạn tới ${most} ngày, tức muộn nhất ${sayDay(furthest, today)}. Anh/chị nhắn lại giúp em, ví dụ «5 ngày».`;
}

export function reasonTooLongText(most: number): string {
  return `Lý do dài quá ${most} chữ cái. Anh/chị viết ngắn lại giúp em, ví dụ «chờ số liệu của các thôn».`;
}

export function nothingToExtendText(person: Person): string {
  return `Hiện ${you(person)} không chủ trì việc nào đang mở nên không có gì để gia hạn.`;
}

export function notYoursToExtendText(task: Omit<NamedTask, 'code'>, leads: readonly Person[]): string {
  const who = leads.length === 0 ? 'chưa có người chủ trì' : `do ${leads.map(called).join(', ')} chủ trì`;
  const why = leads.length === 0 ? 'chưa ai xin gia hạn được' : `chỉ ${anyOf(leads)} xin gia hạn được`;
  return `Việc ${taskName(task)} ${who} nên ${why}. Anh/chị nhắn số việc khác, hoặc «bỏ».`;
}

export function oneAtATimeText(): string {
  return 'Mỗi lần em chỉ gửi đề nghị cho một việc. Anh/chị nhắn số một việc, ví dụ «3».';
}

export function closedToExtendText(task: Omit<NamedTask, 'code'>): string {
  return `Việc ${taskName(task)} đã đóng nên không cần gia hạn nữa. Anh/chị nhắn số việc khác, hoặc «bỏ».`;
}

export function nobodyDecidesText(person: Person): string {
  return `Đơn vị chưa có người quản trị nào để duyệt đề nghị của ${you(person)} nên em chưa gửi được.`;
}

/** `own`: the asker is the only one who could decide. */
export interface Deciding {
  readonly deciders: readonly Person[];
  readonly own: boolean;
  /** The same deadline has an open request already. */
  readonly replaces: boolean;
}

export function extensionPreviewText(asked: ExtensionAsked, { deciders, own, replaces }: Deciding, today: Day): string {
  const { asker } = asked;
  const who = own
    ? `${You(asker)} là người quản trị duy nhất nên không ai khác duyệt được; ${you(asker)} đồng ý là em lùi ngay và ghi vào nhật ký.`
    : `Em gửi ${anyOf(deciders)} duyệt; duyệt rồi em mới lùi ngày nhắc.`;
  return [
    'Em hiểu như sau:',
    `Việc: ${taskName(asked.task)}`,
    `Lùi ngày nhắc ${putOff(asked, today)}`,
    ...(asked.reason === null ? [] : [`Lý do: ${asked.reason}`]),
    `${lawStays(asked.legal, today)}.`,
    ...(replaces ? ['Đề nghị trước của việc này sẽ được thay bằng đề nghị này.'] : []),
    who,
  ].join('\n');
}

export function extensionSentText(asked: ExtensionAsked, { deciders, own }: Deciding, today: Day): string {
  const { asker, task } = asked;
  const legal = lawStays(asked.legal, today);
  if (own) {
    return `Đã ghi: em lùi ngày nhắc ${taskName(task)} đến ${sayDay(asked.until, today)}, ${you(asker)} tự duyệt vì là người quản trị duy nhất. ${legal}. Nếu nhầm, ${you(asker)} nhắn «hoàn tác».`;
  }
  return `Em đã gửi đề nghị lùi việc ${taskName(task)} đến ${sayDay(asked.until, today)} cho ${deciders.map(called).join(', ')}. Trong lúc chờ em vẫn nhắc như cũ. ${legal}. Muốn rút lại, ${you(asker)} nhắn «hoàn tác».`;
}

// ---- asking those who decide

/** `id` is said where it is known: the request can be named by it then. */
export function askText(decider: Person, asked: Asked, today: Day, id: number | null): string {
  const again = id === null ? '' : '(nhắc lại) ';
  const what = `${again}Thưa ${called(decider)}, ${askedText(asked, decider, today)}`;
  const by = id === null ? '' : `, hoặc «duyệt ${id}», «từ chối ${id}» kèm lý do`;
  const how = `${You(decider)} nhắn «đồng ý» hoặc «không»${by}.`;
  switch (asked.kind) {
    case 'extension':
      return `${what}${because(asked.reason)} ${lawStays(asked.legal, today)}; ${you(decider)} đồng ý thì em chỉ lùi ngày nhắc. ${how}`;
    case 'stand-in':
      return `${what} ${You(decider)} đồng ý thì trong thời gian đó em nhắc việc của ${called(asked.away)} cho ${you(decider)}. ${how}`;
  }
}

/** A request in a sentence, as its decider hears it. */
function askedText(asked: Asked, decider: Person, today: Day): string {
  switch (asked.kind) {
    case 'extension':
      return `${called(asked.asker)} xin lùi việc ${taskName(asked.task)} ${putOff(asked, today)}.`;
    case 'stand-in':
      return `${called(asked.away)} nghỉ ${span(asked.from, asked.to, today)} và nhờ ${you(decider)} nhận việc thay.`;
  }
}

export const DECISION_LABELS = { approve: 'Đồng ý', refuse: 'Không' } as const;

export function waitingText(
  person: Person,
  waiting: readonly { readonly id: number; readonly asked: Asked }[],
  today: Day,
): string {
  const [first] = waiting;
  if (!first) return `Hiện không có gì đang chờ ${you(person)} duyệt.`;
  return [
    `Đang chờ ${you(person)} ${waiting.length} đề nghị:`,
    ...waiting.map(
      ({ id, asked }) =>
        `${id}. ${askedText(asked, person, today)}${asked.kind === 'extension' ? because(asked.reason) : ''}`,
    ),
    `Nhắn «duyệt ${first.id}», hoặc «từ chối ${first.id}» kèm lý do.`,
  ].join('\n');
}

/** Words that may mean «yes» under a request: asked again, because nothing is approved in doubt. */
export function sureText(decider: Person, asked: Asked, today: Day): string {
  return `${capital(askedText(asked, decider, today))} ${You(decider)} nhắn rõ giúp em «đồng ý» hoặc «không» ạ.`;
}

// ---- decisions

export type Decision = 'approved' | 'refused';

export function decidedText(decider: Person, asked: Asked, decision: Decision, today: Day): string {
  const undo = `Nếu nhầm, ${you(decider)} nhắn «hoàn tác».`;
  switch (asked.kind) {
    case 'extension': {
      const what = `việc ${taskName(asked.task)} của ${called(asked.asker)}`;
      return decision === 'approved'
        ? `Đã duyệt: em lùi ngày nhắc ${what} đến ${sayDay(asked.until, today)} và báo ${called(asked.asker)}. ${lawStays(asked.legal, today)}. ${undo}`
        : `Đã ghi ${you(decider)} không duyệt lùi ${what}. Em vẫn nhắc như cũ và báo ${called(asked.asker)}. ${undo}`;
    }
    case 'stand-in':
      return decision === 'approved'
        ? `Cảm ơn ${you(decider)}. ${capital(span(asked.from, asked.to, today))} em nhắc việc của ${called(asked.away)} cho ${you(decider)}, và báo ${called(asked.away)} biết. ${undo}`
        : `Vâng, em báo ${called(asked.away)} là ${you(decider)} không nhận thay được. ${undo}`;
  }
}

/** To whoever asked, and to the one who is away. */
export function decidedNotice(
  person: Person,
  asked: Asked,
  { decision, by, reason }: { decision: Decision; by: Person; reason: string | null },
  today: Day,
): string {
  const dear = `Thưa ${called(person)}, ${called(by)}`;
  switch (asked.kind) {
    case 'extension':
      return decision === 'approved'
        ? `${dear} đã duyệt: em lùi ngày nhắc ${taskName(asked.task)} đến ${sayDay(asked.until, today)}. ${lawStays(asked.legal, today)}.`
        : `${dear} không duyệt lùi việc ${taskName(asked.task)}.${because(reason)} Em vẫn nhắc như cũ.`;
    case 'stand-in': {
      const whose = person.name === asked.away.name ? you(person) : called(asked.away);
      return decision === 'approved'
        ? `${dear} đã nhận thay ${whose} ${span(asked.from, asked.to, today)}. Khi đó em nhắc ${called(by)}.`
        : `${dear} không nhận thay ${whose} ${span(asked.from, asked.to, today)} được.${because(reason)} Khi đó em vẫn nhắc ${whose}; muốn nhờ người khác thì nhắn «vắng bỏ» rồi nhập lại.`;
    }
  }
}

export type Gone = 'approved' | 'refused' | 'withdrawn';

/** To somebody who decides what is decided. */
export function alreadyDecidedText(person: Person, gone: Gone, by: Person | null): string {
  const who = by === null ? 'Đề nghị này' : capital(called(by));
  switch (gone) {
    case 'approved':
      return by === null ? `${who} đã được duyệt rồi ạ.` : `${who} đã duyệt rồi nên ${you(person)} không cần làm gì ạ.`;
    case 'refused':
      return by === null
        ? `${who} đã bị từ chối rồi ạ.`
        : `${who} đã từ chối rồi nên ${you(person)} không cần làm gì ạ.`;
    case 'withdrawn':
      return `Đề nghị này đã được rút lại hoặc không cần nữa nên ${you(person)} không cần làm gì ạ.`;
  }
}

export function mayNotDecideText(person: Person, deciders: readonly Person[], ownRequest: boolean): string {
  const who = deciders.length === 0 ? 'người khác' : anyOf(deciders);
  if (ownRequest) return `Đề nghị này của chính ${you(person)} nên ${who} mới duyệt được ạ.`;
  return `Đề nghị này do ${who} duyệt nên ${you(person)} không duyệt thay được ạ.`;
}

export function unknownRequestText(person: Person, id: number): string {
  return `Em không thấy đề nghị số ${id}. ${You(person)} nhắn «chờ duyệt» để xem các đề nghị đang chờ.`;
}

export function extensionPassedText(person: Person, until: Day, today: Day): string {
  return `Đề nghị này xin đến ${sayDay(until, today)}, nay đã qua nên ${you(person)} không cần duyệt nữa. Em vẫn nhắc như cũ.`;
}

export function standInAwayText(person: Person, from: Day, to: Day, today: Day): string {
  return `${You(person)} cũng có lịch nghỉ ${span(from, to, today)} nên em chưa ghi là nhận thay. ${You(person)} nhắn «không», hoặc «vắng bỏ» lịch nghỉ của mình trước.`;
}

// ---- time passes

/** To the asker: the day asked for has come and nobody decided. */
export function extensionLapsedNotice(asker: Person, asked: ExtensionAsked, today: Day): string {
  return `Thưa ${called(asker)}, đề nghị lùi việc ${taskName(asked.task)} đến ${sayDay(asked.until, today)} chưa ai duyệt nên em khép lại; em vẫn nhắc như cũ.`;
}

/** To the one who is away, and whoever entered the leave: the stand-in has not answered. */
export function standInSilentNotice(person: Person, asked: StandInAsked, standIn: Person, today: Day): string {
  const whose = person.name === asked.away.name ? you(person) : called(asked.away);
  return `Thưa ${called(person)}, ${called(standIn)} chưa trả lời việc nhận thay ${whose} ${span(asked.from, asked.to, today)} nên em vẫn nhắc ${whose}. Khi ${called(standIn)} đồng ý em chuyển ngay.`;
}

// ---- taking back

export function requestWithdrawnText(person: Person): string {
  return `Em đã rút lại đề nghị của ${you(person)}; mọi việc như cũ.`;
}

export function decisionTakenBackText(person: Person, asked: Asked): string {
  const whom = called(asked.kind === 'extension' ? asked.asker : asked.away);
  return `Em đã bỏ quyết định của ${you(person)} và báo ${whom}; đề nghị này lại chờ ${you(person)} trả lời.`;
}

export function decisionTakenBackNotice(person: Person, asked: Asked, by: Person, today: Day): string {
  const what =
    asked.kind === 'extension'
      ? `lùi việc ${taskName(asked.task)} đến ${sayDay(asked.until, today)}`
      : `nhận thay ${span(asked.from, asked.to, today)}`;
  return `Thưa ${called(person)}, ${called(by)} vừa bỏ trả lời về đề nghị ${what}; đề nghị lại đang chờ, em vẫn nhắc như cũ.`;
}

export function notTakenBackText(person: Person): string {
  return `Điều ${you(person)} vừa làm đã có người trả lời hoặc đã đổi nên em không hoàn tác được. ${You(person)} nhắn «giúp» để xem cách sửa lại.`;
}
