import { describe, expect, test } from 'vitest';
import type { Contact } from '../../src/domain/contact.ts';
import * as agenda from '../../src/text/agenda.ts';
import * as journal from '../../src/text/journal.ts';
import * as looking from '../../src/text/looking.ts';
import * as rehearsal from '../../src/text/rehearsal.ts';
import * as situation from '../../src/text/situation.ts';
import { calendar, day } from '../domain/shipped.ts';
import { hung, lan, minh } from './samples.ts';
import { holdToVoice } from './voice.ts';

const today = day('2024-03-15');
const now = { day: today, minute: 540 };
/** Days as instants, so that a sample says on which day something was. */
const momentOf = (at: number) => ({ day: at, minute: 450 });

// ---- lists by days

const entry: agenda.AgendaItem = {
  code: 3,
  ref: 'III.1',
  title: 'Báo cáo kiểm soát TTHC',
  label: 'quý I/2024',
  target: today,
  lastDay: today + 2,
  legalLastDay: today + 3,
  time: 960,
  provisional: true,
  paused: true,
  daysLate: 0,
  leads: [lan],
  part: 'lead',
};
const list = (over: Partial<agenda.AgendaText>): string =>
  agenda.agendaText({ reader: hung, from: today, to: today + 7, today, whole: false, items: [entry], ...over });
const late = { ...entry, target: today - 3, lastDay: today - 3, legalLastDay: today - 3, daysLate: 2 };
const helping = { ...entry, part: 'cooperating' as const, leads: [lan, hung, minh, lan, hung] };

// ---- how it stands

const contacts: Contact[] = [
  { kind: 'promised', day: today + 1, at: today - 1 },
  { kind: 'promised', day: today - 1, at: today - 3 },
  { kind: 'acknowledged', at: today },
  { kind: 'not-done', at: today - 1 },
  { kind: 'asked-more-time', at: today - 1 },
  { kind: 'silent', sent: 3, lastAt: today, missed: [] },
  { kind: 'silent', sent: 3, lastAt: today, missed: [today - 2, today - 1] },
  { kind: 'bot-off', missed: [today - 2] },
  { kind: 'not-yet', nextAt: today + 3 },
  { kind: 'not-yet', nextAt: null },
  { kind: 'undelivered', why: 'refused', reason: 'strangers-refused', sent: 1 },
  { kind: 'undelivered', why: 'refused', reason: 'chat-not-found', sent: 1 },
  ...(['no-chat', 'refused', 'waiting', 'uncertain'] as const).flatMap((why): Contact[] => [
    { kind: 'undelivered', why, reason: 'blocked', sent: 0 },
    { kind: 'undelivered', why, reason: null, sent: 2 },
  ]),
];
const state = (over: Partial<situation.StateItem> = {}): situation.StateItem => ({
  ref: 'III.1',
  title: 'Báo cáo kiểm soát TTHC',
  label: 'quý I/2024',
  urgency: 'today',
  target: today,
  lastDay: today + 2,
  legalLastDay: today + 3,
  remindBy: null,
  provisional: false,
  daysLate: 0,
  people: contacts.map((contact) => ({ person: lan, awayUntil: null, standIn: null, contact })),
  ...over,
});
const away = (standIn: typeof hung | null) => ({
  person: lan,
  awayUntil: today + 3,
  standIn,
  contact: contacts[2]!,
});
const items = [
  state({ urgency: 'late', daysLate: 2, remindBy: today + 5 }),
  state({ people: [] }),
  state({ urgency: 'later', provisional: true, remindBy: today + 5, people: [away(hung), away(null)] }),
];
const seen = { now, momentOf };
const office = { ...seen, daysAhead: 30, open: 12, dueToday: 1, dueThisWeek: 2, late: 1, unanswered: 1, items };
const person = { ...seen, person: lan, positions: ['Tư pháp'], daysAhead: 30, items, cooperating: 2 };
const done = { label: '', target: today - 9, by: [lan], documentNumber: '45/BC-UBND' };
const task = { ...seen, ref: 'III.1', title: 'Báo cáo', leads: ['Tư pháp'], cooperating: ['Văn phòng'], items };

// ---- the log

const moment = { day: today - 1, minute: 450 };
const told = (['lead', 'unassigned', 'cooperating', 'supervisor', 'leader'] as const).map((role) => ({ role }));
const results = ['sent', 'uncertain', 'no-chat', 'blocked', 'failed', 'waiting', 'skipped'] as const;
const said: journal.Said[] = [
  ...(['acknowledged', 'not-done', 'acknowledgement-undone', 'promise-undone', 'done-undone'] as const).map((kind) => ({
    kind,
  })),
  ...(['approved', 'refused', 'request-undone'] as const).map((kind) => ({ kind })),
  ...([today, null] as const).flatMap((at): journal.Said[] => [
    { kind: 'promised', day: at },
    { kind: 'asked-more-time', day: at },
  ]),
  ...(['45/BC-UBND', null] as const).flatMap((documentNumber): journal.Said[] => [
    { kind: 'done', documentNumber, closes: documentNumber !== null },
    { kind: 'result', documentNumber },
  ]),
];
const changes: journal.JournalChange[] = [
  ...(['cancelled', 'left-out', 'reopened', 'released'] as const).map((kind) => ({ kind })),
  ...(['task-added', 'task-paused', 'task-resumed', 'task-removed'] as const).map((kind) => ({ kind })),
  { kind: 'task-edited', fields: ['title', 'rules', 'deadlineText', 'gì khác'] },
  { kind: 'task-edited', fields: [] },
  { kind: 'moved', from: today, to: today + 1 },
  { kind: 'redated', from: null, to: today + 1 },
];
const lines: journal.JournalLine[] = [
  ...told.map(
    ({ role }) => ({ moment, kind: 'told', person: lan, role, channel: 'telegram', result: 'sent' }) as const,
  ),
  ...results.map((result) => ({ moment, kind: 'told', person: null, role: 'lead', channel: null, result }) as const),
  { moment, kind: 'missed' },
  ...said.map((each) => ({ moment, kind: 'said', person: lan, said: each }) as const),
  ...changes.map((change) => ({ moment, kind: 'changed', person: null, change }) as const),
];
const log = { today, ref: 'III.1', title: 'Báo cáo' };
const occurrence = { label: 'quý I/2024', legalLastDay: today, state: 'open', lines } as const;
const states = ['open', 'held', 'done', 'cancelled', 'skipped'] as const;

// ---- how a date came about

const daysOff = [day('2024-04-29'), day('2024-05-04')].map((each) => ({ day: each, entry: calendar.entry(each)! }));
const explained: looking.ExplainedDeadline = { label: 'quý I/2024', text: 'hạn thứ Sáu.', daysOff, provisional: false };
const explanation = {
  ...{ today, ref: 'III.1', title: 'Báo cáo', rules: 'ngày 5 hằng tháng', deadlineText: 'Ngày 05', source: 'Kế hoạch' },
  ...{ pausedOn: today, asked: { ...explained, movedTo: today, remindBy: today + 2, legalLastDay: today } },
  ...{ next: [explained], events: [] },
};
const bare = { ...explanation, pausedOn: null, asked: null, next: [], source: '', deadlineText: '' };

// ---- what would be sent

const message = {
  moment: now,
  to: lan,
  isGroup: false,
  firstLine: 'Chào chị Lan',
  tasks: ['Báo cáo', 'Kế hoạch'].map((name) => ({ name, late: false })),
};
const group = { ...message, to: { name: 'Toàn xã', address: null }, isGroup: true, tasks: [] };
const play = (over: Partial<rehearsal.RehearsalText>): string =>
  rehearsal.rehearsalText({ from: today, to: today + 9, today, leap: false, messages: [message, group], ...over });

holdToVoice([agenda, journal, looking, rehearsal, situation], {
  agendaText: [
    list({}),
    list({ items: [] }),
    list({ items: [], from: today, to: today }),
    list({ items: [late, { ...entry, code: null, target: today - 1 }, helping] }),
    list({ whole: true, items: [entry, { ...entry, part: null, leads: [] }, helping] }),
  ],
  spanTooLongText: [agenda.spanTooLongText(lan, 100, 'việc tuần')],
  spanUnknownText: [agenda.spanUnknownText(lan, 'bay', 'việc tuần')],
  spanImpossibleText: [agenda.spanImpossibleText(lan, '30/2', 'việc tuần')],
  spanFarText: [agenda.spanFarText(lan, 'việc tuần')],
  spanPastText: [agenda.spanPastText(lan, 'việc tuần')],
  sayMoment: [situation.sayMoment(now, today)],
  situationText: [
    situation.situationText({ ...office, unreachable: [] }),
    situation.situationText({
      ...office,
      unanswered: 0,
      items: Array(30).fill(items[1]),
      unreachable: (['no-chat', 'broken', 'stopped'] as const).map((why) => ({ person: minh, why })),
    }),
  ],
  personSituationText: [
    situation.personSituationText({ ...person, unreachable: null, awayUntil: null, standIn: null }),
    situation.personSituationText({ ...person, unreachable: 'stopped', awayUntil: today, standIn: hung, items: [] }),
    situation.personSituationText({ ...person, unreachable: null, awayUntil: today, standIn: null, positions: [] }),
  ],
  taskSituationText: [
    situation.taskSituationText({ ...task, pausedOn: null, lastDone: done }),
    situation.taskSituationText({
      ...{ ...task, leads: [], cooperating: [], items: [], pausedOn: today },
      lastDone: { ...done, label: 'tháng 2/2024', by: [], documentNumber: null },
    }),
  ],
  journalLineText: lines.map((line) => journal.journalLineText(line, today, (person) => person.name)),
  journalText: [
    journal.journalText({
      ...log,
      changes: lines,
      occurrences: states.map((each) => ({ ...occurrence, state: each })),
    }),
    journal.journalText({ ...log, changes: [], occurrences: [{ ...occurrence, label: '', lines: [] }] }),
    journal.journalText({ ...log, changes: [], occurrences: [] }),
  ],
  whichTaskText: [true, false].map((choices) => looking.whichTaskText(lan, choices)),
  notYoursToSeeText: [looking.notYoursToSeeText(lan, 'Báo cáo')],
  explanationText: [
    looking.explanationText(explanation),
    looking.explanationText({ ...explanation, next: [{ ...explained, label: '', daysOff: [], provisional: true }] }),
    looking.explanationText(bare),
    looking.explanationText({ ...bare, rules: '' }),
    looking.explanationText({ ...bare, events: ['tiếp nhận kiến nghị'] }),
  ],
  planSourceText: [looking.planSourceText('Kế hoạch', 'III.1', 2024)],
  ownSourceText: [looking.ownSourceText(today)],
  rehearsalText: [
    play({}),
    play({ leap: true, messages: [] }),
    play({ to: today, messages: [message, { ...message, tasks: [{ name: 'Báo cáo', late: true }] }, group] }),
    play({ messages: Array(50).fill(message) }),
  ],
  askRehearsalText: [rehearsal.askRehearsalText(lan)],
  noRehearsalText: [rehearsal.noRehearsalText()],
});

test('what a superior only has to know is told apart from the own tasks', () => {
  const tasks = [
    { name: 'Báo cáo', late: false },
    { name: 'Kế hoạch', late: true },
  ];
  expect(play({ to: today, messages: [{ ...message, tasks }] })).toMatch(
    /• 09:00 chị Lan: Chào chị Lan\n {3}Báo cáo\n {3}Kế hoạch \(quá hạn, báo để biết\)$/,
  );
});

test('a day that waits for its notice has no source yet', () => {
  const entry = {
    ...calendar.entry(day('2024-04-29'))!,
    certainty: 'pending' as const,
    source: 'Dự kiến, chờ thông báo',
  };
  const waiting = { ...explained, daysOff: [{ day: day('2024-04-29'), entry }] };
  expect(looking.explanationText({ ...explanation, next: [waiting] })).toMatch(/, chờ công bố\)\.$/m);
});

describe('silence is told apart', () => {
  const said = (contact: Contact) =>
    situation.situationText({
      ...office,
      unreachable: [],
      items: [state({ people: [{ person: lan, awayUntil: null, standIn: null, contact }] })],
    });

  test('no two kinds of silence, and no two kinds of answer, read the same', () => {
    const texts = contacts.map(said);
    expect(new Set(texts).size).toBe(contacts.length);
  });

  test.each<[Contact, RegExp]>([
    [
      { kind: 'silent', sent: 3, lastAt: today, missed: [] },
      /chị Lan: đã nhắc 3 lần, lần gần nhất 07:30 hôm nay, chưa có trả lời$/m,
    ],
    [
      { kind: 'bot-off', missed: [today - 2] },
      /chị Lan: chưa được nhắc, vì em không hoạt động lúc cần nhắc thứ Tư 13\/3$/m,
    ],
    [{ kind: 'promised', day: today + 3, at: today }, /chị Lan: hẹn xong thứ Hai 18\/3 \(báo lúc 07:30 hôm nay\)$/m],
    [
      { kind: 'undelivered', why: 'refused', reason: 'blocked', sent: 2 },
      /người nhận đã chặn em; trước đó đã nhắc 2 lần$/m,
    ],
  ])('%j', (contact, expected) => {
    expect(said(contact)).toMatch(expected);
  });
});

test('a day is said as it has to be typed to see it alone', () => {
  expect(play({})).toMatch(/«thử 15\/3» để xem kỹ một ngày\.$/);
  expect(play({ messages: [{ ...message, moment: { day: day('2025-01-02'), minute: 0 } }] })).toMatch(
    /«thử 2\/1\/2025»/,
  );
});
