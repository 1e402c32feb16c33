import { expect, test } from 'vitest';
import { namesMeant } from '../../src/domain/event-words.ts';

const PROCESS = 'Chủ tịch UBND tỉnh phê duyệt quy trình nội bộ';
const LIST = 'Chủ tịch UBND tỉnh quyết định công bố danh mục TTHC';
const ORDER = 'có văn bản chỉ đạo của cấp trên';
const RECEIVED = 'tiếp nhận phản ánh, kiến nghị';
const RESULT = 'có kết quả xử lý phản ánh, kiến nghị';
const NAMES = [PROCESS, LIST, ORDER, RECEIVED, RESULT];

test.each([
  ['phê duyệt quy trình nội bộ', [PROCESS]],
  ['quyết định phê duyệt quy trình nội bộ của tỉnh', [PROCESS]],
  ['QUY TRINH NOI BO', [PROCESS]],
  ['công bố danh mục', [LIST]],
  ['tỉnh vừa công bố danh mục thủ tục', [LIST]],
  ['cấp trên có văn bản', [ORDER]],
  ['có kết quả xử lý kiến nghị', [RESULT]],
  ['Chủ tịch UBND tỉnh', [PROCESS, LIST]],
  ['phản ánh kiến nghị', [RECEIVED, RESULT]],
  ['trăng tròn', []],
  ['', []],
  ['có ngày của', []],
])('«%s» means %j', (typed, meant) => {
  expect(namesMeant(typed, NAMES).toSorted()).toEqual([...meant].toSorted());
});

test('a name as it stands means itself, also where another contains it', () => {
  expect(namesMeant('h01', ['H01', 'H01 bổ sung'])).toEqual(['H01']);
});
