import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type PlanTask, planFileProblems, planFileSchema } from '../../src/domain/plan-file.ts';
import { isCalendarRule, isEventRule, type Rule } from '../../src/domain/rule.ts';

const source = readFileSync(new URL('../../data/plans/kstthc.json', import.meta.url), 'utf8');
const plan = planFileSchema.parse(JSON.parse(source));

function task(ref: string): PlanTask {
  const found = plan.tasks.find((row) => row.ref === ref);
  if (!found) throw new Error(`no row ${ref}`);
  return found;
}

const kinds = (row: PlanTask) => row.rules.map((rule) => rule.kind);
const isDated = (rule: Rule) => isCalendarRule(rule) || isEventRule(rule);
const assumptionOf = (rule: Rule | undefined) => rule?.assumption ?? '';

describe('the administrative-procedure plan', () => {
  test('has 80 tasks and 18 indicators', () => {
    expect(plan.tasks).toHaveLength(98);
    expect(plan.tasks.filter((row) => row.kind === 'task')).toHaveLength(80);
    expect(plan.tasks.filter((row) => row.kind === 'indicator')).toHaveLength(18);
  });

  test('keeps the order of the document', () => {
    const sections = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'];
    const places = plan.tasks.map((row) => {
      const [section = '', ...numbers] = row.ref.split('.');
      return [sections.indexOf(section), ...numbers.map(Number)];
    });
    const sorted = [...places].sort((a, b) => {
      const at = a.findIndex((number, index) => number !== b[index]);
      return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
    });
    expect(places).toEqual(sorted);
  });

  test('gives each row a title of its own that fits in a chat line, also with the year filled in', () => {
    const titles = plan.tasks.map((row) => row.title.replaceAll('{year}', '2024'));
    expect(new Set(titles).size).toBe(98);
    expect(titles.filter((title) => title.length > 90)).toEqual([]);
    expect(titles.filter((title) => title.includes('{'))).toEqual([]);
  });

  test('names the figure in the title of every indicator, and reminds of it as an indicator', () => {
    for (const row of plan.tasks.filter((each) => each.kind === 'indicator')) {
      expect(row.title, row.ref).toMatch(/(tối thiểu|đạt) \d+%|từ 80 đến dưới 90 điểm/);
      expect(row.policy, row.ref).toBe('indicator');
      expect(row.rules, row.ref).toEqual([{ kind: 'year', year: 2024, bound: 'by' }]);
    }
  });

  test('is written in composed Vietnamese', () => {
    expect(source).toBe(source.normalize('NFC'));
  });

  test('has 40 tasks that are ongoing, and only the ones with a deadline in another column have dates', () => {
    const ongoing = plan.tasks.filter((row) => row.rules[0]?.kind === 'ongoing');
    expect(ongoing).toHaveLength(40);
    expect(ongoing.filter((row) => row.rules.some(isDated)).map((row) => row.ref)).toEqual([
      'III.1.2',
      'III.1.8',
      'VII.4',
      'VIII.2.8',
    ]);
  });

  test('says ongoing only where the document says so or leaves the cell empty', () => {
    for (const row of plan.tasks.filter((each) => each.rules.some((rule) => rule.kind === 'ongoing'))) {
      if (row.deadlineText === '') expect(assumptionOf(row.rules[0]), row.ref).not.toBe('');
      else expect(row.deadlineText, row.ref).toMatch(/^Thường xuyên/);
    }
  });

  test('spreads its tasks over the rule kinds as the document does', () => {
    const counts: Record<string, number> = {};
    for (const row of plan.tasks.filter((each) => each.kind === 'task')) {
      const kind = row.rules[0]?.kind ?? 'none';
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    expect(counts).toEqual({
      month: 6,
      ongoing: 40,
      'on-request': 3,
      once: 4,
      'immediately-after': 3,
      quarter: 11,
      monthly: 3,
      'before-due': 2,
      year: 2,
      within: 1,
      weekly: 2,
      'every-n-months': 1,
      quarterly: 2,
    });
  });

  test('keeps every dated rule in the year of the file', () => {
    for (const row of plan.tasks) {
      for (const rule of row.rules) {
        if ('year' in rule) expect(rule.year, row.ref).toBe(plan.year);
        if (rule.kind === 'once') expect(rule.date, row.ref).toMatch(new RegExp(`^${plan.year}-`));
      }
    }
  });

  test('excludes the named day where the document says «trước»', () => {
    expect(task('II.4').rules).toEqual([{ kind: 'once', date: '2024-09-05', bound: 'before' }]);
    expect(task('V.1.2').rules).toEqual([{ kind: 'once', date: '2024-03-30', bound: 'before' }]);
    expect(task('V.2.5').rules).toEqual([{ kind: 'once', date: '2024-04-30', bound: 'before' }]);
    expect(task('VII.5').rules).toEqual([{ kind: 'once', date: '2024-03-30', bound: 'before' }]);
  });

  test('is due on the named day of every month where the document names one', () => {
    expect(task('III.1.6').rules).toEqual([{ kind: 'monthly', day: 5, bound: 'on' }]);
    expect(task('V.2.4').rules).toEqual([{ kind: 'monthly', day: 20, bound: 'on' }]);
  });

  test('counts one day back from the due date of each dossier', () => {
    for (const ref of ['III.1.10', 'III.1.11']) {
      expect(task(ref).rules, ref).toEqual([
        { kind: 'before-due', n: 1, unit: 'day', event: 'hồ sơ đến hạn trả kết quả', bound: 'by' },
      ]);
    }
  });

  test('gives everything that is due right after an event until the next working day', () => {
    const rules = plan.tasks.flatMap((row) => row.rules).filter((rule) => rule.kind === 'immediately-after');
    expect(rules).toHaveLength(3);
    expect(rules.every((rule) => rule.grace === 'next-working-day')).toBe(true);
  });

  describe('finds the deadline that stands in another column:', () => {
    test('five days after the approval of an internal process (III.1.2)', () => {
      expect(kinds(task('III.1.2'))).toEqual(['ongoing', 'within']);
      expect(task('III.1.2').rules[1]).toMatchObject({ n: 5, unit: 'day' });
      expect(task('III.1.2').deadlineText).toContain('05 ngày');
    });

    test('a report every quarter beside the posting of phone numbers (III.1.8)', () => {
      expect(kinds(task('III.1.8'))).toEqual(['ongoing', 'quarterly']);
      expect(task('III.1.8').rules[1]).toMatchObject({ monthOfQuarter: 3, day: 31 });
      expect(task('III.1.8').deadlineText).toContain('hàng quý');
    });

    test('ten days to answer a petition and, with it, to publish the outcome (VI.3, VI.4)', () => {
      const tenDays = { kind: 'within', n: 10, unit: 'day', event: 'tiếp nhận phản ánh, kiến nghị' };
      expect(task('VI.3').rules).toMatchObject([tenDays]);
      expect(task('VI.4').rules).toMatchObject([{ kind: 'immediately-after' }, tenDays]);
      expect(task('VI.4').deadlineText).toContain('10 ngày');
    });

    test('the weekly meeting and the weekly news item (VII.4, VIII.2.8)', () => {
      expect(kinds(task('VII.4'))).toEqual(['ongoing', 'weekly']);
      expect(kinds(task('VIII.2.8'))).toEqual(['ongoing', 'weekly']);
      expect(task('VII.4').deadlineText).toContain('hàng tuần');
      expect(task('VIII.2.8').deadlineText).toContain('/tuần');
    });

    test('the 17th of the last month of the quarter (X.1.1, X.1.2)', () => {
      const the17th = { kind: 'quarterly', monthOfQuarter: 3, day: 17, bound: 'by' };
      expect(task('X.1.1').rules).toMatchObject([
        { ...the17th, what: 'báo cáo quý' },
        { kind: 'year', what: 'báo cáo năm' },
      ]);
      expect(task('X.1.2').rules).toMatchObject([the17th]);
      expect(task('X.1.1').deadlineText).toContain('ngày 17 của tháng cuối quý');
      expect(task('X.1.2').deadlineText).toContain('ngày 17 của tháng cuối quý');
    });

    test('before the 23rd of every month (X.1.3)', () => {
      expect(task('X.1.3').rules).toMatchObject([{ kind: 'monthly', day: 23, bound: 'before' }]);
      expect(task('X.1.3').deadlineText).toContain('trước ngày 23 hàng tháng');
    });
  });

  test('has a data cut-off for the two reports that name one, which is not their deadline', () => {
    const cutoffs = plan.tasks.flatMap((row) =>
      row.rules.flatMap((rule) => ('cutoff' in rule && rule.cutoff ? [[row.ref, rule.cutoff] as const] : [])),
    );
    expect(cutoffs).toMatchObject([
      ['X.1.2', { fromDay: 15, toDay: 14, toMonthsBack: 0, months: 3 }],
      ['X.1.3', { fromDay: 21, toDay: 20, toMonthsBack: 0, months: 1 }],
    ]);
  });

  test('says in Vietnamese what was taken wherever the document leaves the day open', () => {
    const defaulted = plan.tasks.flatMap((row) =>
      row.rules
        .filter((rule) => rule.kind === 'weekly' || rule.kind === 'every-n-months')
        .map((rule) => ({ ref: row.ref, rule })),
    );
    expect(defaulted.map((each) => each.ref)).toEqual(['VII.1', 'VII.2', 'VII.4', 'VIII.2.5', 'VIII.2.8']);
    const open = [
      ...defaulted.map((each) => each.rule),
      task('III.1.8').rules[1],
      task('III.2.3').rules[0],
      task('X.1.1').rules[1],
    ];
    for (const rule of open) expect(assumptionOf(rule)).toMatch(/^Kế hoạch .+; hiện .+\.$/u);
  });

  test('tells apart the deadlines of a task that has several dated ones', () => {
    for (const row of plan.tasks.filter((each) => each.rules.filter(isDated).length > 1)) {
      const labels = row.rules.filter(isDated).map((rule) => rule.what ?? '');
      expect(new Set(labels).size, row.ref).toBe(labels.length);
    }
  });

  test('warns that the ten days for petitions come from a decision that has been replaced', () => {
    for (const ref of ['VI.3', 'VI.4']) {
      expect(task(ref).notes, ref).toContain('29/2026/QĐ-TTg');
      expect(task(ref).rules.map(assumptionOf).join(), ref).toContain('10 ngày');
    }
  });

  test('leaves only the seven tasks that the district led alone without anyone of the office', () => {
    const office = new Set(plan.positions.filter((each) => each.place === 'office').map((each) => each.name));
    const outside = plan.tasks.filter((row) => row.lead.length > 0 && !row.lead.some((name) => office.has(name)));
    expect(outside.map((row) => row.ref)).toEqual([
      'III.1.5',
      'III.1.7',
      'VIII.2.3',
      'VIII.2.4',
      'VIII.2.5',
      'VIII.2.6',
      'VIII.2.9',
    ]);
  });

  test('hands the list of the 5th to the culture officer and remembers who led it in the document', () => {
    expect(task('III.1.6').lead).toEqual(['Công chức Văn hóa – Xã hội']);
    expect(task('III.1.6').leadInPlan).toEqual(['Phòng Văn hóa – Thông tin']);
    expect(plan.tasks.filter((row) => row.leadInPlan).map((row) => row.ref)).toEqual(['III.1.6']);
  });

  test('invents no lead where the document names none', () => {
    expect(plan.tasks.filter((row) => row.lead.length === 0).map((row) => row.ref)).toEqual(['IX.3', 'X.2.4', 'X.2.5']);
  });

  test('asks each person alone only for the weekly news item', () => {
    expect(plan.tasks.filter((row) => row.completion === 'each').map((row) => row.ref)).toEqual(['VIII.2.8']);
  });

  test('names positions by the name of the registry, each used and none of them combined', () => {
    const used = new Set(plan.tasks.flatMap((row) => [...row.lead, ...row.cooperating, ...(row.leadInPlan ?? [])]));
    expect([...used].sort()).toEqual(plan.positions.map((each) => each.name).sort());
    expect([...used].filter((name) => /[;(]|và Bộ phận/.test(name))).toEqual([]);
  });

  test('knows a position of the town by its name of then and of now', () => {
    const byName = new Map(
      plan.positions.flatMap((each) => [each.name, ...each.aliases].map((name) => [name, each.name])),
    );
    expect(byName.get('Văn phòng UBND thị trấn')).toBe('Văn phòng UBND');
    expect(byName.get('Bộ phận Một cửa')).toBe('Bộ phận Tiếp nhận và Trả kết quả');
    expect(byName.get('UBND thị trấn')).toBe('UBND xã');
    expect(byName.get('VP HĐND và UBND')).toBe('Văn phòng HĐND và UBND huyện');
  });

  test('names the recipient of the periodic reports', () => {
    for (const ref of ['X.1.1', 'X.1.2', 'X.1.3']) expect(task(ref).recipient, ref).toBe('UBND huyện');
  });
});

describe('a plan file that is wrong', () => {
  const row = {
    ref: 'I.1',
    kind: 'task',
    title: 'Gửi báo cáo',
    lead: ['Văn phòng UBND'],
    cooperating: [],
    deadlineText: 'Ngày 05 hàng tháng',
    rules: [{ kind: 'monthly', day: 5 }],
  };
  const file = {
    id: 'thu',
    name: 'Kế hoạch thử',
    source: 'Kế hoạch 1/KH-UBND',
    year: 2026,
    positions: [{ name: 'Văn phòng UBND', place: 'office' }],
    tasks: [row],
  };

  function problems(raw: unknown): string[] {
    const parsed = planFileSchema.safeParse(raw);
    return parsed.success ? [] : planFileProblems(parsed.error, raw);
  }

  test('is only refused for what is wrong: the smallest right file passes', () => {
    expect(problems(file)).toEqual([]);
  });

  test.each([
    ['a position not listed', { lead: ['Văn phòng'] }, 'I.1 lead: unknown position: Văn phòng'],
    ['a cooperating position not listed', { cooperating: ['Kế toán'] }, 'I.1 cooperating: unknown position: Kế toán'],
    ['a day that no month has', { rules: [{ kind: 'monthly', day: 32 }] }, 'I.1 rules.0.day: '],
    ['a date that does not exist', { rules: [{ kind: 'once', date: '2026-02-30' }] }, 'I.1 rules.0.date: not a date'],
    ['an unknown rule', { rules: [{ kind: 'daily' }] }, 'I.1 rules.0.kind: '],
    ['an ongoing rule with a day', { rules: [{ kind: 'ongoing', day: 5 }] }, 'I.1 rules.0: '],
    ['no rule at all', { rules: [] }, 'I.1 rules: '],
    ['a title too long for a chat line', { title: 'x'.repeat(91) }, 'I.1 title: '],
    ['an unknown kind of row', { kind: 'chore' }, 'I.1 kind: '],
    ['a field that is misspelt', { note: 'x' }, 'I.1 row: '],
  ])('names the row and the field of %s', (_what, change, expected) => {
    const found = problems({ ...file, tasks: [{ ...row, ...change }] });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  test('names the second row where a reference comes twice', () => {
    expect(problems({ ...file, tasks: [row, row] })).toEqual(['I.1 ref: listed twice']);
  });

  test('counts the rows where one has no reference', () => {
    const { ref: _ref, ...nameless } = row;
    expect(problems({ ...file, tasks: [row, nameless] })).toEqual([expect.stringMatching(/^tasks\[1\] ref: /)]);
  });

  test('reports all problems of a file together', () => {
    const second = { ...row, ref: 'I.2', lead: ['Không rõ'], title: 'Gửi văn bản' };
    const third = { ...row, ref: 'I.3', lead: ['Không rõ'], title: 'Gửi danh sách' };
    expect(problems({ ...file, tasks: [row, second, third] })).toEqual([
      'I.2 lead: unknown position: Không rõ',
      'I.3 lead: unknown position: Không rõ',
    ]);
  });

  test('is refused where one name stands for two positions', () => {
    const positions = [...file.positions, { name: 'Kế toán', aliases: ['Văn phòng UBND'], place: 'office' }];
    expect(problems({ ...file, positions })).toEqual(['positions.1: position listed twice: Văn phòng UBND']);
  });

  test('is refused without rows, and where it is no plan at all', () => {
    expect(problems({ ...file, tasks: [] })).toEqual([expect.stringMatching(/^tasks: /)]);
    expect(problems(null)).toEqual([expect.stringMatching(/^file: /)]);
  });
});
