import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { understand } from '../../src/domain/reply.ts';

function closes(text: string): boolean {
  const understood = understand(text);
  return understood.kind === 'clauses' && understood.clauses.some((clause) => clause.intent === 'done');
}

function closed(text: string): readonly number[] {
  const understood = understand(text);
  return understood.kind === 'clauses'
    ? understood.clauses.filter((c) => c.intent === 'done').flatMap((c) => c.codes)
    : [];
}

const neverCloses: Readonly<Record<string, readonly string[]>> = {
  'a negation': [
    'chưa xong',
    'em chưa xong đâu ạ',
    'không xong',
    'ko xong dc',
    'xong đâu mà xong',
    'chưa gửi',
    'chưa hoàn thành ạ',
    'có xong đâu',
    'chưa xong hết',
    'xong rồi mà chưa gửi',
    'xong, chưa gửi',
    'đâu đã xong',
  ],
  'a question': [
    'xong chưa',
    'xong 3 chưa',
    'xong việc 3 chưa em',
    'xong ch',
    'xong k',
    'xong hong em',
    'xong rồi phải không',
    'xong rồi à',
    'xong à em',
    'xong rồi à!',
    'xong rồi à…',
    'xong rồi hả em',
    'xong rồi nhỉ em',
    'xong rồi chứ',
    'gửi rồi chứ em',
    'xong 3? Cảm ơn em',
    'xong rồi? ok',
    'khi nào xong',
    'bao giờ xong em',
    'việc nào xong rồi',
    'đã gửi chưa',
    'xong hết chưa',
    'xong 1, 2 chưa',
    'sao chưa xong',
  ],
  'a promise': [
    'mai xong',
    'chiều nay xong ạ',
    'sắp xong',
    'gần xong rồi',
    'sẽ xong',
    'xong em gửi',
    'xong em gửi ạ',
    'xong là em nộp',
    'xong rồi em gửi',
    'rồi em gửi',
    'ok rồi em gửi nha',
    'xong, rồi em gửi',
    'xong em báo cáo anh ạ',
    'em cố xong nha',
    'nay em xong',
    'da em gui a',
    'dạ em gửi ạ',
    'em sẽ gửi',
    'xong việc này đã',
    'gửi là xong',
    'thứ 6 xong',
    'ngày 12 xong',
    'xong trước 15/4',
    'xong 15/4',
    'xong 15.4',
    'xong 15/T4',
    'xong 16:30',
    '8:30 xong',
    'xong 3 ngày nữa',
    'cuối tuần xong',
  ],
  'partial progress': [
    'xong 2/3',
    'xong 50%',
    'xong 1 phần',
    'xong 1 nửa',
    'xong dự thảo',
    'xong bản nháp rồi',
    'xong phần 1',
    'họp xong',
    'ký xong',
    'em xem xong rồi ạ',
    'đã trình ký',
    'đã gửi xin ý kiến',
    'xong gần hết',
    'xong 20/hs',
    'xong 45/hồ sơ',
    'gửi rồi nhưng thiếu phụ lục',
    'xong hết trừ 3',
  ],
  'a count that does not say which': [
    'xong 2 việc',
    'xong 2 việc rồi ạ',
    'đã gửi 2 nhiệm vụ',
    'xong một việc',
    'xong 2 báo cáo',
    'đã nộp 2 bc',
    'xong 2 việc này',
    'em gửi 2 bản rồi',
    'gửi 2 lần rồi',
  ],
  'an instruction': [
    'phải xong trước 15/4 nhé',
    'xong sớm nhé',
    'xong thì gửi anh nhé',
    'xong gửi anh nhé',
    'làm xong đi em',
    'nhớ gửi nhé',
    'gửi lại cho anh',
    'cần xong hôm nay',
    'xong nhắn anh',
    'xong báo cáo anh nhé',
    'xong bc em nhé',
    'xong hết nhé',
    'xong cả 2 nhé',
  ],
  'what somebody else said or did': [
    'chị Lan nói xong rồi',
    'anh Hùng xong rồi',
    'huyện gửi rồi',
    'bên kia báo xong',
    'nghe đâu xong rồi',
    'em nghe nói đã gửi',
  ],
  'a condition': ['nếu xong', 'xong thì thôi', 'có số liệu là xong', 'ký cái là xong', 'khi xong em gửi'],
};

describe.each(Object.entries(neverCloses))('%s', (_, texts) => {
  test.each(texts)('never closes: «%s»', (text) => {
    expect(closes(text)).toBe(false);
  });

  test('never closes decomposed either', () => {
    const understoodAsTyped = texts.filter((text) => !closes(text));
    expect(understoodAsTyped.filter((text) => closes(text.normalize('NFD')))).toEqual([]);
  });
});

test.each([
  ['xong 12, xem 13', [12]],
  ['xong 12 xem 13', [12]],
])('«%s» does not close the task that is only to be shown', (text, most) => {
  expect(closed(text).filter((code) => !most.includes(code))).toEqual([]);
});

test('«xong hết, 3» does not mean all and one at the same time', () => {
  const understood = understand('xong hết, 3');
  const clauses = understood.kind === 'clauses' ? understood.clauses : [];
  expect(clauses.filter((clause) => clause.all !== null && clause.codes.length > 0)).toEqual([]);
});

describe('whatever is typed', () => {
  const pieces = fc.constantFrom(
    ...'xong chưa rồi đã gửi nhận ok việc số cả hết và ạ à ? # 1 23 , . ; / - : «» 👍 ✅ 45/BC-UBND dạ em ko'.split(
      ' ',
    ),
  );

  test('it is understood without an exception and in less than 50 ms', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 10_000 }),
      fc.string({ unit: 'binary', maxLength: 10_000 }),
      fc.array(pieces, { maxLength: 2_000 }).map((words) => words.join(' ')),
      fc.tuple(pieces, fc.integer({ min: 0, max: 10_000 })).map(([word, n]) => word.repeat(n).slice(0, 10_000)),
      fc
        .constantFrom('1', ' ', '/', 'a-', '1/a-', '\u0301', '.', '#', '👍🏽', 'à')
        .map((unit) => unit.repeat(290 / unit.length)),
    );
    // The best of three, so that a machine busy with something else is not blamed on the text.
    const took = (text: string) => {
      const start = performance.now();
      understand(text);
      return performance.now() - start;
    };
    let slowest = 0;
    fc.assert(
      fc.property(anyText, (text) => {
        slowest = Math.max(slowest, Math.min(took(text), took(text), took(text)));
      }),
      { numRuns: 300 },
    );
    expect(slowest).toBeLessThan(50);
  });

  test('a word that is not known keeps any phrase from closing, wherever it stands', () => {
    const phrase = fc.constantFrom(
      'xong',
      'xong 3',
      'đã gửi rồi ạ',
      'xong cả 2',
      '#3 xong, #4 xong',
      'xong 3 số 45/BC-UBND',
    );
    // No syllable of these is Vietnamese, so none can be a filler.
    const stranger = fc.constantFrom(
      'zz',
      'wifi',
      'xfj',
      'dự',
      'nháp',
      'thảo',
      'mai',
      'sắp',
      'gần',
      'phần',
      'nửa',
      'trình',
      'ký',
    );
    fc.assert(
      fc.property(phrase, stranger, fc.nat(), (text, word, place) => {
        const words = text.split(' ');
        // Not between the parts of one document number or right behind «số», which belongs to it.
        words.splice(place % (words.length + 1), 0, word);
        expect(closes(words.join(' '))).toBe(false);
      }),
    );
  });

  test('a closing reply names only numbers that were typed', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (words) => {
        const text = words.join(' ');
        const typed = [...text.replace(/45\/BC-UBND/g, '').matchAll(/\d+/g)].map((match) => Number(match[0]));
        for (const code of closed(text)) expect(typed).toContain(code);
      }),
      { numRuns: 1_000 },
    );
  });

  test('whatever ends in a question mark never closes', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 10 }), (words) => {
        expect(closes(`${words.join(' ')}?`)).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });
});
