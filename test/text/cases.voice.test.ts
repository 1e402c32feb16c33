import { DEFAULT_TERM } from '../../src/domain/case.ts';
import * as steps from '../../src/text/case-steps.ts';
import * as cases from '../../src/text/cases.ts';
import * as dossiers from '../../src/text/dossiers.ts';
import * as events from '../../src/text/events.ts';
import * as onRequest from '../../src/text/on-request.ts';
import * as petitions from '../../src/text/petitions.ts';
import { day } from '../domain/shipped.ts';
import { hung, lan } from './samples.ts';
import { holdToVoice } from './voice.ts';

const today = day('2026-10-12');
const dates = {
  nominal: day('2026-10-18'),
  lastDay: day('2026-10-18'),
  legalLastDay: day('2026-10-19'),
  target: day('2026-10-16'),
  time: null,
  certainty: 'provisional',
} as const;
const past = { ...dates, lastDay: day('2026-10-02'), legalLastDay: day('2026-10-02'), target: day('2026-10-02') };
const office = { kind: 'position', name: 'Văn phòng', holders: [lan] } as const;
const person = { kind: 'person', person: hung } as const;
const step = { ref: 'VI.3', title: 'Trả lời kiến nghị', dates, leads: [office], cooperating: [person] };
const nameless = { ...step, ref: '', leads: [], cooperating: [] };
const many = Array.from({ length: 14 }, () => nameless);
const listed = { note: 'đường hư hỏng', day: day('2026-10-08'), steps: [{ title: 'Trả lời', dates }] };
const bare = { ...listed, steps: [] };
const term = { n: 7, unit: 'working-day', source: 'Quyết định 29/2026' } as const;
const words = ['petition', 'dossier', 'event'] as const;
const received = [day('2024-04-17'), today];

holdToVoice([steps, cases, petitions, dossiers, events, onRequest], {
  stepDatesText: [dates, past].map((each) => steps.stepDatesText(each, today)),
  startedStepsText: [[step], [nameless], many].map((each) => steps.startedStepsText(each, today)),

  notForYouText: [cases.notForYouText(lan, 'hồ sơ', 'hồ sơ')],
  onlySeenText: [cases.onlySeenText(lan, 'hồ sơ', 'hồ sơ')],
  unknownDayText: [cases.unknownDayText('ngày nào', '17/4')],
  impossibleDayText: [cases.impossibleDayText('30/2', '17/4')],
  dayAheadText: [cases.dayAheadText(today + 1, today, '17/4')],
  dayPassedText: [cases.dayPassedText(today - 1, today, '17/4')],
  dayTooFarText: [cases.dayTooFarText(today - 900, today, '17/4')],
  askResponsibleText: [cases.askResponsibleText('hồ sơ này')],
  recordedAlreadyText: [cases.recordedAlreadyText('đường hư hỏng', today, today)],
  caseName: words.map((word) => cases.caseName(word, listed, today)),
  caseListText: words.flatMap((word) =>
    [[], [listed, bare], Array.from({ length: 23 }, () => listed)].map((each) =>
      cases.caseListText(word, each, 'hồ sơ mới; hôm nay', today),
    ),
  ),
  askWhichCaseText: words.map(cases.askWhichCaseText),
  noCasesText: words.map(cases.noCasesText),
  unknownCaseText: words.map((word) => cases.unknownCaseText(word, 'đèn')),
  severalCasesText: words.map((word) => cases.severalCasesText(word, 'đèn')),
  withdrawPreviewText: [listed, bare].map((each) => cases.withdrawPreviewText('dossier', each, today)),
  withdrawnText: words.map((word) => cases.withdrawnText(word, listed, today)),
  redatePreviewText: [[], [step]].map((each) =>
    cases.redatePreviewText('dossier', listed, { to: today, steps: each }, today),
  ),
  redatedText: words.map((word) => cases.redatedText(word, 'đường hư hỏng', today, today)),
  sameDayText: words.map((word) => cases.sameDayText(word, listed, today)),

  askPetitionText: [petitions.askPetitionText()],
  askReceivedText: [petitions.askReceivedText()],
  petitionTermText: [DEFAULT_TERM, term].flatMap((each) => received.map((on) => petitions.petitionTermText(each, on))),
  petitionPreviewText: [true, false].map((makes) =>
    petitions.petitionPreviewText({ note: 'đường hư hỏng', received: today, term, steps: [step], makes }, today),
  ),
  petitionSavedText: [dates, null].map((each) => petitions.petitionSavedText('đường hư hỏng', each, today)),
  petitionTaskText: (['reply', 'publish'] as const).map((each) =>
    Object.values(petitions.petitionTaskText(each)).join('; '),
  ),
  petitionRuleText: [DEFAULT_TERM, term].map(petitions.petitionRuleText),
  askTermText: [petitions.askTermText(DEFAULT_TERM, today)],
  unknownTermText: [petitions.unknownTermText('mươi ngày')],
  askTermSourceText: [petitions.askTermSourceText()],
  termPreviewText: [[], [{ title: 'Trả lời', label: 'tính từ ngày 8/10', from: today, to: today + 1 }]].map((moved) =>
    petitions.termPreviewText(DEFAULT_TERM, term, moved, today),
  ),
  termSavedText: [petitions.termSavedText(term, today)],

  askDossierText: [dossiers.askDossierText().replace('H01-2026-0123', '12')],
  askDueText: [dossiers.askDueText()],
  dossierTaskText: [Object.values(dossiers.dossierTaskText('12')).join('; ')],
  apologyTask: [null, { ref: 'III', result: 'Thư' }].map((row) =>
    Object.values(dossiers.apologyTask('12', row)).filter(Boolean).join('; '),
  ),
  dossierPreviewText: [today, today - 3].flatMap((due) =>
    [null, [today]].map((steps) =>
      dossiers.dossierPreviewText({ code: '12', dates, due, leads: [person], steps }, today),
    ),
  ),
  dossierSavedText: [dossiers.dossierSavedText('12', today, today)],
  dossierKnownText: [dossiers.dossierKnownText('12', today, today)],

  askEventText: [events.askEventText()],
  askEventDayText: [events.askEventDayText()],
  severalEventsText: [events.severalEventsText('tỉnh')],
  unknownEventText: [events.unknownEventText('tỉnh')],
  noEventsText: [events.noEventsText()],
  awaitedEventsText: [events.awaitedEventsText([{ name: 'có văn bản', refs: ['II.9', 'III.1'] }])],
  eventPreviewText: ['', 'Quyết định 45'].map((note) =>
    events.eventPreviewText({ name: 'có văn bản', day: today, note, steps: [step] }, today),
  ),
  eventStartsNothingText: [events.eventStartsNothingText('có văn bản', today, today)],
  eventSavedText: [events.eventSavedText('có văn bản', 2)],

  askOnRequestText: [onRequest.askOnRequestText()],
  askOnRequestDeadlineText: [onRequest.askOnRequestDeadlineText().replace('16h', '16 giờ')],
  notOneOffText: [onRequest.notOneOffText()],
  ofPlanRowText: [onRequest.ofPlanRowText({ ref: 'III.1', title: 'Báo cáo' })],
  planRowNote: [onRequest.planRowNote('III.1')],
  onRequestSavedText: [onRequest.onRequestSavedText('Báo cáo', dates, today)],
});
