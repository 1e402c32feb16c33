import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayFromIso } from '../../src/domain/civil-day.ts';
import { understand } from '../../src/domain/reply.ts';

const TODAY = dayFromIso('2026-03-11');

/** «done 1,2 45/BC-UBND; not-done 3», or the kind where it is no clause. */
function meaning(text: string): string {
  const understood = understand(text, TODAY);
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
    expect(understand('xong phụ lục rồi', TODAY)).toMatchObject({
      kind: 'unclear',
      mentionsDone: true,
      likely: 'done',
    });
    expect(understand('trời đẹp quá', TODAY)).toMatchObject({ kind: 'unclear', mentionsDone: false, likely: 'other' });
  });

  test.each(['', ' ', '...', '🥳', 'a b c', 'III.1.6', 'hoàn tác xong'])('«%s» is not', (text) => {
    expect(understand(text, TODAY).kind).toBe('unclear');
  });

  test('a code of an invitation is not', () => {
    const letter = fc.constantFrom(...'ABCDEFGHJKMNPQRSTUVWXYZ23456789');
    const half = fc.string({ unit: letter, minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(half, half, fc.constantFrom('-', ''), (first, second, dash) => {
        const code = `${first}${dash}${second}`;
        fc.pre(/\d/.test(code) && /[A-Z]/.test(code));
        expect([understand(code, TODAY).kind, understand(code.toLowerCase(), TODAY).kind]).toEqual([
          'unclear',
          'unclear',
        ]);
      }),
      { numRuns: 1_000 },
    );
  });

  test('a long text is a letter, not a reply', () => {
    expect(understand(`xong ${'ạ '.repeat(200)}`, TODAY).kind).toBe('unclear');
  });
});

describe('what goes with a reply', () => {
  const on = (text: string) => dayFromIso(text);

  test.each([
    ['gia hạn 3 thêm 2 ngày', { intent: 'extend', codes: [3], days: 2, until: null, reason: null }],
    ['gh 2 ngày #5', { intent: 'extend', codes: [5], days: 2 }],
    ['xin thêm hai hôm nữa', { intent: 'extend', days: 2 }],
    ['xin gia hạn 1 tuần', { intent: 'extend', days: 7 }],
    ['xin gia hạn 2-3 ngày', { intent: 'extend', days: null, until: null }],
    ['xin lùi qua thứ 6', { intent: 'extend', days: null, until: on('2026-03-13') }],
    ['gia hạn #5 #6 đến 20/3', { intent: 'extend', codes: [5, 6], until: on('2026-03-20') }],
    ['gia hạn #5 đến 30/2', { intent: 'extend', codes: [5], days: null, until: null }],
    ['Xin gia hạn 2 ngày vì chờ số liệu của Sở', { intent: 'extend', days: 2, reason: 'chờ số liệu của Sở' }],
    ['gia hạn 2 ngày chờ số liệu Huyện ạ', { intent: 'extend', days: 2, reason: 'chờ số liệu Huyện' }],
    ['chưa xong, xin gia hạn 2 ngày', { intent: 'extend', days: 2 }],
    ['chưa xong vì huyện chưa gửi mẫu', { intent: 'not-done', reason: 'huyện chưa gửi mẫu' }],
    ['mai em gửi', { intent: 'not-done', until: on('2026-03-12') }],
    ['#7 ngày 20 em nộp', { intent: 'not-done', codes: [7], until: on('2026-03-20') }],
    ['số 12 mai em gửi', { intent: 'not-done', codes: [12], until: on('2026-03-12') }],
    [
      '#5 gia hạn tới 20-3 vì chờ huyện',
      { intent: 'extend', codes: [5], until: on('2026-03-20'), reason: 'chờ huyện' },
    ],
    ['xong #7 #7', { intent: 'done', codes: [7] }],
    ['xong #1000', { intent: 'done', codes: [1000] }],
    ['xong 1, 2, 3 rồi ạ', { intent: 'done', codes: [1, 2, 3], all: null }],
    ['3 ngày nữa xong', { intent: 'not-done', until: on('2026-03-14') }],
    ['chiều em gửi', { intent: 'not-done', until: on('2026-03-11') }],
    ['hủy việc 12 vì huyện rút yêu cầu', { intent: 'cancel', codes: [12], reason: 'huyện rút yêu cầu' }],
    ['xong 7 số 45', { intent: 'done', codes: [7], documentNumber: '45' }],
    ['xong 7, số 45/BC-UBND ngày 3/3', { intent: 'done', codes: [7], documentNumber: '45/BC-UBND' }],
    ['#7 xong, bc 45', { intent: 'done', codes: [7], documentNumber: '45' }],
    ['#7 đã gửi cv 12/ubnd ngày 3/4', { intent: 'done', codes: [7], documentNumber: '12/ubnd' }],
    ['xong 7, ghi chú: gửi kèm Phụ lục', { intent: 'done', codes: [7], note: 'gửi kèm Phụ lục' }],
  ])('«%s»', (text, expected) => {
    expect(understand(text, TODAY)).toMatchObject({ kind: 'clauses', clauses: [expected] });
  });

  test.each([
    ['số 45/BC-UBND', { kind: 'document-number', number: '45/BC-UBND', code: null }],
    ['#7 số 45/BC-UBND ạ', { kind: 'document-number', number: '45/BC-UBND', code: 7 }],
    ['số 45', { kind: 'document-number', number: '45', code: null }],
    ['#3 hạn khi nào ạ', { kind: 'question', codes: [3] }],
    ['xong số 12', { kind: 'unclear', likely: 'done', codes: [12] }],
    ['xong 3, 4 mai gửi', { kind: 'unclear', likely: 'done', codes: [3] }],
    ['hoàn tác việc 3', { kind: 'unclear', likely: 'undo', codes: [3] }],
  ])('«%s» is of another kind', (text, expected) => {
    expect(understand(text, TODAY)).toMatchObject(expected);
  });

  test.each([
    ['#3 xong, #4 mai em gửi', on('2026-03-12')],
    ['3 xong 4 mai gửi', on('2026-03-12')],
    ['xong #3, còn #4 chờ ký', null],
    ['việc 3 xong, việc 4 đang làm', null],
  ])('«%s» closes 3 and keeps what is said of 4', (text, until) => {
    expect(understand(text, TODAY)).toMatchObject({
      kind: 'clauses',
      clauses: [
        { intent: 'done', codes: [3] },
        { intent: 'not-done', codes: [4], until },
      ],
    });
  });

  test('every statement has its own', () => {
    expect(understand('3 chưa, 4 mai gửi', TODAY)).toMatchObject({
      kind: 'clauses',
      clauses: [
        { intent: 'not-done', codes: [3], until: null },
        { intent: 'not-done', codes: [4], until: on('2026-03-12') },
      ],
    });
  });
});
