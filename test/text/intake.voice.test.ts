import * as intake from '../../src/text/intake.ts';
import { day } from '../domain/shipped.ts';
import { hung } from './samples.ts';
import { holdToVoice } from './voice.ts';

const today = day('2026-10-12');
const none = { kind: null, number: null, date: null, issuer: null, subject: null };
const known = { kind: 'Công văn', number: '12/UBND', date: today, issuer: 'Sở Tư pháp', subject: 'báo cáo' };
const heads = [none, known];
const leads = [{ kind: 'person', person: hung }] as const;

holdToVoice([intake], {
  askDirectiveText: [intake.askDirectiveText()],
  shortDirectiveText: [intake.shortDirectiveText()],
  longDirectiveText: [intake.longDirectiveText(50_000, 40_000)],
  documentName: heads.map(intake.documentName),
  sourceNote: heads.map((head) => intake.sourceNote(head, today)),
  nothingToDoText: heads.map(intake.nothingToDoText),
  directiveFoundText: heads.flatMap((head) =>
    [[], ['Rà soát'], ['Một', 'Hai', 'Ba', 'Bốn']].map((left) => intake.directiveFoundText(head, 3, left)),
  ),
  countedQuestionText: [intake.countedQuestionText()],
  countedFromText: [true, false].map((received) => intake.countedFromText(received, today, today + 3, today)),
  countedLaterText: [intake.countedLaterText()],
  proposedText: [
    intake.proposedText({ title: 'Báo cáo', deadline: 'trước ngày 5', phrase: null, leads }),
    intake.proposedText({ title: 'Báo cáo', deadline: null, phrase: null, leads: null }),
    intake.proposedText({ title: 'Báo cáo', deadline: null, phrase: 'trước ngày 5/12', leads: null }),
  ],
  counterText: [intake.counterText(1, 3)],
  missingDeadlineText: [intake.missingDeadlineText(today)],
  missingLeadText: [intake.missingLeadText('Lan')],
  approveHint: [true, false].map(intake.approveHint),
  leftUndecidedText: [intake.leftUndecidedText(2)],
  directiveDoneText: [
    [0, 2],
    [2, 0],
    [2, 1],
  ].map(([saved, left]) => intake.directiveDoneText(saved!, left!)),
});
