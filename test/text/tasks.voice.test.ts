import { dayFromIso } from '../../src/domain/civil-day.ts';
import type { DeadlineDates } from '../../src/domain/deadline.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { Rule } from '../../src/domain/rule.ts';
import * as oneDeadline from '../../src/text/one-deadline.ts';
import * as taskEdits from '../../src/text/task-edits.ts';
import * as taskWords from '../../src/text/task-words.ts';
import * as taskTexts from '../../src/text/tasks.ts';
import { policies, rule } from '../domain/shipped.ts';
import { holdToVoice } from './voice.ts';

const today = dayFromIso('2026-03-02');
const dates = (lastDay: string, over: Partial<Record<'target' | 'legalLastDay', string>> = {}): DeadlineDates => ({
  nominal: dayFromIso(lastDay),
  lastDay: dayFromIso(lastDay),
  legalLastDay: dayFromIso(over.legalLastDay ?? lastDay),
  target: dayFromIso(over.target ?? lastDay),
  time: null,
  certainty: 'official',
});
const friday = dates('2026-03-13');
const sunday = { ...dates('2027-01-24', { target: '2027-01-22' }), certainty: 'provisional' } as const;
const counted = dates('2026-04-25', { target: '2026-04-24', legalLastDay: '2026-04-28' });

const lan = { name: 'Nguyễn Thị Lan', address: 'chị' };
const minh = { name: 'Trần Minh', address: null };
const office = { kind: 'position', name: 'Văn phòng UBND', holders: [lan, minh] } as const;
const vacant = { kind: 'position', name: 'Công chức Tư pháp', holders: [] } as const;
const person = { kind: 'person', person: lan } as const;

const monthly = rule({ kind: 'monthly', day: 25, bound: 'before' });
const rules: Rule[] = [
  monthly,
  rule({ kind: 'monthly', day: 1, bound: 'before' }),
  rule({ kind: 'quarterly', monthOfQuarter: 3, day: 17, bound: 'before' }),
  rule({ kind: 'weekly', weekday: 5, bound: 'before' }),
  rule({ kind: 'once', date: '2026-03-20', bound: 'before' }),
  rule({ kind: 'yearly', month: 12, day: 15, bound: 'before' }),
  rule({ kind: 'monthly', day: 25, bound: 'before', time: '16:00' }),
];
const within = rule({ kind: 'within', n: 10, unit: 'day', event: 'tiếp nhận phản ánh' });
const ongoing = rule({ kind: 'ongoing' });
const report = policies.policies.report!;
const named = (name: string, policy: Policy = report) => ({ name, policy });
const shown = {
  ref: null,
  title: 'Báo cáo cải cách hành chính',
  rules: [monthly],
  coming: [friday, sunday],
  leads: [office],
  completion: 'any',
  policy: report,
} as const;
const task = ['III.1', 'Báo cáo quý'] as const;
const effect = { moved: [{ from: friday, to: counted }], dropped: [sunday], coming: [friday] };
const many = Array.from({ length: 8 }, () => friday);

const modules = [taskTexts, taskWords, taskEdits, oneDeadline];
const tasks = { ...taskTexts, ...taskWords, ...taskEdits, ...oneDeadline };

holdToVoice(modules, {
  askTitleText: [tasks.askTitleText()],
  askDeadlineText: [tasks.askDeadlineText(today)],
  askAssigneeText: [tasks.askAssigneeText('Lan')],
  askTaskText: [tasks.askTaskText()],
  emptyAssigneeText: [tasks.emptyAssigneeText('Lan')],
  manyAssigneesText: [tasks.manyAssigneesText(30, 'Lan')],
  severalAssigneesText: [tasks.severalAssigneesText('Lan')],
  lineProblemText: [
    tasks.lineProblemText({ kind: 'empty' }, 'tên việc', 200, 'Báo cáo quý'),
    tasks.lineProblemText({ kind: 'too-long', length: 5000 }, 'tên việc', 200, 'Báo cáo quý'),
    tasks.lineProblemText({ kind: 'control' }, 'ghi chú', 200, 'Báo cáo quý'),
  ],
  plainRule: [...rules, within, ongoing].map(tasks.plainRule),
  rulesText: [tasks.rulesText(rules)],
  sayDates: [friday, sunday, counted].map((each) => tasks.sayDates(each, today)),
  comingLine: [
    tasks.comingLine([friday], [monthly], today),
    tasks.comingLine([friday, sunday, counted], [monthly], today),
    tasks.comingLine([], [monthly], today),
    tasks.comingLine([], [within], today),
    tasks.comingLine([], [ongoing], today),
  ],
  leadsText: [tasks.leadsText([]), tasks.leadsText([office, vacant, person])],
  remindingOnText: [taskWords.remindingOnText([], today), taskWords.remindingOnText([today, today + 1], today)],
  remindingText: Object.values(policies.policies).map(tasks.remindingText),
  addPreviewText: [
    tasks.addPreviewText(shown, today, []),
    tasks.addPreviewText({ ...shown, completion: 'each', policy: null }, today, ['III.1', 'III.1.6']),
    tasks.addPreviewText({ ...shown, leads: [vacant] }, today, []),
  ],
  addedText: [tasks.addedText(...task, [friday], today), tasks.addedText(...task, [], today)],
  assigneeLeftText: [tasks.assigneeLeftText()],
  deadlinePastText: [tasks.deadlinePastText(today - 1, today)],
  deadlineFarText: [tasks.deadlineFarText(2099, today)],
  askFieldText: [tasks.askFieldText('Báo cáo quý')],
  unknownFieldText: [tasks.unknownFieldText('màu: đỏ')],
  completionName: [tasks.completionName('any'), tasks.completionName('each')],
  severalUnclearText: [tasks.severalUnclearText([tasks.emptyAssigneeText('Lan'), tasks.emptyAssigneeText('Lan')])],
  changeLine: [tasks.changeLine('notes', '', 'gửi bản giấy'), tasks.changeLine('recipient', 'UBND tỉnh', '')],
  nothingChangesText: [tasks.nothingChangesText(...task)],
  editPreviewText: [
    tasks.editPreviewText(
      {
        ref: 'III.1',
        title: 'Báo cáo quý',
        lines: ['Tên: báo cáo → kế hoạch'],
        dates: null,
        leads: [office],
        ofPlan: true,
      },
      today,
    ),
    tasks.editPreviewText(
      { ref: 'III.1', title: 'Báo cáo', lines: [], dates: { effect, rules }, leads: [office], ofPlan: false },
      today,
    ),
  ],
  editedText: [tasks.editedText(...task)],
  assignPreviewText: [
    tasks.assignPreviewText(
      { ref: 'III.1', title: 'Báo cáo', before: [], after: [office], completion: 'any', coming: [friday], rules },
      today,
    ),
    tasks.assignPreviewText(
      { ref: 'III.1', title: 'Báo cáo', before: [office], after: [person], completion: 'each', coming: [], rules },
      today,
    ),
  ],
  assignedText: [tasks.assignedText(...task, [person])],
  pausePreviewText: [
    tasks.pausePreviewText(...task, [friday], [office], today),
    tasks.pausePreviewText(...task, many, [office], today),
  ],
  pausedText: [tasks.pausedText(...task)],
  alreadyPausedText: [tasks.alreadyPausedText(...task, today, today)],
  resumePreviewText: [
    tasks.resumePreviewText(...task, { late: 0, coming: [friday], rules }, [office], today),
    tasks.resumePreviewText(...task, { late: 2, coming: [friday], rules }, [office], today),
  ],
  completionText: [tasks.completionText([office], 'any'), tasks.completionText([person], 'each')].flat(),
  resumedText: [tasks.resumedText(...task)],
  notPausedText: [tasks.notPausedText(...task)],
  removePreviewText: [
    tasks.removePreviewText(...task, { open: [], leads: [office], ofPlan: false }, today),
    tasks.removePreviewText(...task, { open: many, leads: [office], ofPlan: true }, today),
  ],
  removedText: [tasks.removedText(...task)],
  noOpenOccurrenceText: [tasks.noOpenOccurrenceText(...task)],
  heldOccurrenceText: [tasks.heldOccurrenceText(3)],
  occurrenceChoice: [
    tasks.occurrenceChoice({ label: 'tháng 3/2026', dates: friday }, today),
    tasks.occurrenceChoice({ label: '', dates: friday }, today),
  ],
  whichOccurrenceText: [tasks.whichOccurrenceText('Báo cáo quý')],
  skipPreviewText: [
    tasks.skipPreviewText(...task, 'hạn thứ Sáu 13/3', [office], friday, today),
    tasks.skipPreviewText(...task, 'hạn thứ Sáu 13/3', [office], null, today),
  ],
  skippedText: [tasks.skippedText(...task, 'hạn thứ Sáu 13/3')],
  askNewDayText: [tasks.askNewDayText('Báo cáo quý')],
  unknownDayText: [tasks.unknownDayText('hôm kia')],
  impossibleDayText: [tasks.impossibleDayText('30/2')],
  pastDayText: [tasks.pastDayText(today - 3, today)],
  tooFarDayText: [tasks.tooFarDayText(today + 500, today)],
  sameDayText: [tasks.sameDayText(today + 3, today)],
  movePreviewText: [
    tasks.movePreviewText(
      ...task,
      { occurrence: 'hạn thứ Sáu 13/3', to: counted, steps: [today, today], leads: [office] },
      today,
    ),
    tasks.movePreviewText(...task, { occurrence: 'hạn thứ Sáu 13/3', to: friday, steps: [], leads: [] }, today),
  ],
  occurrenceMovedText: [tasks.occurrenceMovedText(...task, friday, today)],
  occurrenceGoneText: [tasks.occurrenceGoneText('Báo cáo quý')],
  taskGoneText: [tasks.taskGoneText()],
  askPolicyText: [tasks.askPolicyText('Báo cáo quý', named('mặc định'), [named('báo cáo')])],
  unknownPolicyText: [tasks.unknownPolicyText('gấp', ['báo cáo', 'chỉ tiêu'])],
  badLeadDaysText: [tasks.badLeadDaysText('trước 99 ngày')],
  leadDaysName: [tasks.leadDaysName([10, 3])],
  defaultPolicyName: [tasks.defaultPolicyName()],
  policyPreviewText: [
    tasks.policyPreviewText(
      ...task,
      { before: named('mặc định'), after: named('chỉ tiêu'), steps: [today], leads: [office] },
      today,
    ),
    tasks.policyPreviewText(
      ...task,
      { before: named('báo cáo'), after: named('chỉ tiêu'), steps: [], leads: [] },
      today,
    ),
  ],
  policySetText: [tasks.policySetText(...task, named('chỉ tiêu'))],
  noDatesPolicyText: [tasks.noDatesPolicyText(...task)],
  foundText: [
    tasks.foundText(
      'báo cáo',
      [
        { ref: 'III.1', title: 'Báo cáo quý', next: sunday, leads: [office], state: 'active' },
        { ref: 'III.2', title: 'Báo cáo năm', next: null, leads: [], state: 'paused' },
      ],
      9,
      today,
    ),
    tasks.foundText('báo', [{ ref: 'III.1', title: 'Báo', next: friday, leads: [person], state: 'active' }], 1, today),
  ],
  nothingFoundText: [tasks.nothingFoundText('báo cáo')],
  askSearchText: [tasks.askSearchText()],
});
