import { readDay } from '../../../../domain/chat-day.ts';
import type { Day } from '../../../../domain/civil-day.ts';
import {
  askNewDayText,
  heldOccurrenceText,
  impossibleDayText,
  movePreviewText,
  noOpenOccurrenceText,
  occurrenceChoice,
  occurrenceGoneText,
  occurrenceMovedText,
  pastDayText,
  sameDayText,
  skipPreviewText,
  skippedText,
  tooFarDayText,
  unknownDayText,
  whichOccurrenceText,
} from '../../../../text/one-deadline.ts';
import { shortened } from '../../../../text/shorten.ts';
import { askTaskText } from '../../../../text/tasks.ts';
import { movedOccurrence } from '../../../coming.ts';
import type { ScheduledOccurrence } from '../../../store.ts';
import type { Call, ChatCommand, Desk } from '../../command.ts';
import { codeOf, readTask } from '../../find.ts';
import { type Choice, form, type Read, type Slot } from '../../form.ts';
import { type SeenTask, seeTask } from './office-tasks.ts';

/** An occurrence and its task, so that both can be read again. */
interface Meant {
  readonly taskId: number;
  readonly occurrenceId: number;
}

const FARTHEST_DAYS = 366;

/** «bỏ kỳ này» and «đổi hạn kỳ này»: what is decided about one deadline alone. */
export function occurrenceCommands(desk: Desk): ChatCommand[] {
  return [skipCommand(desk), moveCommand(desk)];
}

function skipCommand(desk: Desk): ChatCommand {
  return form<{ occurrence: Meant }>({
    name: 'skip-occurrence',
    heads: ['bỏ kỳ này', 'bỏ kỳ'],
    right: 'admin',
    help: {
      does: 'bỏ riêng kỳ này của một việc; các kỳ sau vẫn như cũ',
      usage: 'bỏ kỳ này <việc>',
      examples: ['bỏ kỳ này X.1.3'],
    },
    slots: { occurrence: occurrenceSlot(desk) },
    async preview(call, { occurrence }) {
      const found = await seeOccurrence(desk, call, occurrence);
      if (found.kind === 'gone') return { kind: 'refuse', text: occurrenceGoneText(found.title) };
      const { seen, one } = found;
      const next = seen.coming.find((dates) => dates.nominal > one.nominal) ?? null;
      return {
        kind: 'ready',
        text: skipPreviewText(seen.ref, seen.title, choiceOf(one, call.today), seen.leads, next, call.today),
      };
    },
    async save(call, { occurrence }) {
      const found = await seeOccurrence(desk, call, occurrence);
      const change = { act: 'skip-occurrence', occurrenceId: occurrence.occurrenceId } as const;
      const text =
        found.kind === 'gone' ? '' : skippedText(found.seen.ref, found.seen.title, choiceOf(found.one, call.today));
      return { effects: [{ kind: 'task', change }], text };
    },
  });
}

function moveCommand(desk: Desk): ChatCommand {
  return form<{ occurrence: Meant; day: Day }>({
    name: 'move-occurrence',
    heads: ['đổi hạn kỳ này', 'đổi hạn kỳ', 'đổi hạn', 'dời hạn kỳ này', 'dời hạn'],
    right: 'admin',
    help: {
      does: 'đổi hạn chính thức của riêng kỳ này',
      usage: 'đổi hạn kỳ này <việc>; <ngày>',
      examples: ['đổi hạn kỳ này X.1.3; thứ Sáu tuần sau'],
    },
    slots: {
      occurrence: occurrenceSlot(desk),
      day: {
        labels: ['ngày', 'hạn', 'hạn mới'],
        async ask(call, { occurrence }) {
          const seen = await seeTask(desk, call, occurrence!.taskId);
          return { kind: 'question', text: askNewDayText(seen?.title ?? '') };
        },
        read: ({ today }, typed) => readNewDay(typed, today),
      },
    },
    split({ rest }) {
      const match = /^(.*?)(?:\s*;\s*|\s+(?:sang|thành|thanh|đến|den|tới|toi)\s+)(?:ngày\s+|ngay\s+)?(.+)$/iu.exec(
        rest,
      );
      return match ? { occurrence: match[1]!, day: match[2]! } : { occurrence: rest };
    },
    async preview(call, { occurrence, day }) {
      const { today, now } = call;
      const found = await seeOccurrence(desk, call, occurrence);
      if (found.kind === 'gone') return { kind: 'refuse', text: occurrenceGoneText(found.title) };
      const { seen, one } = found;
      if (day < today) return { kind: 'refuse', text: pastDayText(day, today), ask: 'day' };
      if (day === one.lastDay && day === one.legalLastDay) {
        return { kind: 'refuse', text: sameDayText(day, today), ask: 'day' };
      }
      const { dates, steps } = movedOccurrence(seen.schedule, one, day, desk.office, now);
      const shown = { occurrence: choiceOf(one, today), to: dates, steps, leads: seen.leads };
      return { kind: 'ready', text: movePreviewText(seen.ref, seen.title, shown, today) };
    },
    async save(call, { occurrence, day }) {
      const found = await seeOccurrence(desk, call, occurrence);
      const before = found.kind === 'gone' ? null : found.one.movedTo;
      const change = { act: 'move-occurrence', occurrenceId: occurrence.occurrenceId, lastDay: day, before } as const;
      if (found.kind === 'gone') return { effects: [{ kind: 'task', change }], text: '' };
      const { seen, one } = found;
      const { dates } = movedOccurrence(seen.schedule, one, day, desk.office, call.now);
      return {
        effects: [{ kind: 'task', change }],
        text: occurrenceMovedText(seen.ref, seen.title, dates, call.today),
      };
    },
  });
}

function readNewDay(typed: string, today: Day): Read<Day> {
  const said = readDay(typed, today);
  switch (said.kind) {
    case 'none':
      return { kind: 'again', text: unknownDayText(shortened(typed)) };
    case 'impossible':
      return { kind: 'again', text: impossibleDayText(shortened(typed)), heard: true };
    case 'day':
      if (said.day < today) return { kind: 'again', text: pastDayText(said.day, today), heard: true };
      if (said.day > today + FARTHEST_DAYS) return { kind: 'again', text: tooFarDayText(said.day, today), heard: true };
      return { kind: 'value', value: said.day };
  }
}

function occurrenceSlot<All>(desk: Desk): Slot<Meant, All> {
  return {
    labels: [],
    ask: () => ({ kind: 'question', text: askTaskText() }),
    read: (call, typed) => readOccurrence(desk, call, typed),
  };
}

/** By code the very occurrence; by task the overdue ones and the next one. */
async function readOccurrence(desk: Desk, call: Call, typed: string): Promise<Read<Meant>> {
  const code = codeOf(typed);
  const coded = code === null ? null : await desk.store.occurrenceOfCode({ officerId: call.officer.id, code });
  if (coded?.state === 'held' && code !== null) return { kind: 'again', text: heldOccurrenceText(code), heard: true };
  if (coded?.state === 'open') return { kind: 'value', value: { taskId: coded.task.id, occurrenceId: coded.id } };
  const task = await readTask(desk, call, typed);
  if (task.kind === 'value') return ofTask(desk, call, task.value);
  const every = await Promise.all(
    (task.choices ?? []).map(async (choice): Promise<Choice[]> => {
      const one = await ofTask(desk, call, choice.value as number);
      if (one.kind === 'value') return [{ label: choice.label, value: one.value }];
      return (one.choices ?? []).map((each) => ({ ...each, label: `${choice.label}, ${each.label}` }));
    }),
  );
  const choices = every.flat();
  return { kind: 'again', text: task.text, ...(choices.length > 0 ? { choices } : {}) };
}

async function ofTask(desk: Desk, call: Call, taskId: number): Promise<Read<Meant>> {
  const seen = await seeTask(desk, call, taskId);
  if (!seen) return { kind: 'again', text: askTaskText() };
  const late = seen.open.filter((one) => one.legalLastDay < call.today);
  const next = seen.open.find((one) => one.legalLastDay >= call.today);
  const candidates = next ? [...late, next] : late;
  const [only] = candidates;
  if (!only) return { kind: 'again', text: noOpenOccurrenceText(seen.ref, seen.title), heard: true };
  if (candidates.length === 1) return { kind: 'value', value: { taskId, occurrenceId: only.id } };
  const choices = candidates.map((one) => ({
    label: choiceOf(one, call.today),
    value: { taskId, occurrenceId: one.id },
  }));
  return { kind: 'again', text: whichOccurrenceText(seen.title), choices };
}

type Found =
  | { readonly kind: 'open'; readonly seen: SeenTask; readonly one: ScheduledOccurrence }
  /** Closed meanwhile, or its task is gone. */
  | { readonly kind: 'gone'; readonly title: string };

async function seeOccurrence(desk: Desk, call: Call, { taskId, occurrenceId }: Meant): Promise<Found> {
  const seen = await seeTask(desk, call, taskId);
  const one = seen?.open.find((each) => each.id === occurrenceId);
  if (seen && one) return { kind: 'open', seen, one };
  const gone = await desk.store.occurrence(occurrenceId);
  return { kind: 'gone', title: gone?.task.title ?? '' };
}

const choiceOf = (one: ScheduledOccurrence, today: Day) => occurrenceChoice({ label: one.label, dates: one }, today);
