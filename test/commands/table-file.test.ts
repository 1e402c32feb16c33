import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../src/commands/table-file.ts';
import { hostileText } from '../fault/hostile.ts';

const COLUMNS = { title: ['việc', 'tên việc'], deadline: ['hạn', 'thời hạn'], lead: ['chủ trì'] };
const read = (text: string) => readTable(text, COLUMNS);
const rows = (text: string) => read(text).rows.map(({ line, values }) => [line, ...Object.values(values)]);

describe('a table of tasks', () => {
  test('is one row a line, cut at semicolons, in the order of the columns; missing cells are empty', () => {
    expect(rows('\uFEFFBáo cáo quý; ngày 17, tháng cuối quý ; Lan, Minh\r\n\n# ghi chú; x\nHọp;thứ Hai\n')).toEqual([
      [1, 'Báo cáo quý', 'ngày 17, tháng cuối quý', 'Lan, Minh'],
      [4, 'Họp', 'thứ Hai', ''],
    ]);
  });

  test('may be what a spreadsheet saved: commas, quotes, line breaks in cells, names of columns in any order', () => {
    const text = 'Chủ trì,Tên việc,THOI HAN\nLan,"Báo cáo ""quý"", số 1","ngày 5\nhằng tháng"\nMinh,Họp,thứ Hai\n';
    expect(rows(text)).toEqual([
      [2, 'Báo cáo "quý", số 1', 'ngày 5\nhằng tháng', 'Lan'],
      [4, 'Họp', 'thứ Hai', 'Minh'],
    ]);
  });

  test('may be JSON lines, with the columns’ names in Vietnamese or not', () => {
    expect(rows('{"title":"Họp","deadline":"thứ Hai","lead":"Lan"}\n\n{"việc":"Báo cáo","hạn":"ngày 5"}\n')).toEqual([
      [1, 'Họp', 'thứ Hai', 'Lan'],
      [3, 'Báo cáo', 'ngày 5', ''],
    ]);
  });

  test('has all its problems told, each with its line', () => {
    expect(read('{"title":"a"}\n{"title":1}\n{"màu":"đỏ"}\nnothing\n').problems).toEqual([
      'line 2: not a JSON object of texts with title, deadline, lead',
      'line 3: not a JSON object of texts with title, deadline, lead',
      'line 4: not a JSON object of texts with title, deadline, lead',
    ]);
    expect(read('a;b;c\na;b;c;d\na;b;c;;\n')).toMatchObject({ problems: ['line 2: 4 cells, expected 3'] });
    expect(read('')).toEqual({ rows: [], problems: [] });
  });

  test('in which a quote is never closed is refused with its line, at once also where many follow', () => {
    expect(read('a;b;c\n"Báo cáo;b;c\nHọp;b;c\n')).toMatchObject({
      rows: [{ line: 1 }],
      problems: ['line 2: a quote is opened and never closed'],
    });
    expect(read(`"Báo cáo;b\n${'a;b\n'.repeat(200_000)}`).problems).toHaveLength(1);
  });

  test('may have the line ends of any machine', () => {
    for (const end of ['\n', '\r\n', '\r'])
      expect(rows(`Họp;thứ Hai${end}Báo cáo;ngày 5`).map(([line]) => line)).toEqual([1, 2]);
  });

  test('of whatever text is rows and problems, each with a line of its own', () => {
    const piece = fc.constantFrom(
      '"',
      '""',
      ';',
      ',',
      '\n',
      '\r',
      '{',
      '}',
      '#',
      '\uFEFF',
      'title',
      '{"title":"a"}',
      ' ',
    );
    const text = fc.oneof(
      fc.array(fc.oneof(piece, hostileText), { maxLength: 30 }).map((all) => all.join('')),
      fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes).toString('utf8')),
    );
    fc.assert(
      fc.property(text, (given) => {
        const { rows: found, problems } = read(given);
        const lines = [
          ...found.map(({ line }) => line),
          ...problems.map((one) => Number(/^line (\d+): /.exec(one)?.[1])),
        ];
        expect(new Set(lines).size).toBe(lines.length);
        for (const line of lines) expect(line).toBeGreaterThan(0);
        for (const { values } of found) expect(Object.keys(values)).toEqual(Object.keys(COLUMNS));
      }),
      { numRuns: 1_000 },
    );
  });

  test('gives back what was quoted into it', () => {
    const cell = fc.string({ maxLength: 20 }).map((text) => text.replace(/\s+/g, ' ').trim());
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const row = fc.tuple(
      cell.filter((text) => text !== '' && !/^(?:title|việc)$/i.test(text)),
      cell,
      cell,
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (list) => {
        const text = list.map((cells) => cells.map(quoted).join(';')).join('\n');
        expect(read(text).rows.map(({ values }) => Object.values(values))).toEqual(list);
      }),
    );
  });
});
