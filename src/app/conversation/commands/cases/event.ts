import { eventKindOf } from '../../../../domain/case.ts';
import { readDay } from '../../../../domain/chat-day.ts';
import type { Day } from '../../../../domain/civil-day.ts';
import { namesMeant } from '../../../../domain/event-words.ts';
import { fold } from '../../../../domain/fold.ts';
import { recordedAlreadyText } from '../../../../text/cases.ts';
import {
  type AwaitedEvent,
  askEventDayText,
  askEventText,
  awaitedEventsText,
  eventPreviewText,
  eventSavedText,
  eventStartsNothingText,
  noEventsText,
  severalEventsText,
  unknownEventText,
} from '../../../../text/events.ts';
import { shortened } from '../../../../text/shorten.ts';
import { awaitedEvents } from '../../../awaited-events.ts';
import type { TaskView } from '../../../store.ts';
import { type Call, type ChatCommand, type Desk, say } from '../../command.ts';
import { form } from '../../form.ts';
import { daySlot, readWords, withDay } from './slots.ts';
import { startedSteps } from './started.ts';
import { type CaseSort, caseRedating, caseWithdrawal } from './which.ts';

const SORT: CaseSort = {
  word: 'event',
  kinds: ['event', 'petition-result'],
  right: 'admin',
  lean: 'past',
  dayExample: 'hôm qua',
  dayQuestion: askEventDayText(),
};

const NOTE = { what: 'ghi chú', most: 200, example: 'Quyết định 45/QĐ-UBND' };

/** Words after which an event is told without the command's name: «có quyết định phê duyệt … ngày 12/3». */
const TOLD = ['có', 'đã có', 'mới có', 'vừa có'].flatMap((when) => [`${when} quyết định`, `${when} văn bản chỉ đạo`]);

/** «hôm nay đã có quyết định …», «ngày 12/3 UBND tỉnh có quyết định …». */
const TOLD_AFTER_DAY =
  /^(?:(?:sang|chieu) )?(?:hom (?:nay|qua|kia)|ngay [\d/.-]+|thu \S+)(?: (?:ubnd|chu tich ubnd)(?: tinh)?)?(?: (?:da|vua|moi))? (?:co|ban hanh) (?:quyet dinh|van ban chi dao) /;

/** «sự kiện …»: something happened from which terms are counted. */
export function eventCommands(desk: Desk): ChatCommand[] {
  const recorded = (name: string, heads: readonly string[]) =>
    form<{ event: string; day: Day; note: string }>({
      name,
      heads,
      right: 'admin',
      help: {
        does: 'ghi điều đã xảy ra để em bắt đầu tính hạn của các việc chờ nó',
        usage: 'sự kiện <điều đã xảy ra>; <ngày>; <ghi chú>',
        examples: ['sự kiện phê duyệt quy trình nội bộ; hôm nay', 'sự kiện'],
      },
      slots: {
        event: {
          labels: ['sự kiện'],
          free: true,
          async ask() {
            const events = awaitedEvents(await desk.store.tasks());
            return { kind: 'question', text: askEventText(), choices: events.map(choiceOf) };
          },
          async read(_call, typed) {
            const events = awaitedEvents(await desk.store.tasks());
            const meant = namesMeant(
              typed,
              events.map((each) => each.name),
            );
            const [only] = meant;
            if (only && meant.length === 1) return { kind: 'value', value: only };
            const offered = events.filter((each) => meant.length === 0 || meant.includes(each.name));
            const text = only ? severalEventsText(shortened(typed)) : unknownEventText(shortened(typed));
            return { kind: 'again', text, choices: offered.map(choiceOf) };
          },
        },
        day: daySlot({ labels: ['ngày'], lean: 'past', example: SORT.dayExample, question: SORT.dayQuestion }),
        note: {
          labels: ['ghi chú'],
          ask: () => ({ kind: 'assume', value: '' }),
          read: (_call, typed) => readWords(typed, NOTE),
        },
      },
      split: (call) => {
        const { words, day, more } = withDay(call.rest, call.today, 'past');
        return { event: words, ...(day ? { day } : {}), ...(more.length > 0 ? { note: more.join('; ') } : {}) };
      },
      async preview(call, { event, day, note }) {
        const { today } = call;
        const same = (await desk.store.officeEvents()).some(
          (each) => each.day === day && fold(each.name) === fold(event) && fold(each.note) === fold(note),
        );
        if (same) return { kind: 'refuse', text: recordedAlreadyText(note === '' ? event : note, day, today) };
        const steps = await startedSteps(desk, call, await activeTasks(desk), { name: event, day });
        if (steps.length === 0) return { kind: 'refuse', text: eventStartsNothingText(event, day, today), ask: 'day' };
        return { kind: 'ready', text: eventPreviewText({ name: event, day, note, steps }, today) };
      },
      async save(call, { event, day, note }) {
        const steps = await startedSteps(desk, call, await activeTasks(desk), { name: event, day });
        const kind = eventKindOf(event);
        const newEvent = { kind, name: event, day, note, caseId: null, taskRef: null };
        return {
          effects: [{ kind: 'case', change: { act: 'record', event: newEvent } }],
          text: eventSavedText(event, steps.length),
        };
      },
    });

  const plain = recorded('event', ['sự kiện', 'ghi sự kiện']);
  const told = recorded('event-told', TOLD);
  return [
    {
      ...plain,
      async begin(call: Call) {
        const events = awaitedEvents(await desk.store.tasks());
        if (events.length === 0) return say('event-refused', noEventsText());
        return call.rest === '' ? say('events', awaitedEventsText(events)) : plain.begin(call);
      },
    },
    {
      ...told,
      async begin(call: Call) {
        const events = awaitedEvents(await desk.store.tasks());
        if (events.length === 0) return say('event-refused', noEventsText());
        return call.rest === '' ? say('events', awaitedEventsText(events)) : told.begin(call);
      },
      // An ordinary sentence may begin the same way; what happened on a day and is waited for is meant.
      fits: (rest) => rest === '' || endsWithDay(rest),
      spots: (text) => TOLD_AFTER_DAY.test(fold(text)) && endsWithDay(text),
      certain: () => true,
      help: {
        ...told.help,
        usage: 'có quyết định <về việc gì> ngày <ngày>',
        examples: ['có quyết định phê duyệt quy trình nội bộ ngày hôm nay'],
      },
    },
    caseRedating(desk, SORT, {
      name: 'event-redate',
      heads: ['sự kiện sửa', 'sửa sự kiện'],
      help: {
        does: 'sửa ngày của sự kiện đã ghi',
        usage: 'sự kiện sửa <sự kiện>; <ngày>',
        examples: ['sự kiện sửa phê duyệt quy trình nội bộ; hôm qua'],
      },
    }),
    caseWithdrawal(desk, SORT, {
      name: 'event-withdraw',
      heads: ['sự kiện bỏ', 'bỏ sự kiện'],
      help: {
        does: 'bỏ sự kiện ghi nhầm, các việc mở theo nó đóng lại',
        usage: 'sự kiện bỏ <sự kiện>',
        examples: ['sự kiện bỏ phê duyệt quy trình nội bộ'],
      },
    }),
  ];
}

/** Whatever «today» is, a text either ends in a day or does not. */
const ANY_DAY = 20_000;
const endsWithDay = (rest: string): boolean => {
  const { words, day } = withDay(rest, ANY_DAY, 'past');
  return words !== '' && day !== undefined && readDay(day, ANY_DAY, 'past').kind !== 'none';
};

async function activeTasks({ store }: Desk): Promise<TaskView[]> {
  return (await store.tasks()).filter((task) => task.state === 'active');
}

const choiceOf = ({ name, refs }: AwaitedEvent) => ({ label: `${name} (mục ${refs.join(', ')})`, value: name });
