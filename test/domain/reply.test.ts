import { describe, expect, test } from 'vitest';
import { understand } from '../../src/domain/reply.ts';

/** «done 1,2 45/BC-UBND; not-done 3», or the kind where it is no clause. */
function meaning(text: string): string {
  const understood = understand(text);
  switch (understood.kind) {
    case 'clauses':
      return understood.clauses
        .map(({ intent, codes, all, documentNumber }) =>
          [intent, codes.join(), all === null ? '' : `all ${all}`, documentNumber ?? '']
            .filter((s) => s !== '')
            .join(' '),
        )
        .join('; ');
    case 'numbers':
      return `numbers ${understood.numbers.join()}`;
    case 'detail':
      return `detail ${understood.code}`;
    default:
      return understood.kind;
  }
}

const without = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');

const meanings: readonly (readonly [meaning: string, texts: readonly string[]])[] = [
  [
    'done',
    [
      'xong',
      'Xong ạ',
      'XONG RỒI',
      'dạ xong rồi chị ơi',
      'em xong rồi nha anh',
      'đã xong',
      'đã hoàn thành ạ',
      'hoàn tất rồi',
      'ok xong',
      'vâng, xong rồi ạ',
      'Em đã gửi rồi ạ.',
      'gửi xong rồi',
      'đã nộp',
      'nộp rồi thầy ơi',
      'đã ban hành',
      'em gửi báo cáo qua iOffice rồi ạ',
      'xong cái này rồi',
      'xonggg',
      'xong rồiiii nhéee',
      'done',
      'Xong!!!',
      'xong...',
      '✅',
      'xong ✅',
      '/xong',
      '/xong@nhacviec_bot',
      'gửi rồi, xong rồi',
    ],
  ],
  [
    'done 12',
    [
      'xong 12',
      'xong #12',
      'xong # 12',
      '#12 xong',
      '12 xong',
      'xong việc 12',
      'xong việc số 12 ạ',
      'việc 12 em gửi rồi',
      'nhiệm vụ 12 đã hoàn thành',
      '/xong 12',
      '/xong_12',
      '/xong@nhacviec_bot 12',
      'dạ #12 xong rồi ạ',
      '✅ 12',
      'xong\n12',
      'xong (12)',
      '«xong 12»',
    ],
  ],
  ['done 1,2', ['xong 1 2', 'xong 1, 2', 'xong 1 và 2', 'xong #1 #2', 'xong việc 1 với việc 2', 'xong 1 & 2']],
  ['done all any', ['xong hết', 'xong tất cả', 'xong toàn bộ rồi ạ', 'xong cả']],
  ['done all 2', ['xong cả 2', 'xong cả 2 việc', 'xong hết 2 việc rồi ạ']],
  ['done 45/BC-UBND', ['xong số 45/BC-UBND', 'đã gửi 45/BC-UBND', 'xong rồi ạ, số: 45/BC-UBND']],
  ['done 7 45/BC-UBND', ['#7 đã gửi báo cáo số 45/BC-UBND', 'xong 7 số 45/BC-UBND', 'xong 7 45/BC-UBND']],
  ['done 7 12/QĐ-UBND', ['xong 7, số 12/QĐ-UBND']],
  [
    'acknowledge',
    ['ok', 'Ok ạ', 'okkk', 'nhận', 'đã nhận', 'dạ rõ', 'em nhận rồi ạ', 'vâng ạ', '👍', '👍🏽', '🙏', 'biết rồi'],
  ],
  ['acknowledge 3', ['nhận 3', 'ok #3', 'đã nhận việc 3 ạ']],
  [
    'not-done',
    ['chưa', 'chưa xong', 'dạ chưa', 'chưa gửi ạ', 'đang làm', 'không kịp', 'chưa xong đâu', 'em chưa nộp anh ơi'],
  ],
  ['not-done 3', ['chưa 3', 'việc 3 chưa xong', '#3 chưa', 'đang làm 3']],
  ['done 12; not-done 13', ['#12 xong, #13 chưa', '12 xong; 13 chưa xong', 'việc 12 xong rồi. Việc 13 chưa']],
  ['acknowledge 3; done 4', ['nhận 3, xong 4']],
  [
    'question',
    [
      'xong chưa',
      'xong chưa?',
      'gửi chưa em',
      'xong không ạ',
      'xong ko',
      'đã gửi chưa anh',
      'xong rồi à',
      'xong hả',
      'xong rồi?',
    ],
  ],
  ['list', ['việc', 'Việc của tôi', 'danh sách', '/viec', '/viec@nhacviec_bot', 'list']],
  ['detail 3', ['việc 3', '#3', 'xem 3', 'chi tiết 3', 'việc số 3']],
  ['numbers 1', ['1', '1.', ' 1 ']],
  ['numbers 1,3', ['1 và 3', '1, 3', '1 3']],
  ['undo', ['hoàn tác', 'undo', '/hoan_tac', 'hoàn tác nhé em']],
  ['help', ['giúp', 'giúp em', 'help', '/help', '?', 'hướng dẫn']],
];

describe('a reply', () => {
  const cases = meanings.flatMap(([expected, texts]) => texts.map((text) => [text, expected] as const));

  test.each(cases)('«%s» means %s', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });

  test('means the same composed and decomposed', () => {
    const different = cases.filter(([text]) => meaning(text.normalize('NFD')) !== meaning(text));
    expect(different).toEqual([]);
  });

  test('means the same without diacritics', () => {
    // Of «à» and «hả» the marks alone tell that they ask; documents are named with their letters.
    const different = cases.filter(([text]) => !/(?:à|hả)$|Đ/u.test(text) && meaning(without(text)) !== meaning(text));
    expect(different).toEqual([]);
  });

  test('means the same in capitals', () => {
    const different = cases.filter(([text]) => meaning(text.toLocaleUpperCase('vi')) !== meaning(text));
    expect(different).toEqual([]);
  });
});

describe('a reply that people often write', () => {
  test.each([
    ['chưa ạ', 'not-done'],
    ['dạ chưa ạ', 'not-done'],
    ['giúp em với', 'help'],
  ])('«%s» means %s', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('what is not understood', () => {
  test('is said to be about finishing where it mentions that', () => {
    expect(understand('xong dự thảo rồi')).toEqual({ kind: 'unclear', mentionsDone: true });
    expect(understand('trời đẹp quá')).toEqual({ kind: 'unclear', mentionsDone: false });
  });

  test.each(['', ' ', '...', '🥳', 'a b c', 'III.1.6', 'hoàn tác xong'])('«%s» is not', (text) => {
    expect(understand(text).kind).toBe('unclear');
  });

  test('a long text is a letter, not a reply', () => {
    expect(understand(`xong ${'ạ '.repeat(200)}`).kind).toBe('unclear');
  });
});
