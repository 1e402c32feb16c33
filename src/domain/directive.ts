import type { Day } from './civil-day.ts';
import { type DirectiveHead, divide } from './directive-head.ts';
import { leadersIn, type Nameable, withoutOwner } from './directive-people.ts';
import { asksFor, beginsWithVerb, isOnlyDeadline, titleOf } from './directive-title.ts';
import { fold } from './fold.ts';
import type { DeadlineReading } from './phrase/combined.ts';
import { readDeadlines } from './phrase/reading.ts';
import { type FoundDeadline, findDeadlines } from './phrase/running-text.ts';

const MOST_TASKS = 40;

/** Something that a document asks for. */
export interface DirectiveTask {
  readonly title: string;
  readonly deadline: { readonly phrase: string; readonly reading: DeadlineReading } | null;
  /** Who of the given names leads, in the order of the text. */
  readonly lead: readonly string[];
}

export interface Directive {
  readonly head: DirectiveHead;
  readonly tasks: readonly DirectiveTask[];
  /** Points that ask for something and name neither a day nor anybody here, so that they are no tasks. */
  readonly open: readonly string[];
}

/**
 * Reads what a directive («công văn») asks for: sentences with a deadline, and sentences that give something to somebody
 * of the office. Days of documents and of meetings are no deadlines.
 */
export function readDirective(text: string, on: Day, names: readonly Nameable[]): Directive {
  const { head, body } = divide(text);
  const wanted: Draft[] = [];
  const open: string[] = [];
  let overall: FoundDeadline | null = null;
  /** Who stands in the heading above. */
  let above: readonly string[] = [];
  for (const point of pointsOf(body)) {
    if (point.heading) {
      above = leadersIn(point.text, names);
      continue;
    }
    const sentences = sentencesOf(point.text);
    const first = leadersIn(sentences[0] ?? '', names);
    let before: Draft | null = null;
    /** What the point asks for, while neither a day nor anybody here is named. */
    let asked: Draft | null = null;
    for (const sentence of sentences) {
      if (FOR_OTHERS.test(fold(sentence)) && leadersIn(sentence, names).length === 0) continue;
      const deadline = deadlineIn(sentence, on);
      if (deadline && ABOUT_ALL.test(fold(sentence))) {
        overall = deadline;
        continue;
      }
      const title = titleOf(sentence, deadline, (rest) => withoutOwner(rest, names));
      if (isOnlyDeadline(title)) {
        // «Hoàn thành trước ngày 15/3»: the deadline of what the sentence before asks for.
        if (deadline && before) before.deadline ??= deadline;
        else if (deadline && asked) {
          before = { ...asked, deadline };
          wanted.push(before);
        }
        continue;
      }
      const own = leadersIn(sentence, names);
      const lead = own.length > 0 ? own : first.length > 0 ? first : above;
      const given = own.length > 0 || (above.length > 0 && before === null);
      if (!deadline && !(given && asksFor(sentence))) {
        if (before === null && asksFor(sentence)) asked ??= { title, deadline: null, lead };
        continue;
      }
      before = { title, deadline, lead };
      wanted.push(before);
    }
    if (asked && before === null && point.listed && beginsWithVerb(asked.title)) open.push(asked.title);
  }
  const tasks = wanted.slice(0, MOST_TASKS).map(({ title, deadline, lead }): DirectiveTask => {
    const found = deadline ?? overall;
    return { title, lead, deadline: found ? { phrase: found.phrase, reading: found.reading } : null };
  });
  return { head, tasks: eachOnce(tasks), open };
}

interface Draft {
  readonly title: string;
  deadline: FoundDeadline | null;
  readonly lead: readonly string[];
}

const eachOnce = (tasks: readonly DirectiveTask[]): DirectiveTask[] => [
  ...new Map(tasks.map((task) => [`${fold(task.title)} ${task.deadline?.phrase ?? ''}`, task])).values(),
];

/** «Giao Sở Khoa học và Công nghệ …»: not for a commune. */
const FOR_OTHERS =
  /^(?:giao|yeu cau|de nghi) (?:cac )?(?:so [a-z]|cong an tinh|bo chi huy|thanh tra tinh|van phong ubnd tinh)(?!.*\b(?:xa|phuong|dac khu|dia phuong)\b)/;

/** «Các nội dung trên hoàn thành trước …» */
const ABOUT_ALL = /^(?:cac|nhung|toan bo)\s+(?:noi dung|nhiem vu|cong viec|viec)\b.{0,30}\b(?:tren|neu tren)\b/;

// ---- deadlines in a sentence

/** The first one, without words around it that it does not need. */
function deadlineIn(sentence: string, on: Day): FoundDeadline | null {
  const all = findDeadlines(sentence, on);
  // A day that does not exist is a deadline too: whoever approves the task has to hear of it.
  const found =
    all.find(({ reading }) => reading.rules.length > 0 || reading.question !== null) ??
    all.find(({ reading }) => reading.error?.kind === 'impossible-date');
  return found ? fromItsFirstWord(withoutReceiver(found, on), on) : null;
}

const said = ({ rules, question, error }: DeadlineReading) => JSON.stringify([rules, question?.choices, error?.kind]);

/** «Tư pháp trước ngày 10/12»: words at the beginning that change nothing do not belong to it. */
function fromItsFirstWord(found: FoundDeadline, on: Day): FoundDeadline {
  let { start, phrase } = found;
  for (;;) {
    const word = /^\S+\s+/.exec(phrase)?.[0];
    if (word === undefined) break;
    const shorter = phrase.slice(word.length);
    if (said(readDeadlines(shorter, on)) !== said(found.reading) || KEPT.test(fold(word))) break;
    phrase = shorter;
    start += word.length;
  }
  return { ...found, start, phrase };
}

/** Words that say how the day is meant, even where it is the same without them. */
const KEPT = /^(?:truoc|cham|muon|khong|den|trong|ngay|han|thoi|vao|dinh|hang|hang|moi)\b/;

/** «kể từ ngày kết thúc đợt kiểm tra về Sở Nội vụ»: where it is sent is no part of the event. */
function withoutReceiver(found: FoundDeadline, on: Day): FoundDeadline {
  const receiver = /\s+(?:về|ve|gửi|gui|cho)\s+(?:về\s+)?\p{Lu}.*$/u.exec(found.phrase);
  if (!receiver) return found;
  const phrase = found.phrase.slice(0, receiver.index);
  const reading = readDeadlines(phrase, on);
  const kinds = (each: DeadlineReading) => each.rules.map((rule) => rule.kind).join();
  if (kinds(reading) !== kinds(found.reading)) return found;
  return { start: found.start, end: found.start + phrase.length, phrase, reading };
}

// ---- points and sentences

interface Point {
  readonly text: string;
  /** It stands above what follows («Công chức Tư pháp:», «II. KINH PHÍ»). */
  readonly heading: boolean;
  /** It has a number or a bullet. */
  readonly listed: boolean;
}

const BULLET = /^(?:(?:\d{1,2}|[a-zđ])(?:\.\d{1,2})*[.)]\s+|(?:\d{1,2}\.)+\d{1,2}\s+|[IVX]{1,4}\.\s+|[-–—+•*·●▪]\s*)/iu;
const LONGEST_HEADING = 160;

/** Lines that go on in the next line are put together; a bullet or a new sentence begins another point. */
function pointsOf(lines: readonly string[]): Point[] {
  const points: string[] = [];
  for (const line of lines) {
    const last = points.at(-1);
    const goesOn =
      last !== undefined &&
      !BULLET.test(line) &&
      !/[.;:!?]$/.test(last) &&
      !isCapitals(last) &&
      /^[\p{Ll}\d(]/u.test(line);
    if (goesOn) points[points.length - 1] = `${last} ${line}`;
    else points.push(line);
  }
  return points.map((point) => {
    const text = point.replace(BULLET, '').trim();
    const opens =
      /:$/.test(text) &&
      (text.length <= LONGEST_HEADING || /\b(?:sau|nhu sau|yeu cau|de nghi|giao) ?:$/.test(fold(text)));
    return { text, heading: opens || isCapitals(text), listed: text !== point };
  });
}

const isCapitals = (text: string): boolean => /\p{L}{3}/u.test(text) && text === text.toLocaleUpperCase('vi');

/** Cut behind a full stop or semicolon before a capital; «TP. Long Xuyên» and «15.3.2026» stay whole. */
function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const { index, 0: sign } of text.matchAll(/[.;](?=\s+["«“(]?\p{Lu})/gu)) {
    const word = /(\S+)$/.exec(text.slice(from, index))?.[1] ?? '';
    if (sign === '.' && ABBREVIATION.test(word)) continue;
    sentences.push(text.slice(from, index + 1).trim());
    from = index + 1;
  }
  sentences.push(text.slice(from).trim());
  return sentences.filter((sentence) => /\p{L}/u.test(sentence));
}

const ABBREVIATION = /^(?:TP|TX|TT|Tp|Tx|Q|P|H|X|ThS|TS|GS|PGS|Đ\/c|đ\/c|số|Số)$/;
