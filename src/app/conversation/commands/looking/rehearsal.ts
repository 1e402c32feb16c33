import { namesSpan, readSpan } from '../../../../domain/chat-span.ts';
import { fold } from '../../../../domain/fold.ts';
import {
  spanFarText,
  spanImpossibleText,
  spanPastText,
  spanTooLongText,
  spanUnknownText,
} from '../../../../text/agenda.ts';
import { askRehearsalText, noRehearsalText, type RehearsedMessage, rehearsalText } from '../../../../text/rehearsal.ts';
import { shortened } from '../../../../text/shorten.ts';
import type { SimulatedMessage } from '../../../simulate.ts';
import { type Call, type ChatCommand, type Desk, say, type Turn } from '../../command.ts';

/** What is played is played while others wait for their answers. */
const MOST_DAYS = 62;
/** Further ahead than this, the days until then are not played; nobody leaves everything undone for so long. */
const PLAYED_AHEAD_DAYS = 7;
/** Calendars are not known further ahead. */
const FURTHEST_DAYS = 731;

const BEGINS_LIKE_A_SPAN = /^(?:\d{1,2}(?:[/.-]\d|$)|(?:ngay|tuan|thang|quy|nam) \S+$)/;

/** «thử tháng 12»: what will be sent to whom, played on a copy. */
export function rehearsalCommand({ office, rehearse }: Desk): ChatCommand {
  return {
    name: 'rehearsal',
    heads: ['thử', 'chạy thử'],
    right: 'leader',
    help: {
      does: 'xem trước em sẽ nhắc ai, việc gì, ngày nào; không gửi thật',
      usage: 'thử <tuần, tháng hoặc ngày>',
      examples: ['thử tháng sau', 'thử tuần sau', 'thử tháng 12'],
    },
    looks: true,
    fits: (rest) => rest === '' || namesSpan(rest) || BEGINS_LIKE_A_SPAN.test(fold(rest)),
    begin: play,
    // «tháng 12», after the question; other words are about something else.
    resume: async (call) => (namesSpan(call.rest) ? play(call) : null),
    repeat: async ({ officer }) => asked(officer),
  };

  function asked(officer: Call['officer']): Turn {
    return { kind: 'wait', text: askRehearsalText(officer), state: {}, ifFree: true };
  }

  async function play(call: Call): Promise<Turn> {
    const { officer, today, now, directory } = call;
    if (call.rest === '') return asked(officer);
    if (rehearse === null) return say('rehearsal-refused', noRehearsalText());
    const reading = readSpan(call.rest, today);
    if (reading.kind !== 'period') {
      const text = reading.kind === 'impossible' ? spanImpossibleText : spanUnknownText;
      return say('rehearsal-refused', text(officer, shortened(call.rest), 'thử tháng 12'));
    }
    const { from, to } = reading;
    if (to < today) return say('rehearsal-refused', spanPastText(officer, 'thử tháng sau'));
    if (to > today + FURTHEST_DAYS) return say('rehearsal-refused', spanFarText(officer, 'thử tháng sau'));
    if (to - from >= MOST_DAYS) {
      return say('rehearsal-refused', spanTooLongText(officer, MOST_DAYS, 'thử tháng 12'));
    }
    const leap = from > today + PLAYED_AHEAD_DAYS;
    const messages = await rehearse({ from: Math.max(from, today), to, now, leap });
    const people = new Map(directory.officers.map((each) => [each.name, each]));
    const shown = messages.map((message) => rehearsed(message, people));
    return say('rehearsal', rehearsalText({ from: Math.max(from, today), to, today, leap, messages: shown }));
  }

  function rehearsed(message: SimulatedMessage, people: ReadonlyMap<string, Call['officer']>): RehearsedMessage {
    const { at, to, text, items } = message;
    return {
      moment: { day: office.zone.dayOf(at), minute: office.zone.minuteOf(at) },
      to: people.get(to) ?? { name: to, address: null },
      isGroup: !people.has(to),
      firstLine: text.split('\n')[0]!.replace(/:$/, ''),
      tasks: items.map(({ title, period, role }) => ({
        name: period === '' ? title : `${title} (${period})`,
        late: role === 'supervisor' || role === 'leader',
      })),
    };
  }
}
