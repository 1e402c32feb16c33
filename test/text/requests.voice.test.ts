import { expect, test } from 'vitest';
import * as leaves from '../../src/text/leaves.ts';
import * as requests from '../../src/text/requests.ts';
import { day } from '../domain/shipped.ts';
import { hung, lan, minh } from './samples.ts';
import { holdToVoice } from './voice.ts';

const today = day('2024-03-12');
const task = { title: 'Báo cáo', label: 'quý I/2024' };
const named = { ...task, code: 3 };
const extension: requests.ExtensionAsked = {
  ...{ kind: 'extension', asker: lan, task, reason: 'chờ số liệu của thôn' },
  ...{ from: day('2024-03-15'), until: day('2024-03-20'), legal: day('2024-03-17') },
};
const standIn: requests.StandInAsked = { kind: 'stand-in', away: lan, from: today, to: today + 3 };
const asked: readonly requests.Asked[] = [
  extension,
  { ...extension, reason: null },
  standIn,
  { ...standIn, to: today },
];
const each = <T>(list: readonly T[], say: (value: T) => string): string[] => list.map(say);
const deciding = [
  { deciders: [hung, minh], own: false, replaces: true },
  { deciders: [], own: true, replaces: false },
];
const days = { from: day('2024-03-20'), to: day('2024-03-25') };
const due = [{ ...task, day: days.from }];
const leave: leaves.LeavePreview = {
  ...{ ...days, officer: lan, own: true, workingDays: 4, due, standIn: hung, agreed: false, standsInFor: [minh] },
};
const kinds: readonly leaves.LeavePreview[] = [
  leave,
  { ...leave, own: false, due: [], standsInFor: [] },
  { ...leave, agreed: true, own: false, officer: minh, due: Array(10).fill(due[0]) },
  { ...leave, standIn: null, to: days.from },
];

const samples: Record<string, readonly string[]> = {
  whichToExtendText: [requests.whichToExtendText(lan, [named, { ...named, code: 4 }])],
  howLongText: [requests.howLongText(minh)],
  lengthNotUnderstoodText: [requests.lengthNotUnderstoodText('ít lâu')],
  noSuchDayText: [requests.noSuchDayText('30/2')],
  extendPastText: [requests.extendPastText()],
  extendNotLaterText: [requests.extendNotLaterText(today, today)],
  extendTooFarText: [requests.extendTooFarText(30, today, today)],
  reasonTooLongText: [requests.reasonTooLongText(200)],
  nothingToExtendText: [requests.nothingToExtendText(lan)],
  notYoursToExtendText: each([[], [hung], [hung, minh]], (leads) => requests.notYoursToExtendText(task, leads)),
  oneAtATimeText: [requests.oneAtATimeText()],
  closedToExtendText: [requests.closedToExtendText(task)],
  nobodyDecidesText: [requests.nobodyDecidesText(lan)],
  extensionPreviewText: each(deciding, (how) => requests.extensionPreviewText(extension, how, today)),
  extensionSentText: each(deciding, (how) => requests.extensionSentText(extension, how, today)),
  askText: asked.flatMap((one) => each([null, 12], (id) => requests.askText(hung, one, today, id))),
  waitingText: each([[], asked], (list) =>
    requests.waitingText(
      hung,
      list.map((one, index) => ({ id: index + 3, asked: one })),
      today,
    ),
  ),
  sureText: each(asked, (one) => requests.sureText(hung, one, today)),
  decidedText: asked.flatMap((one) =>
    each(['approved', 'refused'] as const, (decision) => requests.decidedText(hung, one, decision, today)),
  ),
  decidedNotice: asked.flatMap((one) =>
    (['approved', 'refused'] as const).flatMap((decision) =>
      each([lan, minh], (person) =>
        requests.decidedNotice(person, one, { decision, by: hung, reason: 'cần nộp đúng hạn' }, today),
      ),
    ),
  ),
  alreadyDecidedText: (['approved', 'refused', 'withdrawn'] as const).flatMap((gone) =>
    each([null, hung], (by) => requests.alreadyDecidedText(lan, gone, by)),
  ),
  mayNotDecideText: [
    ...each([true, false], (own) => requests.mayNotDecideText(lan, [hung, minh], own)),
    requests.mayNotDecideText(lan, [], false),
  ],
  unknownRequestText: [requests.unknownRequestText(lan, 77)],
  extensionPassedText: [requests.extensionPassedText(lan, today - 1, today)],
  standInAwayText: [requests.standInAwayText(hung, today, today + 1, today)],
  extensionLapsedNotice: [requests.extensionLapsedNotice(lan, extension, today)],
  standInSilentNotice: each([lan, minh], (person) => requests.standInSilentNotice(person, standIn, hung, today)),
  requestWithdrawnText: [requests.requestWithdrawnText(lan)],
  decisionTakenBackText: each(asked, (one) => requests.decisionTakenBackText(hung, one)),
  decisionTakenBackNotice: each(asked, (one) => requests.decisionTakenBackNotice(lan, one, hung, today)),
  notTakenBackText: [requests.notTakenBackText(lan)],

  whichDaysText: [leaves.whichDaysText(lan)],
  daysNotUnderstoodText: [leaves.daysNotUnderstoodText('bao giờ')],
  impossibleDaysText: [leaves.impossibleDaysText('30/2')],
  leaveOverText: [leaves.leaveOverText()],
  leavePassedText: [leaves.leavePassedText('1/3', day('2025-03-01'))],
  leaveTooLongText: [leaves.leaveTooLongText(200, today, today + 300)],
  leaveTooFarText: [leaves.leaveTooFarText()],
  overlappingLeaveText: each([true, false], (own) => leaves.overlappingLeaveText(lan, own, days, today)),
  whoStandsInText: [leaves.whoStandsInText(lan)],
  ownStandInText: [leaves.ownStandInText(lan)],
  standInOnLeaveText: [leaves.standInOnLeaveText(hung, days, today)],
  standInWithoutChatText: [leaves.standInWithoutChatText(minh)],
  onlyOwnLeaveText: [leaves.onlyOwnLeaveText(lan)],
  leavePreviewText: each(kinds, (kind) => leaves.leavePreviewText(kind, today)),
  leaveSavedText: each(kinds, (kind) => leaves.leaveSavedText(kind, today)),
  leaveEnteredNotice: each(kinds, (kind) => leaves.leaveEnteredNotice(lan, hung, kind, today)),
  leavesText: [
    leaves.leavesText(lan, [], [], today),
    leaves.leavesText(
      lan,
      [
        { ...days, standIn: { state: 'none' } },
        ...(['agreed', 'asked', 'refused'] as const).map((state) => ({ ...days, standIn: { state, person: hung } })),
      ],
      [{ ...days, officer: minh }],
      today,
    ),
  ],
  noLeaveToCancelText: each([true, false], (own) => leaves.noLeaveToCancelText(lan, own)),
  whichLeaveText: [leaves.whichLeaveText(lan)],
  leaveNotFoundText: [leaves.leaveNotFoundText('1/4')],
  leaveLabel: [leaves.leaveLabel(days, today)],
  cancelPreviewText: each(kinds, (kind) => leaves.cancelPreviewText(kind, today)),
  leaveCancelledText: each(kinds, (kind) => leaves.leaveCancelledText(kind, today)),
  leaveCancelledNotice: [leaves.leaveCancelledNotice(lan, hung, days, today)],
  noLongerStandingInNotice: [leaves.noLongerStandingInNotice(hung, lan, days, today)],
};

holdToVoice([requests, leaves], samples);

test('the legal date is said wherever reminding is put off', () => {
  for (const name of ['extensionPreviewText', 'extensionSentText']) {
    for (const text of samples[name] ?? []) expect(text).toContain('Hạn theo quy định vẫn là Chủ nhật 17/3');
  }
  const approved = requests.decidedNotice(lan, extension, { decision: 'approved', by: hung, reason: null }, today);
  expect(approved).toContain('Hạn theo quy định vẫn là Chủ nhật 17/3');
  expect(requests.askText(hung, extension, today, null)).toContain('Hạn theo quy định vẫn là Chủ nhật 17/3');
});
