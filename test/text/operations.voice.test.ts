import { DIFFERENCE_KINDS } from '../../src/domain/audit/difference.ts';
import * as auditTexts from '../../src/text/audit.ts';
import * as backupTexts from '../../src/text/backup.ts';
import * as proofTexts from '../../src/text/proof.ts';
import * as restoredTexts from '../../src/text/restored.ts';
import { day } from '../domain/shipped.ts';
import { hung, lan, minh } from './samples.ts';
import { holdToVoice } from './voice.ts';

const today = day('2026-11-27');
const lost = { from: { day: today - 3, minute: 120 }, to: { day: today, minute: 485 } };
const task = { title: 'Báo cáo kiểm soát', label: 'quý IV/2026', target: today + 9 };
const held = [[], [task], Array(20).fill(task)];

const moment = { day: today, minute: 480 };
const deadline: proofTexts.ProofText['deadlines'][number] = {
  label: 'quý IV/2026',
  legalLastDay: today,
  extendedTo: null,
  state: 'open',
  leads: [],
  reports: [],
  lines: [],
};
const proof: proofTexts.ProofText = {
  office: 'UBND xã Phú Tân',
  ref: 'III.1',
  title: 'Báo cáo kiểm soát',
  from: today - 300,
  to: today,
  printed: moment,
  deadlines: [],
};

holdToVoice([auditTexts, backupTexts, proofTexts, restoredTexts], {
  proofText: [
    proof,
    { ...proof, deadlines: [deadline, { ...deadline, label: '', state: 'held', extendedTo: today + 3 } as const] },
    {
      ...proof,
      deadlines: [
        {
          ...deadline,
          state: 'done',
          leads: [lan, hung],
          reports: [
            { person: lan, moment, documentNumber: '45/BC', daysLate: 0 },
            { person: null, moment, documentNumber: null, daysLate: 2 },
          ],
          lines: [
            { moment, kind: 'told', person: lan, role: 'lead', channel: 'telegram', result: 'sent' },
            { moment, kind: 'said', person: lan, said: { kind: 'done', documentNumber: '45/BC', closes: true } },
          ],
        } as const,
      ],
    },
  ].map(proofTexts.proofText),
  differenceNotice: DIFFERENCE_KINDS.map((kind) => auditTexts.differenceNotice(hung, kind, 3)),
  backupFailedNotice: [lan, minh].map(backupTexts.backupFailedNotice),
  restoredNotice: held.map((tasks) => restoredTexts.restoredNotice(hung, lost, tasks, today)),
  heldText: held.map((tasks) => restoredTexts.heldText(lan, lost, tasks, today)),
  nothingHeldText: [restoredTexts.nothingHeldText()],
  heldDecidedText: (['send', 'skip'] as const).flatMap((decision) =>
    [0, 7].map((count) => restoredTexts.heldDecidedText(decision, count)),
  ),
  lostReportsNotice: [lan, minh].map((person) => restoredTexts.lostReportsNotice(person, lost, today)),
});
