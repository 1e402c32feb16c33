import * as calendarTexts from '../../src/text/calendar.ts';
import type { ListedDay } from '../../src/text/calendar-days.ts';
import * as yearTexts from '../../src/text/calendar-year.ts';
import { day } from '../domain/shipped.ts';
import { hung, lan, minh } from './samples.ts';
import { holdToVoice } from './voice.ts';

const on = (iso: string, more: Partial<ListedDay> = {}): ListedDay => {
  return { day: day(iso), kind: 'off', certainty: 'official', name: 'Tết Nguyên đán', ...more };
};
const today = day('2026-11-16');
const example = day('2026-11-30');
const tet = ['2027-02-04', '2027-02-05', '2027-02-08'].map((iso) => on(iso, { certainty: 'pending' }));
const worked = on('2026-11-28', { kind: 'worked', name: 'hoán đổi dịp lễ' });
const plain = [on('2026-11-24', { kind: 'plain', name: '' }), on('2026-11-28', { kind: 'plain', name: '' })];
const moved = { title: 'Báo cáo kiểm soát', label: 'quý IV/2026', from: example, to: today };
const echo = { days: [on('2026-11-23'), worked], source: '', moved: [], told: [] };
const year = { year: 2027, source: 'Thông báo số 15', off: 12, worked: 1, dropped: tet, hasTet: true };
const problems = (['past', 'far', 'free', 'weekday', 'worked'] as const).map((kind) => ({ kind, day: today }));
const lines = [{ kind: 'empty' }, { kind: 'too-long', length: 300 }, { kind: 'control' }] as const;

holdToVoice([calendarTexts, yearTexts], {
  yearText: [
    calendarTexts.yearText(lan, 2026, true, [on('2026-02-16'), worked]),
    calendarTexts.yearText(hung, 2027, false, [...tet, on('2027-04-16', { certainty: 'computed', name: 'Giỗ Tổ' })]),
    calendarTexts.yearText(minh, 2027, false, []),
  ],
  yearHintText: [
    calendarTexts.yearHintText(2027, true, example, example),
    calendarTexts.yearHintText(2026, false, example, null),
  ],
  askDaysOffText: [calendarTexts.askDaysOffText(lan, example)],
  askListedDayText: [calendarTexts.askListedDayText(minh)],
  askDaySourceText: [calendarTexts.askDaySourceText(lan)],
  askYearText: [yearTexts.askYearText(lan, 2027)],
  unreadDaysText: (['none', 'impossible', 'reversed'] as const).map((why) =>
    calendarTexts.unreadDaysText(lan, '30/2', why, example),
  ),
  badDayText: [...problems, { kind: 'many' as const, count: 90 }].map((why) =>
    calendarTexts.badDayText(hung, why, example),
  ),
  badLineText: lines.map((why) => calendarTexts.badLineText(minh, why, 200)),
  knownDaysText: [calendarTexts.knownDaysText(lan, [on('2026-11-24')])],
  notListedText: [example, day('2026-11-29')].map((each) => calendarTexts.notListedText(lan, each)),
  badYearText: [yearTexts.badYearText(lan, 'năm kia', 2027)],
  yearAnnouncedText: [yearTexts.yearAnnouncedText(2026)],
  yearNotAnnouncedText: [true, false].map((shipped) => yearTexts.yearNotAnnouncedText(2027, shipped)),
  daysPreviewText: [
    calendarTexts.daysPreviewText(echo, today),
    calendarTexts.daysPreviewText(
      { ...echo, source: 'Thông báo số 12', moved: Array(20).fill({ ...moved, leads: [lan, minh] }), told: [hung] },
      today,
    ),
    calendarTexts.daysPreviewText({ ...echo, days: plain, moved: [{ ...moved, leads: [] }] }, today),
  ],
  daysSavedText: [0, 3].map((count) => calendarTexts.daysSavedText(lan, echo.days, count)),
  daysForgottenText: [
    calendarTexts.daysForgottenText(lan, plain, 2, 'off'),
    calendarTexts.daysForgottenText(minh, plain, 0, 'worked'),
  ],
  yearPreviewText: [
    yearTexts.yearPreviewText(year),
    yearTexts.yearPreviewText({ ...year, source: '', dropped: [], hasTet: false }),
  ],
  yearSavedText: [yearTexts.yearSavedText(2027)],
  awaitPreviewText: [yearTexts.awaitPreviewText(2027)],
  awaitSavedText: [yearTexts.awaitSavedText(2027)],
  nextYearNotice: [
    yearTexts.nextYearNotice(hung, 2027, tet, example),
    yearTexts.nextYearNotice(minh, 2028, [], example),
  ],
});
