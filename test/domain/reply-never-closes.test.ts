import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayFromIso } from '../../src/domain/civil-day.ts';
import { understand } from '../../src/domain/reply.ts';

const TODAY = dayFromIso('2026-03-11');

function closes(text: string): boolean {
  const understood = understand(text, TODAY);
  return understood.kind === 'clauses' && understood.clauses.some((clause) => clause.intent === 'done');
}

function closed(text: string): readonly number[] {
  const understood = understand(text, TODAY);
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
  'a doubt of any other kind': `
    cả nhà xong rồi | mọi người xong rồi | phần này xong rồi | xong phần này | xong báo cáo anh | em gửi anh rồi
    gửi chị rồi nhé | đã gửi lãnh đạo | gửi sếp rồi | gửi chủ tịch ký rồi | xong với anh | xong ha
    xong rồi ha em | dạ xong rồi ha | rồi xong | thế là xong | xong mới gửi | mới xong 1 | mới xong 2 thôi
    đã xong 2 việc | em xong 1 báo cáo | xong bước 1 | xong đợt 1 | xong quý 1 | xong tháng 3 | xong tuần này
    xong trong tuần | xong hôm nay | hôm nay xong | nay xong | sáng nay xong | xong sáng mai | hết hôm nay xong
    vẫn chưa xong được | xong không nổi | k xong | k gui | chua gui dc | xong được thì tốt | mong xong
    ước gì xong | giá mà xong | tưởng xong rồi | cứ tưởng xong | hôm nào xong | ai xong rồi | ai gửi rồi
    tất cả đã gửi ai rồi | gửi ai rồi | xong bên A | bên A xong rồi | bên em xong bên anh chưa
    việc 3 xong một nửa | xong 1/2 | 1/2 xong | xong 1-1 | xong 0 | xong #0 | xong 2026 | xong năm 2026
    năm nay xong | xong năm nay | xong lần 1 | gửi lần 1 rồi | nộp thử rồi | gửi thử rồi | gửi nháp rồi
    gửi bản mềm rồi | nộp bản giấy rồi | xong bản mềm | xong file | xong form | up form rồi | cập nhật tiến độ rồi
    cập nhật 50% rồi | nhập một phần rồi | nhập được 3 rồi | gửi được 2 rồi | nộp 2 rồi | đã nhận xong
    nhận xong rồi | ký xong rồi | trình xong rồi | in xong rồi | làm xong chưa biết | xong rồi chưa biết | xong đi
    xong đi em | xong nhanh nhé | xong sớm nha | xong giùm anh | xong hộ chị | xong dùm | xong giúp em
    xong cho anh | xong cho chị nhé | xong hết cho anh | gửi luôn nhé | nộp luôn đi | hoàn thành báo cáo
    hoàn thành nhiệm vụ | hoàn thành nhé | hoàn thành việc 3 nhé | làm xong việc 3 nhé | xong luôn nhé em
    có xong không | có gửi rồi | không gửi rồi | thôi xong | thôi xong rồi | ôi xong | xong rồi ôi | trời xong rồi
    xong con | xong cơm | xong xuôi hết chưa | xong xuôi rồi hả | xong xuôi nhé | ✅? | ✅❓ | xong❓ | xong rồi⁉️
    xong？ | ❌ xong | xong ❌ | xong 👎 | xong 🚫 | xong ⏳ | ⏳ xong | xong 🔜 | xong 50 % | xong năm mươi phần trăm
    xong 3h | 3h xong | xong lúc 17h | xong trước 17h | xong vào thứ 6 | xong thứ sáu | xong t6 | xong 12/4/2026
    12-4 xong | xong 12-4-2026 | xong 4/2026 | xong tháng sau | xong cuối tháng | xong 31/3 nhé | dự kiến xong 3
    kế hoạch xong 3 | hẹn xong 3 | hứa xong | cam kết xong | đảm bảo xong | chắc chắn xong | chắc xong
    có lẽ xong rồi | hình như xong rồi | hình như gửi rồi | nghĩ là xong rồi | em nghĩ xong rồi
    xong rồi thì phải | xong rồi đúng không | gửi rồi phải ko | xong rồi đk | xong rồi đko | xong rồi hk
    xong rồi hem | xong rồi nhỉ | xong rồi chớ | xong rồi chứ gì | xong rồi ư | xong rồi ạ? | xong r hả | xong r à
    xong rùi à | xong à | xong há | xong hở | xong hử | xong hổng | xong hông dợ | xong chưa dợ | xong ch z
    xongk | xonk | xongch | xong chuwa | xông rồi | xoong rồi | song rồi | xong chua | xong chua a | gui chua | da gui chua | da xong chua
  `
    .trim()
    .split(/\s*[|\n]\s*/),
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

test.each(['xong 1²', 'xong ¹2', 'xong ①②', 'xong 1②', 'xong 1🄂', 'xong #1²', 'xong ²'])(
  '«%s» names no number: signs that run together with a digit are no second digit of it',
  (text) => {
    expect(closes(text)).toBe(false);
  },
);

test.each(['xong ①', 'xong １', 'xong 1️⃣'])('«%s» names 1', (text) => {
  expect(closed(text)).toEqual([1]);
});

test('«xong hết, 3» does not mean all and one at the same time', () => {
  const understood = understand('xong hết, 3', TODAY);
  const clauses = understood.kind === 'clauses' ? understood.clauses : [];
  expect(clauses.filter((clause) => clause.all !== null && clause.codes.length > 0)).toEqual([]);
});

describe('a word that takes it back keeps a closing reply from closing, wherever it stands', () => {
  const CLOSING = [
    'xong',
    'xong rồi ạ',
    'dạ em xong rồi chị ơi',
    'đã hoàn thành',
    'em gửi rồi nha anh',
    'đã nộp báo cáo ạ',
    'vừa gửi xong',
    'ban hành rồi',
    'xong việc 3 rồi',
    '#3 xong',
    'xong cả 2 việc rồi',
    'xong hết rồi',
    'xong 3 số 45/BC-UBND',
    'ok xong rồi 👍',
    '✅ 3',
  ];
  const TAKES_BACK: Readonly<Record<string, readonly string[]>> = {
    'a negation': ['chưa', 'không', 'ko', 'k', 'hổng', 'đâu', 'đâu có', 'chả', 'chưa kịp', 'không phải'],
    'a question': ['?', 'à', 'hả', 'nhỉ', 'sao', 'khi nào', 'bao giờ', 'ai', 'gì', 'phải không', 'thế nào'],
    'a promise': [
      'mai',
      'chiều nay',
      'thứ 6',
      'tuần sau',
      '20/3',
      'ngày 12',
      '3 ngày nữa',
      'sẽ',
      'để em',
      'lát nữa',
      '16h',
    ],
    'a part': ['sắp', 'gần', '50%', '2/3', 'một nửa', 'dự thảo', 'còn thiếu', 'trừ', 'chờ ký', 'trình', 'đang'],
    'a condition': ['nếu', 'khi', 'thì', 'hễ', 'sau khi'],
    'an order': ['phải', 'nhớ', 'hãy', 'cần', 'trước', 'sớm', 'gấp'],
    'somebody else': ['anh Nam', 'chị Hoa bảo', 'nghe nói', 'huyện', 'sếp nói'],
    'another wish': ['hủy', 'gia hạn', 'bấm nhầm', 'xin thêm', 'chuyển cho Lan'],
    'a document that says which': ['phiếu trình', 'quy trình', 'biên bản', 'hồ sơ', 'bài viết'],
    'a joke': ['đời', 'phim', 'toang', '😂'],
  };

  /** Every text with the word put in at every place between its words. */
  function withWord(text: string, word: string): string[] {
    const words = text.split(' ');
    return Array.from({ length: words.length + 1 }, (_, i) => words.toSpliced(i, 0, word).join(' '));
  }

  test.each(CLOSING)('«%s» closes by itself', (text) => {
    expect(closes(text)).toBe(true);
  });

  test.each(Object.entries(TAKES_BACK))('%s', (group, words) => {
    const noted = 'xong 3, ghi chú: gửi kèm phụ lục';
    // In a note stands what others did, too, and with which document.
    const takesBackNoted = !['somebody else', 'a joke', 'a document that says which'].includes(group);
    const texts = [...CLOSING, ...(takesBackNoted ? [noted] : [])].flatMap((text) =>
      words.flatMap((word) => withWord(text, word)),
    );
    const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd');
    // Without its mark «à» is the polite «ạ».
    const variants = texts.flatMap((text) => [text, ...(text.split(' ').includes('à') ? [] : [plain(text)])]);
    expect(variants.filter((text) => closes(text))).toEqual([]);
  });
});

describe('what somebody else did', () => {
  const NAMES =
    'An Anh Ánh Bắc Bảo Bé Bình Ca Cả Cảnh Cúc Cường Chi Châu Chi Chính Dung Dũng Duy Đạt Đăng Đông Đức Giang Hà Hải Hạnh Hằng Hậu Hiền Hiếu ' +
    'Hòa Hoa Hoàn Hoàng Hồng Huệ Hùng Huy Huyền Hương Khánh Khoa Kiên Lan Liên Linh Loan Long Luân Mai Minh Mười My Nam Nga ' +
    'Ngân Nghĩa Ngọc Nguyên Nhã Nhàn Nhân Nhung Oanh Phong Phú Phúc Phương Quân Quang Quý Quyên Sáu Sơn Tám Tâm Tân Tài Thanh ' +
    'Thành Thảo Thắng Thu Thủy Thư Tiến Toàn Trang Trâm Trí Trung Tư Tú Tuấn Tùng Tuyết Út Vân Việt Vinh Vũ Vy Xuân Yến Hai Ba Năm Bảy';
  const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');

  test.each(['anh', 'chị', 'cô', 'chú', 'bác', 'thầy'])('closes nothing, whatever the name behind «%s»', (address) => {
    const said = ['xong rồi', 'đã xong', 'gửi rồi ạ', 'đã nộp báo cáo', 'làm xong việc 3 rồi', 'hoàn thành rồi'];
    const texts = NAMES.split(' ').flatMap((name) => said.map((what) => `${address} ${name} ${what}`));
    const variants = texts.flatMap((text) => [text, text.toLowerCase(), plain(text), `dạ ${plain(text)}`]);
    expect(variants.filter((text) => closes(text))).toEqual([]);
  });
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
      understand(text, TODAY);
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
    const phrase = fc.constantFrom('xong', 'xong 3', 'đã gửi rồi ạ', 'xong cả 2', 'xong 3 số 45/BC-UBND');
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
        // «ký gửi rồi»: signed and sent, which is all there is to do.
        fc.pre(!words.join(' ').includes('ký gửi'));
        expect(closes(words.join(' '))).toBe(false);
      }),
    );
  });

  test('what is left of one of two tasks never closes that one', () => {
    const left = fc.constantFrom(
      'mai xong',
      'chờ ký',
      'mai em gửi',
      'gần xong',
      'chưa',
      'xong 2/3',
      'sắp gửi',
      'còn thiếu phụ lục',
    );
    const joined = fc.constantFrom(', ', ' ', '; ', ', còn ', '\n');
    fc.assert(
      fc.property(left, joined, fc.boolean(), (what, joint, doneFirst) => {
        const said = doneFirst ? ['#3 xong', `#4 ${what}`] : [`#4 ${what}`, '#3 xong'];
        expect(closed(said.join(joint))).not.toContain(4);
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
