import { describe, expect, test } from 'vitest';
import * as answers from '../../src/text/answers.ts';
import * as conversation from '../../src/text/conversation.ts';
import * as dates from '../../src/text/dates.ts';
import * as demo from '../../src/text/demo.ts';
import { digestText } from '../../src/text/digest.ts';
import * as notices from '../../src/text/notices.ts';
import { day } from '../domain/shipped.ts';
import { hung, item, lan, minh, told } from './samples.ts';
import { holdToVoice, isVietnamese } from './voice.ts';

const today = day('2024-03-15');
const task = { code: 3, title: 'Báo cáo', label: 'quý I/2024' };
const two = [task, { ...task, code: 4 }];
const detail = {
  ...{ ...task, when: 'thứ Ba 5/3', ref: 'III.1.6', deadlineText: 'ngày 05', explanation: 'ngày 5.' },
  ...{ leads: ['Văn phòng'], cooperating: ['Tư pháp'], recipient: 'Sở', result: 'Báo cáo', notes: 'không' },
};

const use = { does: 'thêm một việc', usage: 'thêm <việc>; <thời hạn>', examples: ['thêm Báo cáo; ngày 20'] };

/** Every text of the bot, each with the values that change what it says. */
const samples: Record<string, readonly string[]> = {
  doneText: [answers.doneText(lan, [{ ...task, daysLate: 2, waitingFor: [hung, minh] }], 492, '45/BC-UBND')],
  acknowledgedText: [[], [task], two].map((tasks) => answers.acknowledgedText(lan, tasks)),
  heldNotTakenText: [answers.heldNotTakenText(lan, task)],
  notDoneText: [[], two].flatMap((tasks) => [true, false].map((asks) => answers.notDoneText(lan, tasks, asks))),
  cancelText: [[], two].flatMap((tasks) => [true, false].map((admin) => answers.cancelText(lan, tasks, admin))),
  extendApartText: [answers.extendApartText(lan, two)],
  notDoneOfSeveralText: [answers.notDoneOfSeveralText(lan, two)],
  promisedText: [[], two].flatMap((tasks) =>
    [true, false].map((late) => answers.promisedText(lan, tasks, today + 3, today, late)),
  ),
  promiseTooFarText: [answers.promiseTooFarText(lan)],
  promiseImpossibleText: [answers.promiseImpossibleText(lan, '30/2')],
  promisePastText: [answers.promisePastText(lan, 'hôm qua')],
  resultRecordedText: [answers.resultRecordedText(lan, task, '45/BC-UBND')],
  whichDocumentText: [answers.whichDocumentText(lan, '45/BC-UBND')],
  undoneText: [two, []].map((reopened) =>
    answers.undoneText(lan, { reopened, acknowledged: reopened, promised: reopened }),
  ),
  commandNotUndoneText: [answers.commandNotUndoneText(lan)],
  undoLastOnlyText: [answers.undoLastOnlyText(lan)],
  nothingToUndoText: [answers.nothingToUndoText(lan)],
  whichText: [answers.whichText(lan, two)],
  doneBySomebodyText: [two, []].map((tasks) => answers.doneBySomebodyText(lan, 'kế toán gửi rồi', tasks)),
  notClearlyDoneText: [answers.notClearlyDoneText(lan, 'họp xong', two)],
  countMismatchText: [answers.countMismatchText(lan, 3, two)],
  nothingOpenText: [answers.nothingOpenText(minh)],
  unknownCodeText: [[], two].map((open) => answers.unknownCodeText(lan, [9], open)),
  alreadyClosedText: [answers.alreadyClosedText(two)],
  notTheirsText: [answers.notTheirsText(minh, task)],
  notYoursText: [[], [hung]].map((leads) => answers.notYoursText(lan, task, leads)),
  politeText: [answers.politeText()],
  listText: [[], [{ ...task, when: 'hôm nay', mark: '🟠' as const, own: true }]].map((l) =>
    answers.listText(lan, l, today),
  ),
  detailText: [answers.detailText(detail)],
  helpText: [answers.helpText(lan)],
  notUnderstoodText: [answers.notUnderstoodText(lan, 'trời đẹp')],
  unreadableText: [answers.unreadableText(lan)],
  amendedText: (['nothing', 'something', 'last'] as const).flatMap((did) => [
    answers.amendedText(lan, { before: 'xong 3', after: 'xong 4', did }),
    answers.amendedText(lan, { before: null, after: null, did }),
  ]),
  strangerText: [answers.strangerText('UBND xã Phú Tân')],
  linkedText: [0, 2].map((waiting) => answers.linkedText(lan, 'UBND xã', waiting)),
  wrongCodeText: [answers.wrongCodeText()],
  expiredCodeText: [answers.expiredCodeText()],
  usedCodeText: [answers.usedCodeText()],
  throttledText: [answers.throttledText(5)],
  brokenLinkNotice: ['blocked', 'strangers-refused', 'chat-not-found', 'gone'].map((reason) =>
    notices.brokenLinkNotice(hung, lan, 'telegram', reason),
  ),
  noChatNotice: [notices.noChatNotice(hung, lan)],
  brokenTaskNotice: [notices.brokenTaskNotice(hung, { ref: 'III.1.6', title: 'Báo cáo cải cách hành chính' })],
  unreadableTaskNotice: [notices.unreadableTaskNotice(hung, { ref: 'III.1.6', title: 'Báo cáo cải cách hành chính' })],
  heldNotice: [notices.heldNotice(hung, 'kế hoạch', [{ ...task, lastDay: today }], today)],
  movedNotice: [1, 20].map((count) =>
    notices.movedNotice(hung, Array(count).fill({ ...task, from: today, to: today + 3 }), today),
  ),
  consentHint: [null, 'hạn'].map(conversation.consentHint),
  numberedChoices: [conversation.numberedChoices(['chị Lan', 'anh Minh'])],
  chooseAgainText: [conversation.chooseAgainText(2)],
  savedNothingText: [conversation.savedNothingText()],
  changedMeanwhileText: [conversation.changedMeanwhileText()],
  notSavedText: [conversation.notSavedText()],
  draftKeptText: [conversation.draftKeptText(lan, 'thêm')],
  replacedText: [0, 2].map((saved) => conversation.replacedText('thêm', saved)),
  nothingToConsentText: [conversation.nothingToConsentText(lan)],
  stillWaitingText: [0, 2].map((saved) => conversation.stillWaitingText('07:30', 'Hạn là ngày nào ạ?', saved)),
  stillAskingText: [conversation.stillAskingText('Hạn là ngày nào ạ?')],
  oldButtonText: [conversation.oldButtonText(lan)],
  noRightText: (['leader', 'admin'] as const).map((right) => conversation.noRightText(lan, 'thêm', right)),
  commandHelpText: [use, { ...use, examples: [...use.examples, 'thêm'] }].map(conversation.commandHelpText),
  commandListText: [conversation.commandListText([{ head: 'thêm', right: 'admin' }])],
  unknownHelpText: [conversation.unknownHelpText(lan, 'bay')],
  noNameText: [conversation.noNameText('Nguyễn Thị Lan')],
  unknownPersonText: [conversation.unknownPersonText('Tuấn', 'Nguyễn Thị Lan')],
  severalPeopleText: [conversation.severalPeopleText('Lan')],
  unknownTaskText: [conversation.unknownTaskText('bay')],
  correctableText: [conversation.correctableText(['ngày', 'tên'], 'ngày')],
  oneTaskAtATimeText: [conversation.oneTaskAtATimeText('III.1.6')],
  taskWithMoreText: [conversation.taskWithMoreText('đến 15/12')],
  severalTasksText: [2, 10].map((shown) => conversation.severalTasksText('báo cáo', shown, 10)),
  unknownAssigneeText: [conversation.unknownAssigneeText('bay')],
  demoWelcome: [demo.demoWelcome('UBND xã', ['chị Lan'])],
  demoHelp: [demo.demoHelp()],
  speechHeader: [demo.speechHeader('07:30', 'chị Lan')],
  demoNowSpeaking: [demo.demoNowSpeaking('chị Lan')],
  demoMovedTo: [demo.demoMovedTo('thứ Sáu')],
  demoNothingAhead: [demo.demoNothingAhead()],
  demoUnknownDay: [demo.demoUnknownDay('mai', today)],
  digestText: [
    [item('2024-03-15', '2024-03-15', { lastDay: today + 2, legalLastDay: today + 3, tightCutoff: today, time: 960 })],
    [item('2024-03-15', '2024-03-18', { provisional: true, about: [minh], cooperating: ['Tư pháp'] })],
    [
      item('2024-03-15', '2024-03-18', { role: 'cooperating' }),
      item('2024-03-15', '2024-03-18', { role: 'unassigned' }),
    ],
    ([null, 'no-chat', 'not-delivered', 'bot-off'] as const).map((problem) =>
      item('2024-03-15', '2024-03-13', { role: 'leader', about: [lan], told: [told(lan, { problem })] }),
    ),
  ].flatMap((items) =>
    [false, true].map((again) => digestText({ person: lan, today, again, items, part: 1, resend: true })),
  ),
};

holdToVoice([answers, notices, demo, conversation], samples);

test.each([
  ['xong', true],
  ['nghiêng', true],
  ['việc', true],
  ['bot', false],
  ['list', false],
  ['done', false],
  ['chat', false],
])('the check itself knows «%s»', (word, expected) => {
  expect(isVietnamese(word)).toBe(expected);
});

describe('days are said', () => {
  test.each([
    [dates.sayDay(day('2024-03-17'), today), 'Chủ nhật 17/3'],
    [dates.sayDay(day('2025-03-17'), today), 'thứ Hai 17/3/2025'],
    [dates.sayNearDay(today, today), 'hôm nay'],
    [dates.sayNearDay(today - 1, today), 'hôm qua'],
    [dates.sayNearDay(today + 1, today), 'ngày mai'],
    [dates.sayNearDay(today + 2, today), 'Chủ nhật 17/3'],
    [dates.sayClock(450), '07:30'],
    [dates.capital('đồng chí'), 'Đồng chí'],
    [dates.roman(4), 'IV'],
  ])('«%s»', (said, expected) => {
    expect(said).toBe(expected);
  });
});
