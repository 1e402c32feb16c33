import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../src/commands/table-file.ts';

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
