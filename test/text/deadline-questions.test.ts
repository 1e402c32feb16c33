import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeadlineError, DoubtKind } from '../../src/domain/phrase/outcome.ts';
import { readDeadlines } from '../../src/domain/phrase/reading.ts';
import { type Rule, ruleSchema } from '../../src/domain/rule.ts';
import * as questions from '../../src/text/deadline-questions.ts';
import { day, rule } from '../domain/shipped.ts';
import { holdToVoice } from './voice.ts';

const today = day('2026-01-02');

const { deadlineErrorText, deadlineQuestionText, sayRule, sayRules } = questions;

const DOUBTS: Record<DoubtKind, string> = {
  weekday: 'hằng tuần',
  day: 'hằng quý',
  month: 'ngày 15',
  year: '15/4',
  recurrence: 'thứ Sáu',
  anchor: '6 tháng một lần',
  event: 'trong 10 ngày',
  'earliest-or-latest': 'sau 5 ngày',
  part: 'đầu quý II',
  'start-or-end': 'tháng 5',
  feast: 'Tết',
  lunar: 'ngày 10 âm lịch',
  'working-days': '10 ngày làm việc kể từ ngày 2/3',
  hours: 'trong 2 giờ',
  'weekday-mismatch': 'thứ Hai, ngày 13/3',
  cutoff: 'từ ngày 15 đến ngày 14',
  pace: 'hằng ngày',
};

const ERRORS: Record<DeadlineError['kind'], string> = {
  'impossible-date': 'ngày 30/02/2026',
  'impossible-time': '25:00',
  'impossible-period': 'quý 5/2026',
  'year-out-of-range': 'ngày 30/4/1975',
  'nothing-understood': 'phối hợp',
  'too-long': 'dài',
};

const RULES: readonly [unknown, string][] = [
  [{ kind: 'monthly', day: 25, bound: 'before' }, 'trước ngày 25 hằng tháng'],
  [{ kind: 'monthly', day: 31, bound: 'by' }, 'chậm nhất ngày cuối cùng hằng tháng'],
  [{ kind: 'monthly', day: 31, counting: 'working-days', bound: 'on' }, 'ngày làm việc cuối cùng hằng tháng'],
  [{ kind: 'monthly', day: 2, counting: 'working-days', bound: 'by' }, 'chậm nhất ngày làm việc thứ 2 hằng tháng'],
  [{ kind: 'quarterly', monthOfQuarter: 3, day: 17, bound: 'by' }, 'chậm nhất ngày 17 tháng cuối quý'],
  [{ kind: 'weekly', weekday: 5, bound: 'before', time: '16:00' }, 'trước 16:00 thứ Sáu hằng tuần'],
  [{ kind: 'every-n-months', n: 4, anchor: '2026-02', day: 9 }, '4 tháng một lần, chậm nhất ngày 9, từ tháng 2/2026'],
  [{ kind: 'yearly', month: 12, day: 15, bound: 'before' }, 'trước ngày 15/12 hằng năm'],
  [{ kind: 'once', date: '2026-03-05', bound: 'on', time: '08:00' }, '08:00 ngày 5/3/2026'],
  [{ kind: 'month', year: 2026, month: 3 }, 'trong tháng 3/2026'],
  [{ kind: 'quarter', year: 2026, quarter: 4 }, 'trong quý IV/2026'],
  [{ kind: 'half', year: 2026, half: 1 }, 'trong 6 tháng đầu năm 2026'],
  [{ kind: 'year', year: 2026 }, 'trong năm 2026'],
  [
    { kind: 'within', n: 5, unit: 'working-day', event: 'ngày tiếp nhận' },
    'trong 5 ngày làm việc kể từ ngày tiếp nhận',
  ],
  [{ kind: 'within', n: 1, unit: 'month', event: 'ban hành' }, 'trong 1 tháng kể từ khi ban hành'],
  [{ kind: 'before-due', n: 1, unit: 'day', event: 'hạn trả' }, 'trước 1 ngày so với hạn trả'],
  [{ kind: 'immediately-after', event: 'có kết quả' }, 'ngay sau khi có kết quả'],
  [{ kind: 'ongoing' }, 'thường xuyên'],
  [{ kind: 'on-request' }, 'theo yêu cầu'],
];

const choices = [[rule({ kind: 'ongoing' })]];
holdToVoice([questions], {
  sayRule: RULES.map(([written]) => sayRule(rule(written))),
  sayRules: [sayRules([rule(RULES[0]![0]), rule(RULES[1]![0])])],
  deadlineQuestionText: Object.entries(DOUBTS).flatMap(([kind, about]) =>
    [[], choices].map((each) => deadlineQuestionText({ kind: kind as DoubtKind, about, choices: each }, today)),
  ),
  deadlineErrorText: [
    ...Object.entries(ERRORS).map(([kind, text]) =>
      deadlineErrorText({ kind: kind as DeadlineError['kind'], text }, today),
    ),
    deadlineErrorText({ kind: 'nothing-understood', text: '' }, today),
  ],
});

describe('a rule is said', () => {
  test.each(RULES)('%j', (written, said) => {
    expect(sayRule(rule(written))).toBe(said);
  });

  test('with what is due, where a task has several deadlines', () => {
    const written = { kind: 'yearly', month: 12, day: 15, what: 'báo cáo năm' };
    expect(sayRule(rule(written))).toBe('báo cáo năm: chậm nhất ngày 15/12 hằng năm');
  });
});

test('what is said reads back as the same rule', () => {
  const bound = fc.constantFrom('on', 'by', 'before');
  const dayOfMonth = fc.integer({ min: 1, max: 31 });
  const time = fc.option(fc.constantFrom('08:00', '16:30'), { nil: undefined });
  const year = fc.integer({ min: 2000, max: 2099 });
  const said = fc.oneof(
    fc.record({ kind: fc.constant('monthly'), day: dayOfMonth, bound, time }),
    fc.record({
      kind: fc.constant('quarterly'),
      monthOfQuarter: fc.integer({ min: 1, max: 3 }),
      day: dayOfMonth,
      bound,
    }),
    fc.record({
      kind: fc.constant('monthly'),
      day: fc.constantFrom(1, 2, 3, 31),
      counting: fc.constant('working-days'),
      bound,
    }),
    fc.record({ kind: fc.constant('weekly'), weekday: fc.integer({ min: 1, max: 7 }), bound, time }),
    fc.record({
      kind: fc.constant('yearly'),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
      bound,
    }),
    fc.record({ kind: fc.constant('month'), year, month: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ kind: fc.constant('quarter'), year, quarter: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ kind: fc.constant('half'), year, half: fc.integer({ min: 1, max: 2 }) }),
    fc.record({ kind: fc.constant('year'), year }),
    fc.record({
      ...{ kind: fc.constantFrom('within', 'before-due'), n: fc.integer({ min: 1, max: 90 }) },
      ...{
        unit: fc.constantFrom('day', 'working-day', 'month'),
        event: fc.constantFrom('ngày tiếp nhận', 'có kết quả'),
      },
    }),
  );
  fc.assert(
    fc.property(said, (written) => {
      const { time: clock, ...rest } = { time: undefined, ...written };
      const meant: Rule = ruleSchema.parse(clock === undefined ? rest : { ...rest, time: clock });
      const { rules, question, error } = readDeadlines(sayRule(meant), day('2026-03-04'));
      expect({ rules: rules.map((each) => ruleSchema.parse(each)), question, error }).toEqual({
        rules: [meant],
        question: null,
        error: null,
      });
    }),
    { numRuns: 1000 },
  );
});

test('a question that nothing can be chosen for asks for a typed deadline, the others do not', () => {
  expect(deadlineQuestionText({ kind: 'lunar', about: 'ngày 10 âm lịch', choices: [] }, today)).toMatch(
    /ví dụ «trước ngày/,
  );
  expect(deadlineQuestionText({ kind: 'year', about: '15/4', choices }, today)).not.toMatch(/ví dụ/);
});

test('every example in a refusal can be typed as it stands', () => {
  for (const [kind, text] of Object.entries(ERRORS)) {
    const refusal = deadlineErrorText({ kind: kind as DeadlineError['kind'], text }, today);
    const examples = [...refusal.slice(refusal.indexOf('ví dụ')).matchAll(/«([^»]+)»/g)].map((match) => match[1]!);
    expect(examples.length, kind).toBeGreaterThan(0);
    for (const example of examples) {
      expect(readDeadlines(example, today), example).toMatchObject({ question: null, error: null });
    }
  }
});
