import { describe, expect, test } from 'vitest';
import * as answers from '../../src/text/answers.ts';
import * as dates from '../../src/text/dates.ts';
import * as demo from '../../src/text/demo.ts';
import { digestText } from '../../src/text/digest.ts';
import * as notices from '../../src/text/notices.ts';
import { day } from '../domain/shipped.ts';
import { hung, item, lan, minh, told } from './samples.ts';

const today = day('2024-03-15');
const task = { code: 3, title: 'Báo cáo', label: 'quý I/2024' };
const two = [task, { ...task, code: 4 }];
const detail = {
  ...{ ...task, when: 'thứ Ba 5/3', ref: 'III.1.6', deadlineText: 'ngày 05', explanation: 'ngày 5.' },
  ...{ leads: ['Văn phòng'], cooperating: ['Tư pháp'], recipient: 'Sở', result: 'Báo cáo', notes: 'không' },
};

/** Every text of the bot, each with the values that change what it says. */
const samples: Record<string, readonly string[]> = {
  doneText: [answers.doneText(lan, [{ ...task, daysLate: 2, waitingFor: [hung, minh] }], 492, '45/BC-UBND')],
  acknowledgedText: [[], [task], two].map((tasks) => answers.acknowledgedText(lan, tasks)),
  notDoneText: [[], two].map((tasks) => answers.notDoneText(lan, tasks)),
  undoneText: [answers.undoneText(two)],
  nothingToUndoText: [answers.nothingToUndoText(lan)],
  whichText: [answers.whichText(lan, two)],
  notClearlyDoneText: [answers.notClearlyDoneText(lan, 'họp xong', two)],
  countMismatchText: [answers.countMismatchText(lan, 3, two)],
  nothingOpenText: [answers.nothingOpenText(minh)],
  unknownCodeText: [[], two].map((open) => answers.unknownCodeText(lan, [9], open)),
  alreadyClosedText: [answers.alreadyClosedText(two)],
  notYoursText: [[], [hung]].map((leads) => answers.notYoursText(lan, task, leads)),
  politeText: [answers.politeText()],
  listText: [[], [{ ...task, when: 'hôm nay', mark: '🟠' as const, own: true }]].map((l) =>
    answers.listText(lan, l, today),
  ),
  detailText: [answers.detailText(detail)],
  helpText: [answers.helpText(lan)],
  notUnderstoodText: [answers.notUnderstoodText(lan, 'trời đẹp')],
  unreadableText: [answers.unreadableText(lan)],
  editedText: [answers.editedText(lan)],
  groupText: [answers.groupText()],
  strangerText: [answers.strangerText('UBND xã Phú Tân')],
  linkedText: [0, 2].map((waiting) => answers.linkedText(lan, 'UBND xã', waiting)),
  wrongCodeText: [answers.wrongCodeText()],
  expiredCodeText: [answers.expiredCodeText()],
  usedCodeText: [answers.usedCodeText()],
  throttledText: [answers.throttledText(5)],
  brokenLinkNotice: ['blocked', 'gone'].map((reason) => notices.brokenLinkNotice(hung, lan, 'telegram', reason)),
  noChatNotice: [notices.noChatNotice(hung, lan)],
  heldNotice: [notices.heldNotice(hung, 'kế hoạch', [{ ...task, lastDay: today }], today)],
  movedNotice: [1, 20].map((count) =>
    notices.movedNotice(hung, Array(count).fill({ ...task, from: today, to: today + 3 }), today),
  ),
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
    [450, 840].map((minute) => digestText({ person: lan, today, minute, items, part: 1, resend: true })),
  ),
};
const all = Object.entries(samples).flatMap(([name, texts]) => texts.map((text) => [name, text] as const));

/** Names and abbreviations that are no Vietnamese syllables, and are said all the same. */
const NAMES = new Set(['telegram', 'zalo', 'tthc', 'ubnd', 'bc', 'i', 'ii', 'iii']);
const SYLLABLE = /^(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?[aăâeêioôơuưy]{1,3}(?:ng|nh|ch|[cmnpt])?$/u;

/** True for what can be a Vietnamese syllable; one that ends in a stop has an acute or a dot. «bot» and «list» are none. */
function isVietnamese(word: string): boolean {
  if (NAMES.has(word)) return true;
  const decomposed = word.normalize('NFD');
  const plain = decomposed.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '').normalize('NFC');
  return SYLLABLE.test(plain) && (!/(?:ch|[cpt])$/.test(plain) || /[\u0301\u0323]/.test(decomposed));
}

describe('every text', () => {
  test('is among the samples', () => {
    const exported = Object.keys({ ...answers, ...notices, ...demo }).sort();
    expect(exported.filter((name) => !(name in samples))).toEqual([]);
  });

  test('has no exclamation mark', () => {
    expect(all.filter(([, text]) => text.includes('!'))).toEqual([]);
  });

  test('is Vietnamese throughout', () => {
    const foreign = all.flatMap(([name, text]) =>
      (
        text
          .replace(/\b[A-Z\d]{4}-[A-Z\d]{4}\b/g, '')
          .toLocaleLowerCase('vi')
          .match(/\p{L}+/gu) ?? []
      )
        .filter((word) => !isVietnamese(word))
        .map((word) => `${name}: ${word}`),
    );
    expect(foreign).toEqual([]);
  });

  test('is composed, tidy and without leftovers', () => {
    for (const [name, text] of all) {
      expect(text, name).toBe(text.normalize('NFC'));
      expect(text, name).not.toMatch(/undefined|null|NaN|\[object|\{|\}/);
      expect(text, name).not.toMatch(/[ \t]\n|[ \t]$|\S {2,}|\s[,.;:](?:\s|$)|\.\.|,,|;;|\( | \)/);
    }
  });
});

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
