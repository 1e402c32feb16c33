import * as undo from '../../src/text/undo.ts';
import { day } from '../domain/shipped.ts';
import { lan } from './samples.ts';
import { holdToVoice } from './voice.ts';

const today = day('2024-03-12');
const task = { ref: 'III.1.6', title: 'Công khai danh sách', label: 'tháng 3/2024' };
const taken: readonly undo.TakenBack[] = [
  ...(['remove', 'restore', 'resume', 'pause', 'reopen'] as const).map((kind) => ({ kind, ...task })),
  { kind: 'former-day', ...task, day: null },
  { kind: 'former-day', ...task, day: today },
  { kind: 'former', ...task, lines: ['Hạn: ngày 20 → ngày 15', undo.formerPolicyLine()] },
  { kind: 'leave', from: today, to: today },
  { kind: 'leave', from: today, to: today + 3 },
  { kind: 'event', name: 'phê duyệt quy trình nội bộ', day: today },
  { kind: 'days-off', days: [today, today + 1] },
  { kind: 'year', year: 2027 },
];

holdToVoice([undo], {
  formerPolicyLine: [undo.formerPolicyLine()],
  undoPreviewText: [undo.undoPreviewText(lan, taken, today)],
  undoneCommandText: [undo.undoneCommandText(taken, today)],
  undoByCommandText: [undo.undoByCommandText(lan, 'cán bộ sửa')],
  undoGoneText: [undo.undoGoneText(lan)],
  undoWithdrawnText: [undo.undoWithdrawnText(lan)],
  askRestoreText: [true, false].map(undo.askRestoreText),
  notRemovedText: [undo.notRemovedText(task.ref, task.title)],
  restorePreviewText: [undo.restorePreviewText(task.ref, task.title)],
  restoredText: [undo.restoredText(task.ref, task.title)],
});
