import * as selfCheckTexts from '../../src/text/self-check.ts';
import { day } from '../domain/shipped.ts';
import { hung, lan, minh } from './samples.ts';
import { holdToVoice } from './voice.ts';

const today = day('2026-11-16');
const well: selfCheckTexts.SelfCheck = { told: 0, unreachable: [], unheld: [], provisional: [], night: null };
const task = { title: 'Báo cáo kiểm soát', label: 'quý IV/2026', target: today + 9 };
const unwell: selfCheckTexts.SelfCheck = {
  told: 5,
  unreachable: [
    { id: 1, person: lan, why: 'no-chat', channel: null },
    { id: 2, person: hung, why: 'broken', channel: 'telegram' },
    { id: 3, person: minh, why: 'stopped', channel: 'zalo' },
    { id: 4, person: minh, why: 'broken', channel: null },
    ...Array(4).fill({ id: 5, person: minh, why: 'stopped', channel: null }),
  ],
  unheld: [
    { lead: ['Công chức Tư pháp'], outside: false, refs: ['III.1.2'] },
    { lead: ['Phòng Văn hóa', 'Phòng Nội vụ'], outside: true, refs: Array(12).fill('III.1.6') },
    { lead: [], outside: false, refs: ['I.1'] },
  ],
  provisional: [task, task],
  night: { backup: { day: today, minute: 120, old: false }, differences: 0 },
};
const nights: selfCheckTexts.SelfCheck[] = [
  { backup: null, differences: 0 },
  { backup: { day: today - 9, minute: 120, old: true }, differences: 3 },
].map((night) => ({ ...well, night }));
const modes = ['news', 'daily', 'silent'] as const;

holdToVoice([selfCheckTexts], {
  selfCheckNotice: [well, unwell, ...nights].map((check) => selfCheckTexts.selfCheckNotice(hung, check, today)),
  selfCheckText: modes.flatMap((mode) =>
    [well, { ...unwell, provisional: [task] }].map((check) => selfCheckTexts.selfCheckText(lan, check, today, mode)),
  ),
  askModeText: [selfCheckTexts.askModeText()],
  unknownModeText: [selfCheckTexts.unknownModeText('mỗi tối')],
  modePreviewText: modes.map(selfCheckTexts.modePreviewText),
  modeSavedText: modes.map(selfCheckTexts.modeSavedText),
});
