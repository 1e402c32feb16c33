import type { Day } from '../domain/civil-day.ts';
import { capital, sayClock, sayDay } from './dates.ts';
import { called, type Person, You } from './people.ts';
import type { Moment } from './situation.ts';

/** One message that would be sent. */
export interface RehearsedMessage {
  readonly moment: Moment;
  readonly to: Person;
  /** `to` is the name of a group. */
  readonly isGroup: boolean;
  /** The first line, for messages about no task. */
  readonly firstLine: string;
  /** In the order of the message. */
  readonly tasks: readonly RehearsedTask[];
}

export interface RehearsedTask {
  /** The title with its period. */
  readonly name: string;
  /** Somebody else's, told because it is late. */
  readonly late: boolean;
}

export interface RehearsalText {
  readonly from: Day;
  readonly to: Day;
  readonly today: Day;
  /** What was due before is taken as done. */
  readonly leap: boolean;
  /** By their moments. */
  readonly messages: readonly RehearsedMessage[];
}

/** Up to so many messages each one has a line of its own. */
const MOST_LINES = 40;
const MOST_NAMES = 6;

/** «thử tháng 12»: what would be sent to whom if nobody answers. */
export function rehearsalText({ from, to, today, leap, messages }: RehearsalText): string {
  const span = from === to ? sayDay(from, today) : `từ ${sayDay(from, today)} đến ${sayDay(to, today)}`;
  const assumed = leap ? ` và các việc có hạn trước ${sayDay(from, today)} đã xong` : '';
  const intro = `Em thử trên bản sao, không gửi cho ai. Nếu không ai trả lời${assumed}, ${span}`;
  if (messages.length === 0) return `${intro} em không gửi tin nào.`;
  const days = Map.groupBy(messages, (message) => message.moment.day);
  const detail: Detail = from === to ? 'tasks' : messages.length <= MOST_LINES ? 'messages' : 'days';
  return [
    `${intro} em sẽ gửi ${messages.length} tin cho ${receiversText(messages)}${from === to ? '' : `, trong ${days.size} ngày`}.`,
    ...[...days].flatMap(([day, list]) => dayLines(day, list, today, detail)),
    ...(detail === 'tasks'
      ? []
      : ['', `Nhắn «thử ${shortExample(messages[0]!.moment.day, today)}» để xem kỹ một ngày.`]),
  ].join('\n');
}

function receiversText(messages: readonly RehearsedMessage[]): string {
  const count = (isGroup: boolean) =>
    new Set(messages.flatMap((message) => (message.isGroup === isGroup ? [message.to.name] : []))).size;
  const [people, groups] = [count(false), count(true)];
  const parts = [people === 0 ? '' : `${people} người`, groups === 0 ? '' : `${groups} nhóm`];
  return parts.filter((part) => part !== '').join(' và ');
}

const nameOf = ({ to, isGroup }: RehearsedMessage): string => (isGroup ? `nhóm ${to.name}` : called(to));

type Detail = 'tasks' | 'messages' | 'days';

const shortExample = (day: Day, today: Day): string => sayDay(day, today).replace(/^.* /, '');

function dayLines(day: Day, messages: readonly RehearsedMessage[], today: Day, detail: Detail): string[] {
  const heading = `${capital(sayDay(day, today))}: ${messages.length} tin`;
  switch (detail) {
    case 'days':
      return [`${heading} cho ${namesText(messages)}`];
    case 'messages':
      return ['', heading, ...messages.map((message) => `• ${messageText(message)}`)];
    case 'tasks':
      return ['', heading, ...messages.flatMap(wholeMessage)];
  }
}

/** «chị Lan (3 việc), anh Minh (1 việc) và 4 người nữa». */
function namesText(messages: readonly RehearsedMessage[]): string {
  const people = Map.groupBy(messages, (message) => message.to.name);
  const names = [...people.values()].map((list) => {
    const tasks = new Set(list.flatMap((message) => message.tasks.map(({ name }) => name))).size;
    return `${nameOf(list[0]!)} (${tasks === 0 ? 'thông báo' : `${tasks} việc`})`;
  });
  const more = names.length - MOST_NAMES;
  return `${names.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` và ${more} người nữa` : ''}`;
}

function messageText(message: RehearsedMessage): string {
  const { moment, tasks, firstLine } = message;
  const [first, ...others] = tasks;
  const what =
    first === undefined ? firstLine : `${first.name}${others.length === 0 ? '' : ` và ${others.length} việc nữa`}`;
  return `${sayClock(moment.minute)} ${nameOf(message)}: ${what}`;
}

function wholeMessage(message: RehearsedMessage): string[] {
  const { moment, tasks, firstLine } = message;
  if (tasks.length === 0) return [`• ${messageText(message)}`];
  const lines = tasks.map(({ name, late }) => `   ${name}${late ? ' (quá hạn, báo để biết)' : ''}`);
  return [`• ${sayClock(moment.minute)} ${nameOf(message)}: ${firstLine}`, ...lines];
}

export function askRehearsalText(person: Person): string {
  return `${You(person)} muốn thử khoảng nào ạ? Nhắn ví dụ «thử tuần sau» hoặc «thử tháng 12».`;
}

/** Within a simulation there is no copy to play on. */
export function noRehearsalText(): string {
  return 'Ở đây em không thử trước được ạ.';
}
