import * as absenceTexts from '../../src/text/absence.ts';
import * as clockTexts from '../../src/text/clock.ts';
import { day } from '../domain/shipped.ts';
import { hung, lan, minh } from './samples.ts';
import { holdToVoice } from './voice.ts';

const today = day('2026-11-16');
const now = { day: today, minute: 450 };
const believed = { day: day('2026-10-15'), minute: 449 };
const task = { title: 'Báo cáo kiểm soát', label: 'quý IV/2026', lastDay: today - 1, code: 3 };

holdToVoice([absenceTexts, clockTexts], {
  absenceNotice: [
    absenceTexts.absenceNotice(hung, believed, now, [{ ...task, leads: [lan, minh] }]),
    absenceTexts.absenceNotice(lan, believed, now, Array(20).fill({ ...task, leads: [] })),
  ],
  clockNotice: (['ahead', 'behind'] as const).map((doubt) => clockTexts.clockNotice(hung, doubt, now, believed)),
  clockWellText: [clockTexts.clockWellText(now)],
  clockConfirmedText: [clockTexts.clockConfirmedText(now)],
});
