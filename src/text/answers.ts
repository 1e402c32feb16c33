import type { Day } from '../domain/civil-day.ts';
import { capital, sayClock, sayDay } from './dates.ts';
import { taskName } from './digest.ts';
import { called, type Person, You, you } from './people.ts';
import { shortened } from './shorten.ts';

/** One task as answers name it. */
export interface NamedTask {
  readonly code: number | null;
  readonly title: string;
  readonly label: string;
}

const named = (task: NamedTask): string => `${task.code === null ? '' : `#${task.code} `}${taskName(task)}`;
const bullets = (tasks: readonly NamedTask[]): string => tasks.map((task) => `• ${named(task)}`).join('\n');

export interface DoneTask extends NamedTask {
  /** Working days after the last day by law; 0 where in time. */
  readonly daysLate: number;
  /** Others who still have to report it done for their part. */
  readonly waitingFor: readonly Person[];
}

export function doneText(
  person: Person,
  tasks: readonly DoneTask[],
  minute: number,
  documentNumber: string | null,
): string {
  const lines = tasks.map((task) => {
    const when = task.daysLate === 0 ? 'đúng hạn' : `trễ ${task.daysLate} ngày làm việc`;
    const waiting = task.waitingFor.length === 0 ? '' : ` Việc còn chờ ${task.waitingFor.map(called).join(', ')}.`;
    const document = documentNumber === null ? '' : `, số ${documentNumber}`;
    return `Đã ghi ${named(task)}: xong lúc ${sayClock(minute)}, ${when}${document}.${waiting}`;
  });
  const number = documentNumber === null ? `Có số văn bản thì ${you(person)} nhắn «số 45/BC-UBND». ` : '';
  return [...lines, `${number}Nếu nhầm, ${you(person)} nhắn «hoàn tác».`].join('\n');
}

/** `own` false: whoever leads it reports it done, and the reader only works with it. */
export function acknowledgedText(person: Person, tasks: readonly (NamedTask & { readonly own?: boolean })[]): string {
  const [first] = tasks;
  if (!first) return `Vâng ạ. ${nothingOpenText(person)}`;
  const seen = `Em ghi ${you(person)} đã nhận ${tasks.length === 1 ? named(first) : `${tasks.length} việc`}.`;
  const own = tasks.find((task) => task.own !== false);
  if (!own) return `${seen} Người chủ trì báo xong.`;
  if (tasks.length === 1) return `${seen} Khi xong ${you(person)} nhắn «${doneWords(own)}».`;
  return `${seen} Khi xong việc nào ${you(person)} nhắn số việc đó, ví dụ «${doneWords(own)}».`;
}

/** «ok» to what was past when its plan was loaded; somebody has to say whether it was done. */
export function heldNotTakenText(person: Person, task: NamedTask): string {
  const code = task.code ?? 1;
  return `Việc đã qua hạn trước khi em bắt đầu nhắc thì ${you(person)} cho em biết đã làm chưa: nhắn «xong ${code}» nếu đã làm, «chưa ${code}» nếu còn phải làm.`;
}

/** `asks`: the officer can answer with a day. */
export function notDoneText(person: Person, tasks: readonly NamedTask[], asks = false): string {
  const [first] = tasks;
  if (!first) return 'Vâng, em không đóng việc nào.';
  const which = tasks.map((task) => (task.code === null ? taskName(task) : `#${task.code}`)).join(', ');
  if (asks) return `Vâng, ${which} vẫn để mở. ${You(person)} dự kiến khi nào xong ạ? (ví dụ «mai», «thứ Sáu»)`;
  return `Vâng, ${which} vẫn để mở. Khi xong ${you(person)} nhắn «${doneWords(first)}».`;
}

/** Which of several tasks is meant matters only for a date; none of them is closed. */
export function notDoneOfSeveralText(person: Person, tasks: readonly NamedTask[]): string {
  const code = tasks[0]?.code ?? 1;
  return `Vâng, em không đóng việc nào. ${You(person)} nói về việc nào thì nhắn thêm số giúp em, ví dụ «chưa ${code}» hoặc «${code} mai xong»:\n${bullets(tasks)}`;
}

/** `late`: the day lies after the last day by law. */
export function promisedText(person: Person, tasks: readonly NamedTask[], day: Day, today: Day, late: boolean): string {
  if (tasks.length === 0) return `Việc đó không còn mở nữa nên em không ghi hẹn ạ.`;
  const which = tasks.map(named).join('; ');
  const warning = late ? ` Ngày này sau hạn; nếu cần thêm thời gian, ${you(person)} nhắn «gia hạn».` : '';
  return `Em ghi ${you(person)} hẹn xong ${sayDay(day, today)}: ${which}. Em vẫn nhắc theo hạn.${warning}`;
}

export function promiseTooFarText(person: Person): string {
  return `Ngày hẹn này xa quá nên em chưa ghi. ${You(person)} nhắn lại giúp em, ví dụ «mai» hoặc «thứ Sáu».`;
}

export function promiseImpossibleText(person: Person, typed: string): string {
  return `«${typed}» không có trong lịch nên em chưa ghi ngày hẹn. ${You(person)} nhắn lại giúp em, ví dụ «mai» hoặc «thứ Sáu».`;
}

export function promisePastText(person: Person, typed: string): string {
  return `«${typed}» đã qua rồi nên em chưa ghi ngày hẹn. ${You(person)} nhắn lại giúp em, ví dụ «mai» hoặc «thứ Sáu».`;
}

/** Leaving a task out is the administrators' decision; they hear how. */
export function cancelText(person: Person, tasks: readonly NamedTask[], isAdmin: boolean): string {
  const [first] = tasks;
  const code = first?.code ?? 3;
  const nothing = first ? 'Em chưa bỏ gì.' : 'Em không bỏ gì, vì hiện không có gì đang làm dở.';
  if (isAdmin) {
    return `${nothing} Muốn bỏ riêng một kỳ của một việc thì ${you(person)} nhắn «bỏ kỳ này ${code}»; bỏ hẳn việc thì nhắn «bỏ ${code}».`;
  }
  if (!first) return `${nothing} Việc đã giao thì chỉ người quản trị bỏ được.`;
  const which = `Việc ${named(first)}`;
  return `${which} chỉ người quản trị bỏ được nên em vẫn để mở. Nếu làm xong rồi, ${you(person)} nhắn «xong ${code}».`;
}

/** More time is asked for in a message of its own. */
export function extendApartText(person: Person, tasks: readonly NamedTask[]): string {
  const code = tasks[0]?.code ?? 3;
  return `Phần xin thêm thời gian ${you(person)} nhắn riêng giúp em, ví dụ «gia hạn ${code} thêm 2 ngày».`;
}

/** The document number came after the task was reported done. */
export function resultRecordedText(person: Person, task: NamedTask, documentNumber: string): string {
  return `Đã ghi số ${documentNumber} cho việc ${named(task)}. Nếu nhầm, ${you(person)} nhắn lại số đúng.`;
}

export function whichDocumentText(person: Person, documentNumber: string): string {
  return `Số ${documentNumber} là của việc nào ạ? ${You(person)} nhắn cả số việc, ví dụ «xong 3 số ${documentNumber}».`;
}

/** What to type to report it done. */
function doneWords({ code }: NamedTask): string {
  return code === null ? 'xong' : `xong ${code}`;
}

export interface Undone {
  readonly reopened: readonly NamedTask[];
  readonly acknowledged: readonly NamedTask[];
  readonly promised: readonly NamedTask[];
}

export function undoneText(person: Person, { reopened, acknowledged, promised }: Undone): string {
  const parts = [
    reopened.length === 0 ? '' : `Đã mở lại:\n${bullets(reopened)}\nEm sẽ nhắc tiếp như cũ.`,
    acknowledged.length === 0 ? '' : `Em bỏ ghi nhận «đã nhận» của:\n${bullets(acknowledged)}`,
    promised.length === 0 ? '' : `Em bỏ ngày hẹn của:\n${bullets(promised)}`,
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join('\n') : `Em đã bỏ điều ${you(person)} vừa nhắn.`;
}

/** The last change was made by a command; those are taken back by commands. */
export function commandNotUndoneText(person: Person): string {
  return `Việc gần nhất ${you(person)} làm là một lệnh thay đổi của đơn vị nên em không tự hoàn tác. ${You(person)} nhắn «giúp» để xem lệnh sửa lại hoặc bỏ.`;
}

/** «hoàn tác việc 3»: only the last act can be taken back, whichever it was. */
export function undoLastOnlyText(person: Person): string {
  return `Em chỉ hoàn tác được điều ${you(person)} báo gần nhất. Nếu đúng là điều đó, ${you(person)} nhắn «hoàn tác».`;
}

export function nothingToUndoText(person: Person): string {
  return `Trong một ngày qua em không thấy ${you(person)} đã báo gì để em hoàn tác.`;
}

/** A question whose choices are the codes that the tasks have anyway, so that a number never means two things. */
export function whichText(person: Person, choices: readonly NamedTask[]): string {
  const [first, second] = choices.map((task) => task.code);
  const example = second === undefined ? `«${first}»` : `«${first}» hoặc «${first} và ${second}»`;
  return `${You(person)} báo xong việc nào ạ?\n${choices.map(named).join('\n')}\nNhắn số việc, ví dụ ${example}.`;
}

/** Before the question, where what was said has to do with finishing and is not clearly «xong». */
export function notClearlyDoneText(person: Person, text: string, choices: readonly NamedTask[]): string {
  return `Em chưa đóng việc nào vì chưa chắc «${shortened(text)}» là đã xong. Nếu xong rồi, ${uncapital(whichText(person, choices))}`;
}

/** «Lan xong rồi», «kế toán gửi rồi»: told of somebody else. */
export function doneBySomebodyText(person: Person, text: string, choices: readonly NamedTask[]): string {
  const others = `Em chưa đóng việc nào vì «${shortened(text)}» là nói người khác; ai chủ trì thì người ấy tự báo xong.`;
  if (choices.length === 0) return `${others} Việc của mình ${you(person)} xem bằng «việc».`;
  return `${others} Nếu là việc của ${you(person)}, ${uncapital(whichText(person, choices))}`;
}

export function countMismatchText(person: Person, wanted: number, choices: readonly NamedTask[]): string {
  return `Em đang thấy ${choices.length} việc, không phải ${wanted} việc. ${whichText(person, choices)}`;
}

/** Nothing that the officer was told of is open; something further ahead may be. */
export function nothingOpenText(person: Person): string {
  return `Hiện em không có việc nào chờ ${you(person)} báo. Việc sắp tới ${you(person)} xem bằng «lịch».`;
}

export function unknownCodeText(person: Person, codes: readonly number[], open: readonly NamedTask[]): string {
  const which = codes.map((code) => `#${code}`).join(', ');
  if (open.length === 0) return `Em không thấy việc ${which}. ${nothingOpenText(person)}`;
  return `Em không thấy việc ${which} trong các việc đang mở của ${you(person)}:\n${bullets(open)}`;
}

export function alreadyClosedText(tasks: readonly NamedTask[]): string {
  return `${tasks.length > 1 ? 'Các việc này' : 'Việc này'} đã đóng rồi ạ:\n${bullets(tasks)}`;
}

export function notYoursText(person: Person, task: NamedTask, leads: readonly Person[]): string {
  const which = `Việc ${named(task)}`;
  const advice = `${You(person)} nhắn «nhận» là được ạ.`;
  if (leads.length === 0) return `${which} chưa có người chủ trì nên em chưa đóng được. ${advice}`;
  const who = leads.map(called).join(', ');
  return `${which} do ${who} chủ trì nên em chỉ đóng khi ${who} báo xong. ${advice}`;
}

/** To somebody who has nothing to do with it: a forwarded message, say. */
export function notTheirsText(person: Person, task: NamedTask): string {
  return `Việc ${named(task)} không phải việc của ${you(person)} nên em không ghi gì. ${You(person)} nhắn «việc» để xem việc của mình.`;
}

export interface ListedTask extends NamedTask {
  readonly when: string;
  /** The reader's word closes it. */
  readonly own: boolean;
  readonly mark: '🔴' | '🟠' | '🟢';
}

/** `more`: how many others there are that the list leaves out. */
export function listText(person: Person, tasks: readonly ListedTask[], today: Day, more = 0): string {
  if (tasks.length === 0)
    return `${capital(sayDay(today, today))}, ${you(person)} không có việc nào đang chờ. Việc xa hơn ${you(person)} xem bằng «lịch».`;
  const lines = tasks.map((task) => `${task.mark} ${named(task)}\n   ${task.when}`);
  const code = (tasks.find((task) => task.own) ?? tasks[0])?.code ?? 1;
  const own = tasks.some((task) => task.own)
    ? `Nhắn «xong ${code}» khi xong, «việc ${code}» để xem kỹ.`
    : `Nhắn «việc ${code}» để xem kỹ.`;
  return [
    `${You(person)} có ${tasks.length + more} việc:`,
    ...lines,
    ...(more > 0 ? [`… và ${more} việc nữa, hạn muộn hơn; các việc trên xong thì em nêu tiếp.`] : []),
    '',
    own,
  ].join('\n');
}

export interface TaskDetail extends NamedTask {
  readonly when: string;
  readonly ref: string;
  readonly deadlineText: string;
  readonly explanation: string | null;
  readonly leads: readonly string[];
  readonly cooperating: readonly string[];
  readonly recipient: string | null;
  readonly result: string;
  readonly notes: string;
}

export function detailText(task: TaskDetail): string {
  const lines = [
    named(task),
    `Hạn: ${task.when.replace(/^hạn /, '')}`,
    task.explanation === null ? '' : `Cách tính: ${task.explanation}`,
    task.deadlineText === '' ? '' : `Theo kế hoạch: «${task.deadlineText}» (mục ${task.ref})`,
    task.leads.length === 0 ? '' : `Chủ trì: ${task.leads.join(', ')}`,
    task.cooperating.length === 0 ? '' : `Phối hợp: ${task.cooperating.join(', ')}`,
    task.recipient === null ? '' : `Nơi nhận: ${task.recipient}`,
    task.result === '' ? '' : `Kết quả: ${task.result}`,
    task.notes === '' ? '' : `Ghi chú: ${task.notes}`,
  ];
  return lines.filter((line) => line !== '').join('\n');
}

export function helpText(person: Person): string {
  return [
    `${You(person)} nhắn cho em như sau:`,
    '«xong 3»: báo xong việc #3; «xong 3 số 45/BC-UBND» để ghi cả số văn bản',
    '«nhận»: đã thấy, hôm nay em không nhắc lại nữa',
    '«chưa 3»: việc #3 vẫn chưa xong',
    '«việc»: các việc đang chờ; «việc 3»: xem kỹ việc #3',
    '«hoàn tác»: mở lại việc vừa báo xong nhầm',
    'Trả lời thẳng vào tin nhắc cũng được. Gõ không dấu em cũng hiểu.',
  ].join('\n');
}

/** To thanks and greetings. */
export function politeText(): string {
  return 'Dạ vâng ạ.';
}

function uncapital(text: string): string {
  return text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);
}

export function notUnderstoodText(person: Person, text: string): string {
  return `Em chưa hiểu «${shortened(text)}». ${You(person)} thử «xong 3», «việc», hoặc «giúp».`;
}

export function unreadableText(person: Person): string {
  return `Em chỉ đọc được chữ thôi ạ. ${You(person)} nhắn giúp em bằng chữ, ví dụ «xong 3» hoặc «việc».`;
}

export interface Amendment {
  /** What was written first, where it is known. */
  readonly before: string | null;
  /** What it was changed to; null where it was taken back. */
  readonly after: string | null;
  /** What the first version led to: nothing, the sender's last change, or an earlier one. */
  readonly did: 'nothing' | 'something' | 'last';
}

/** To an edited or deleted message: nothing was changed because of it, and what can be done. */
export function amendedText(person: Person, { before, after, did }: Amendment): string {
  const old = before === null ? 'một tin cũ' : `tin «${shortened(before)}»`;
  const seen =
    after === null
      ? `Em thấy ${you(person)} vừa xóa ${old}.`
      : `Em thấy ${you(person)} vừa sửa ${old} thành «${shortened(after)}».`;
  if (did === 'nothing')
    return `${seen} Em chưa làm gì theo tin sửa; ${you(person)} nhắn lại giúp em tin mới, ví dụ «xong 3».`;
  const how =
    did === 'last'
      ? `Nếu tin cũ nhầm, ${you(person)} nhắn «hoàn tác»`
      : `Nếu tin cũ nhầm, ${you(person)} nhắn lại cho đúng, ví dụ «chưa 3»`;
  return `${seen} Việc em đã ghi theo tin cũ vẫn giữ nguyên. ${how}; nếu không thì ${you(person)} không cần làm gì.`;
}

export function strangerText(office: string): string {
  return `Đây là Nhắc Việc của ${office}. Em chưa biết anh/chị là ai. Có mã mời thì anh/chị gửi mã cho em; chưa có thì xin mã ở người quản trị của đơn vị.`;
}

export function linkedText(person: Person, office: string, waiting: number): string {
  const tasks = waiting === 0 ? '' : ` Đang có ${waiting} việc chờ, ${you(person)} nhắn «việc» để xem.`;
  return `Chào ${called(person)}, em là Nhắc Việc của ${office}. Từ nay em nhắc việc cho ${you(person)} ở đây.${tasks} Cần gì ${you(person)} nhắn «giúp».`;
}

export function wrongCodeText(): string {
  return 'Mã này không đúng. Anh/chị xem lại giúp em, ví dụ «K7MP-3QXA»; chưa có mã thì xin ở người quản trị của đơn vị.';
}

export function expiredCodeText(): string {
  return 'Mã này đã hết hạn. Anh/chị xin mã mới ở người quản trị của đơn vị giúp em.';
}

export function usedCodeText(): string {
  return 'Mã này đã dùng rồi. Anh/chị xin mã mới ở người quản trị của đơn vị giúp em.';
}

export function throttledText(minutes: number): string {
  return `Anh/chị đã gửi sai mã nhiều lần. Sau ${minutes} phút nữa anh/chị thử lại giúp em.`;
}
