import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { policiesSchema } from '../../src/domain/policy.ts';

const shipped = JSON.parse(readFileSync(new URL('../../data/policies/default.json', import.meta.url), 'utf8'));
type File = typeof shipped;

/** The shipped file with one change. */
const changed = (change: (file: File) => void): unknown => {
  const file = structuredClone(shipped);
  change(file);
  return file;
};
const problems = (file: unknown) =>
  policiesSchema.safeParse(file).error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];

describe('a policy file', () => {
  test('as shipped is good', () => {
    expect(problems(shipped)).toEqual([]);
  });

  test.each<[string, (file: File) => void, RegExp]>([
    ['two steps with one id', (f) => f.policies.report.steps.push(f.policies.report.steps[0]), /share an id/],
    [
      'an offset after the target',
      (f) => (f.policies.report.steps[0].offset = 1),
      /^policies\.report\.steps\.0\.offset/,
    ],
    ['a time of day that does not exist', (f) => (f.policies.report.steps[0].at = '24:00'), /HH:MM/],
    ['a step that nobody hears', (f) => (f.policies.report.steps[0].to = []), /^policies\.report\.steps\.0\.to/],
    ['an unknown audience', (f) => (f.policies.report.steps[0].to = ['boss']), /^policies\.report\.steps\.0\.to/],
    ['an id with spaces', (f) => (f.policies.report.steps[0].id = 'before 5'), /hyphens/],
    ['a policy without steps', (f) => (f.policies.report.steps = []), /^policies\.report\.steps/],
    ['a misspelt field', (f) => (f.policies.report.overdue.afterward = 'mondays'), /afterward/],
    ['a supervisor from day 0', (f) => (f.policies.report.overdue.supervisorFrom = 0), /supervisorFrom/],
    ['a rule kind without policy', (f) => (f.byRule.weekly = 'daily'), /^byRule\.weekly: no policy daily/],
    ['nothing for all others', (f) => delete f.byRule['*'], /no policy for \*/],
    ['a morning before opening', (f) => (f.hours.morning = '06:00'), /opens ≤ morning < closes/],
    ['a morning at closing time', (f) => (f.hours.morning = '17:00'), /opens ≤ morning < closes/],
  ])('with %s is refused, and told where', (_, change, message) => {
    expect(problems(changed(change)).join('\n')).toMatch(message);
  });
});
