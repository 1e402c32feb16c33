import { expect, test } from 'vitest';
import { saidTo } from '../../src/text/people.ts';

const lan = { name: 'Nguyễn Thị Lan', address: 'chị' };

test.each([
  ['Anh/chị gõ lại giúp em.', 'Chị gõ lại giúp em.'],
  ['Để giao, anh/chị nhắn «giúp».', 'Để giao, chị nhắn «giúp».'],
  ['Đã thêm anh/chị Tám.', 'Đã thêm anh/chị Tám.'],
  ['«Anh/chị gõ lại» em chưa hiểu.', '«Anh/chị gõ lại» em chưa hiểu.'],
  ['Việc: Họp mặt anh/chị em cơ quan', 'Việc: Họp mặt anh/chị em cơ quan'],
  ['Em hỏi lại anh/chị.', 'Em hỏi lại chị.'],
])('«%s» is said to one reader as «%s»', (text, expected) => {
  expect(saidTo(lan, text)).toBe(expected);
});

test('who is called nothing in particular stays «anh/chị»', () => {
  expect(saidTo({ ...lan, address: null }, 'Anh/chị gõ lại giúp em.')).toBe('Anh/chị gõ lại giúp em.');
});
