import { describe, expect, test } from 'vitest';
import { readDeadlines } from '../../../src/domain/phrase/reading.ts';
import type { Rule } from '../../../src/domain/rule.ts';
import { loadPlan, SHIPPED_PLAN } from '../../../src/runtime/data.ts';
import { day } from '../shipped.ts';

/** What decides a date; the plan's authors name events and cut-offs in their own words. */
function core(rule: Rule): unknown {
  if (rule.kind === 'within' || rule.kind === 'before-due') return [rule.kind, rule.n, rule.unit];
  if (rule.kind === 'immediately-after') return [rule.kind];
  const { what, cutoff, assumption, ...rest } = { what: null, cutoff: null, assumption: null, ...rule };
  return rest;
}

const assumed = (rule: Rule): boolean => 'assumption' in rule && rule.assumption !== undefined;

/** Every distinct wording of the shipped plan, read by people before. */
const rows = new Map(
  loadPlan(SHIPPED_PLAN)
    .tasks.filter(({ deadlineText }) => deadlineText !== '')
    .map(({ ref, deadlineText, rules }) => [deadlineText, { ref, deadlineText, rules }]),
);

describe('the shipped plan is read as its rules say', () => {
  test.each([...rows.values()])('$ref «$deadlineText»', ({ deadlineText, rules }) => {
    const { rules: read, question, error } = readDeadlines(deadlineText, day('2024-03-04'));
    expect(error).toBeNull();
    const cores = read.map(core);
    // What the plan leaves open was decided by people: there the bot asks, or has one of the rules at least.
    const sure = rules.filter((rule) => !assumed(rule));
    for (const rule of sure) if (rule.kind !== 'ongoing') expect(cores).toContainEqual(core(rule));
    if (question === null) for (const each of cores) expect(rules.map(core)).toContainEqual(each);
    expect(question !== null || sure.length > 0 || rules.map(core).length === cores.length).toBe(true);
  });
});

test('the period of the figures is kept beside the deadline', () => {
  const text = 'chốt số liệu từ ngày 18 tháng trước đến ngày 17 của tháng báo cáo, gửi trước ngày 21 hằng tháng';
  expect(readDeadlines(text, day('2024-03-04')).rules).toEqual([
    { kind: 'monthly', day: 21, bound: 'before', cutoff: { fromDay: 18, toDay: 17, toMonthsBack: 0, months: 1 } },
  ]);
});

test.each([
  ['nếu trùng ngày nghỉ thì gửi vào ngày làm việc tiếp theo', 'later'],
  ['trường hợp rơi vào ngày nghỉ, lễ thì gửi trước ngày nghỉ', 'earlier'],
  ['nếu ngày đó là thứ Bảy, Chủ nhật thì lùi sang ngày làm việc kế tiếp', 'later'],
])('what the words say about days off belongs to the rule: «%s»', (words, shift) => {
  expect(readDeadlines(`Ngày 12 hằng tháng (${words})`, day('2024-03-04')).rules).toEqual([
    { kind: 'monthly', day: 12, bound: 'on', shift },
  ]);
});
