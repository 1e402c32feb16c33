import { readDay } from '../../../../domain/chat-day.ts';
import type { Day } from '../../../../domain/civil-day.ts';
import { plainLine } from '../../../../domain/plain-line.ts';
import type { Lean } from '../../../../domain/written-day.ts';
import {
  askResponsibleText,
  dayAheadText,
  dayTooFarText,
  impossibleDayText,
  unknownDayText,
} from '../../../../text/cases.ts';
import { shortened } from '../../../../text/shorten.ts';
import { lineProblemText } from '../../../../text/tasks.ts';
import type { Call, Desk } from '../../command.ts';
import { type Assignees, readAssignees } from '../../find-assignees.ts';
import type { Asked, Read, Slot } from '../../form.ts';

export interface WordsWanted {
  readonly labels: readonly string[];
  /** With a small letter, for refusals. */
  readonly what: string;
  readonly most: number;
  readonly example: string;
  readonly question: string;
}

/** A slot of free words. */
export function wordsSlot<All>({ labels, question, ...wanted }: WordsWanted): Slot<string, All> {
  return {
    labels,
    free: true,
    ask: () => ({ kind: 'question', text: question }),
    read: (_call, typed) => readWords(typed, wanted),
  };
}

export function readWords(
  typed: string,
  { what, most, example }: Pick<WordsWanted, 'what' | 'most' | 'example'>,
): Read<string> {
  const line = plainLine(typed, most);
  if (line.kind === 'line') return { kind: 'value', value: line.text };
  return { kind: 'again', text: lineProblemText(line, what, most, example) };
}

export interface DayWanted {
  readonly labels: readonly string[];
  readonly lean: Lean;
  readonly example: string;
  readonly question: string;
}

const FARTHEST_BACK = 370;
const FARTHEST_AHEAD = 740;

/** «nhận ngày 12/3», «hẹn trả: thứ Sáu»: people name the day before they write it. */
const DAY_NAMED =
  /^(?:ngày\s+|ngay\s+)?(?:tiếp nhận|tiep nhan|nhận|nhan|hẹn trả|hen tra|trả|tra|ban hành|ban hanh|ký|ky)(?:\s*:|\s+(?:vào|vao|là|la))?\s+(?=\S)/iu;
const dayIn = (typed: string): string => typed.normalize('NFC').trim().replace(DAY_NAMED, '');

/** A slot for a day; one that lies behind where something happened. */
export function daySlot<All>({ labels, lean, example, question }: DayWanted): Slot<Day, All> {
  return {
    labels,
    ask: () => ({ kind: 'question', text: question }),
    read: (call, typed) => {
      const reading = readDay(dayIn(typed), call.today, lean);
      const words = shortened(typed);
      if (reading.kind === 'none') return { kind: 'again', text: unknownDayText(words, example) };
      if (reading.kind === 'impossible') return { kind: 'again', text: impossibleDayText(words, example), heard: true };
      const { day } = reading;
      if (lean === 'past' && day > call.today)
        return { kind: 'again', text: dayAheadText(day, call.today, example), heard: true };
      if (day < call.today - FARTHEST_BACK || day > call.today + FARTHEST_AHEAD)
        return { kind: 'again', text: dayTooFarText(day, call.today, example), heard: true };
      return { kind: 'value', value: day };
    },
  };
}

/** Who answers; `known` gives those who do already, and then nobody asks. */
export function responsibleSlot<All>(
  desk: Desk,
  what: string,
  known: (call: Call, filled: Partial<All>) => Promise<Assignees | null>,
): Slot<Assignees, All> {
  return {
    labels: ['phụ trách', 'chủ trì', 'người'],
    async ask(call, filled): Promise<Asked<Assignees>> {
      const value = await known(call, filled);
      return value ? { kind: 'assume', value } : { kind: 'question', text: askResponsibleText(what) };
    },
    read: (call, typed) => readAssignees(desk, call, typed),
  };
}

/**
 * The words of a line and the day in it: what stands behind the first «;», or a day at the end («… ngày 12/3») or at the
 * beginning («ngày 12/3 có …»).
 */
export function withDay(rest: string, today: Day, lean: Lean): { words: string; day?: string; more: string[] } {
  const parts = rest.split(';').map((part) => part.trim());
  const isDay = (some: readonly string[]) =>
    some.length > 0 && some.length <= 8 && readDay(dayIn(some.join(' ')), today, lean).kind !== 'none';
  if (parts.length > 1) {
    // What is told may hold a «;» of its own.
    const found = parts.findIndex((part, index) => index > 0 && isDay(part.split(/\s+/)));
    const at = found === -1 ? 1 : found;
    const day = parts[at];
    return { words: parts.slice(0, at).join('; '), ...(day ? { day } : {}), more: parts.slice(at + 1) };
  }
  const words = rest.trim().split(/\s+/);
  // The longest run that is a day: «ngày 12/3» and not «12/3» alone.
  const ends = words.findIndex((_, index) => index > 0 && isDay(words.slice(index)));
  if (ends > 0) return { words: words.slice(0, ends).join(' '), day: words.slice(ends).join(' '), more: [] };
  for (let length = Math.min(8, words.length - 1); length > 0; length--) {
    const start = words.slice(0, length);
    if (isDay(start)) return { words: words.slice(length).join(' '), day: start.join(' '), more: [] };
  }
  return { words: rest.trim(), more: [] };
}
