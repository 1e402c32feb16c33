import { namesSpan, readSpan } from '../../../../domain/chat-span.ts';
import type { Day } from '../../../../domain/civil-day.ts';
import { fold } from '../../../../domain/fold.ts';
import {
  type AgendaItem,
  agendaText,
  spanImpossibleText,
  spanPastText,
  spanTooLongText,
  spanUnknownText,
} from '../../../../text/agenda.ts';
import { noRightText } from '../../../../text/conversation.ts';
import { shortened } from '../../../../text/shorten.ts';
import { type AgendaEntry, agenda } from '../../../agenda.ts';
import { type Call, type ChatCommand, type CommandHelp, type Desk, over, say, type Turn } from '../../command.ts';
import { allowed } from '../../dialog.ts';
import { meansSelf, readOfficer } from '../../find.ts';
import { MOST_CHOICES } from '../../talk.ts';
import { makeView } from '../../view.ts';

const MOST_DAYS = 100;
/** «lịch» alone. */
const CALENDAR_DAYS = 30;
/** «việc cả xã», without a span. */
const WHOLE_DAYS = 14;

/** «cả xã», «tất cả», «mọi người», at either end of the words. */
const WHOLE =
  /(?:^| )(?:(?:cua )?(?:ca|toan) (?:xa|don vi|co quan|uy ban|phong|phuong)|tat ca|(?:cua )?moi nguoi)(?= |$)/;

const NAME = '\\p{Lu}\\p{L}*(?:\\s+\\p{Lu}\\p{L}*){0,3}';
const CALLED = '(?:anh|chị|cô|chú|bác|ông|bà|đồng chí|đ/c|Anh|Chị|Cô|Đồng chí|Đ/c)';
/** «việc của Lan», «việc tuần chị Hoa», «viec cua lan»: whose, at the end; a sentence goes on behind the name. */
const OF = new RegExp(
  `(?:^|\\s)(?:(?:của|cua)\\s+(${CALLED}\\s+\\p{L}+|${NAME}|\\p{L}+)|(${CALLED}\\s+${NAME}))$`,
  'u',
);

interface Asked {
  readonly whole: boolean;
  /** Who is named, as typed; null for the reader's own. */
  readonly of: string | null;
  /** What is left: the span, as typed folded; empty where none was named. */
  readonly span: string;
}

function asked(rest: string): Asked {
  const all = fold(rest);
  const whole = all.replace(WHOLE, ' ').trim() !== all.trim();
  const typed = rest
    .normalize('NFC')
    .replace(/[\s.?!]+$/, '')
    .trim();
  const named = whole ? null : OF.exec(typed);
  const of = named ? (named[1] ?? named[2])!.trim() : null;
  const folded = named ? fold(typed.slice(0, named.index)) : all;
  const without = folded.replace(WHOLE, ' ').trim().replace(/\s+/g, ' ');
  return { whole, of: of !== null && meansSelf(of) ? null : of, span: without.replace(/^(?:trong|cua|cho) /, '') };
}

/** True where every word belongs to the question: a sentence that only begins like it is something else. */
function isAsked(rest: string): boolean {
  const { whole, of, span } = asked(rest);
  return span === '' ? whole || of !== null : namesSpan(span);
}

/** «việc tuần», «việc tháng 12 cả xã», «lịch»: lists by days. */
export function agendaCommands(desk: Desk): ChatCommand[] {
  const { store, office } = desk;
  const view = makeView({ store, office });

  async function show(call: Call, { whole, of, span }: Asked, days: number): Promise<Turn> {
    const { officer, directory, today } = call;
    const named = of === null ? null : readOfficer(call, of);
    const isOther = named !== null && !(named.kind === 'value' && named.value === officer.id);
    if ((whole || isOther) && !allowed(officer, 'leader')) {
      const effects = [{ kind: 'note', what: 'no-right', data: { command: 'agenda' } }] as const;
      const head = whole ? 'việc cả xã' : 'việc của người khác';
      return over({ intent: 'no-right', effects, text: noRightText(officer, head, 'leader') });
    }
    if (named?.kind === 'again') return say('agenda-refused', named.text);
    const owner = isOther ? directory.officer(named!.value) : undefined;
    const reading = span === '' ? ({ kind: 'period', from: today, to: today + days } as const) : readSpan(span, today);
    if (reading.kind !== 'period') {
      const text = reading.kind === 'impossible' ? spanImpossibleText : spanUnknownText;
      return say('agenda-refused', text(officer, shortened(call.rest), 'việc tháng 12'));
    }
    const { from, to } = reading;
    if (to < today) return say('agenda-refused', spanPastText(officer, 'việc tháng sau'));
    if (to - from >= MOST_DAYS) return say('agenda-refused', spanTooLongText(officer, MOST_DAYS, 'việc tháng 12'));
    const entries = await agenda(desk, directory, { from, to, today, officerId: whole ? null : (owner ?? officer).id });
    const codes = whole || owner ? new Map<number, number>() : await codesFor(call, entries);
    const items = entries.map((entry) => itemOf(entry, codes, today));
    return say('agenda', agendaText({ reader: officer, from, to, today, whole, of: owner, items }));
  }

  /** The same tasks get codes as in «việc»: what is far ahead is not there to be closed by a bare «xong». */
  async function codesFor({ officer, directory, now }: Call, entries: readonly AgendaEntry[]) {
    const shown = new Set(entries.map((entry) => entry.occurrenceId));
    const near = (await view.openTasks(officer, directory, now)).filter(({ occurrence }) => shown.has(occurrence.id));
    const items = near.slice(0, MOST_CHOICES).map(({ occurrence, role }) => ({ occurrenceId: occurrence.id, role }));
    return store.assignCodes({ officerId: officer.id, items, at: now });
  }

  function itemOf(entry: AgendaEntry, codes: ReadonlyMap<number, number>, today: Day): AgendaItem {
    const { target, lastDay, legalLastDay, time, certainty } = entry.deadline;
    return {
      ...entry,
      code: (entry.occurrenceId === null ? null : codes.get(entry.occurrenceId)) ?? null,
      ...{ target, lastDay, legalLastDay, time },
      provisional: certainty === 'provisional',
      daysLate: Math.max(0, office.calendar.workingDaysBetween(legalLastDay, today)),
    };
  }

  const tasks: ChatCommand = {
    name: 'agenda',
    heads: ['việc'],
    right: 'officer',
    help: HELP,
    fits: isAsked,
    certain: isAsked,
    begin: (call) => show(call, asked(call.rest), WHOLE_DAYS),
  };
  const calendar: ChatCommand = {
    name: 'calendar-view',
    heads: ['lịch', 'lịch việc', 'lịch làm việc'],
    right: 'officer',
    help: CALENDAR_HELP,
    fits: (rest) => rest === '' || isAsked(rest),
    certain: (rest) => rest === '' || isAsked(rest),
    begin: (call) => show(call, asked(call.rest), CALENDAR_DAYS),
  };
  return [tasks, calendar];
}

const HELP: CommandHelp = {
  does: 'các việc cần gửi trong tuần, trong tháng hay một khoảng ngày; lãnh đạo và người quản trị thêm «cả xã» để xem của mọi người',
  usage: 'việc <tuần, tháng hoặc khoảng ngày>',
  examples: ['việc tuần', 'việc tháng sau', 'việc tháng 12', 'việc 20/12 đến 31/12', 'việc tuần cả xã'],
};

const CALENDAR_HELP: CommandHelp = {
  does: 'các việc cần gửi trong 30 ngày tới, xếp theo ngày',
  usage: 'lịch',
  examples: ['lịch', 'lịch tháng sau'],
};
