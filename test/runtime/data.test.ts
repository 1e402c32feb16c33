import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DATA, DataError, loadCalendar, loadPlan, loadPolicies, SHIPPED_PLAN } from '../../src/runtime/data.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'data-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
function file(name: string, content: string): string {
  const path = join(folder(), name);
  writeFileSync(path, content);
  return path;
}
function problem(load: () => unknown): string {
  try {
    load();
  } catch (error) {
    expect(error).toBeInstanceOf(DataError);
    return (error as Error).message;
  }
  throw new Error('nothing was wrong');
}
type Row = Record<string, unknown> & { ref: string; rules: unknown[] };

/** The shipped plan with one row changed. */
function planWith(ref: string, change: (row: Row) => void): string {
  const plan = JSON.parse(readFileSync(SHIPPED_PLAN, 'utf8')) as { tasks: Row[] };
  change(plan.tasks.find((row) => row.ref === ref)!);
  return file('plan.json', JSON.stringify(plan));
}

describe('the data that ship', () => {
  test('can be used', () => {
    expect(loadCalendar().years).toEqual([2024, 2025, 2026, 2027]);
    expect(Object.keys(loadPolicies().policies)).toContain('report');
    expect(loadPlan(SHIPPED_PLAN).tasks).toHaveLength(98);
  });
});

describe('a plan that cannot be used', () => {
  test('names the file, the row and the field', () => {
    const path = planWith('III.1.6', (row) => {
      row.rules = [{ kind: 'monthly', day: 32 }];
    });
    const message = problem(() => loadPlan(path));
    expect(message).toContain(path);
    expect(message).toContain('III.1.6 rules.0.day: ');
  });

  test('names an unknown position', () => {
    const path = planWith('III.1.6', (row) => {
      row.lead = ['Phòng không có thật'];
    });
    expect(problem(() => loadPlan(path))).toContain('III.1.6 lead: unknown position: Phòng không có thật');
  });

  test('names all its problems at once', () => {
    const path = planWith('III.1.6', (row) => {
      row.rules = [{ kind: 'once', date: '2024-02-30' }];
      row.title = '';
    });
    const message = problem(() => loadPlan(path));
    expect(message).toMatch(/III\.1\.6 title: /);
    expect(message).toMatch(/III\.1\.6 rules\.0\.date: not a date that exists/);
  });
});

describe('a calendar that cannot be used', () => {
  test('names the file and the day', () => {
    const home = folder();
    copyFileSync(join(DATA, 'calendar/2024.json'), join(home, '2024.json'));
    const year = JSON.parse(readFileSync(join(DATA, 'calendar/2025.json'), 'utf8'));
    year.days[3].date = '2025-02-30';
    writeFileSync(join(home, '2025.json'), JSON.stringify(year));
    const message = problem(() => loadCalendar(home));
    expect(message).toContain(join(home, '2025.json'));
    expect(message).toContain('days.3.date: not a date that exists');
  });

  test('names a folder that is missing', () => {
    const missing = join(folder(), 'calendar');
    expect(() => loadCalendar(missing)).toThrow(missing);
  });

  test('takes no notice of other files beside it', () => {
    const home = folder();
    copyFileSync(join(DATA, 'calendar/2024.json'), join(home, '2024.json'));
    writeFileSync(join(home, 'readme.txt'), 'không phải lịch');
    expect(loadCalendar(home).years).toEqual([2024]);
  });
});

describe('policies that cannot be used', () => {
  test('name the file and the field', () => {
    const policies = JSON.parse(readFileSync(join(DATA, 'policies/default.json'), 'utf8'));
    policies.policies.report.steps[0].at = '7:30';
    const path = file('default.json', JSON.stringify(policies));
    expect(problem(() => loadPolicies(path))).toBe(`${path}: policies.report.steps.0.at: not HH:MM`);
  });
});

describe('any file', () => {
  test('that is missing is named', () => {
    const path = join(folder(), 'none.json');
    expect(problem(() => loadPlan(path))).toBe(`${path}: no such file`);
  });

  test('that is a folder is named', () => {
    const path = folder();
    expect(problem(() => loadPlan(path))).toBe(`${path}: cannot be read (EISDIR)`);
  });

  test('that is no JSON is named, in one line', () => {
    const path = file('broken.json', '{ "year": 2024,\n');
    expect(problem(() => loadPolicies(path))).toMatch(/broken\.json: not JSON \([^\n]+\)$/);
  });
});
