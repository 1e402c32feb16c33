import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LAST_YEAR } from '../../../src/domain/civil-day.ts';
import { LONGEST_PHRASE, readDeadlines } from '../../../src/domain/phrase/reading.ts';
import { findDeadlines } from '../../../src/domain/phrase/running-text.ts';
import { ruleSchema } from '../../../src/domain/rule.ts';
import { deadlineErrorText, deadlineQuestionText, sayRules } from '../../../src/text/deadline-questions.ts';
import { calendar, day } from '../shipped.ts';

const on = fc.integer({ min: day('2000-01-01'), max: day(`${LAST_YEAR}-12-31`) });

/** Pieces that the grammar knows, in every order. */
const PIECES =
  'trước|chậm nhất|ngày|tháng|quý|năm|tuần|thứ|hằng|mỗi|cuối|đầu|giữa|sau|kể từ|sau khi|đến|từ|và|,|;|/|-|.|(|)|:|%|x|5|31|12|2026|26|0|99|1000000|I|IV|l|16h|giờ|làm việc|lần|số|Kế hoạch|712/KH-UBND|báo cáo|nếu trùng ngày nghỉ|số liệu|âm lịch|Tết|nửa|24/7|\n'.split(
    '|',
  );
const soup = fc
  .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom(' ', ' ', '')), { maxLength: 60 })
  .map((pieces) => pieces.flat().join(''));

const anyText = fc.oneof(
  soup,
  fc.string({ maxLength: 200, unit: 'binary' }),
  fc.string({ maxLength: 200, unit: 'grapheme' }),
  fc.tuple(soup, fc.string({ unit: 'grapheme' })).map((parts) => parts.join('')),
);

test('no text is too strange: what comes back can be stored, said and asked', () => {
  fc.assert(
    fc.property(anyText, on, (text, today) => {
      const { rules, question, error } = readDeadlines(text, today, calendar);
      for (const each of [rules, ...(question?.choices ?? [])]) {
        for (const rule of each) ruleSchema.parse(rule);
        expect(sayRules(each)).not.toMatch(/undefined|NaN/);
      }
      if (question !== null) expect(deadlineQuestionText(question, 20_000)).toMatch(/[?.]$/);
      if (error !== null) expect(deadlineErrorText(error, 20_000)).toMatch(/\.$/);
      expect(error === null || (rules.length === 0 && question === null)).toBe(true);
      expect(rules.length > 0 || question !== null || error !== null).toBe(true);
    }),
    { numRuns: 4000 },
  );
});

test('what is found in running text stands there, in order and apart', () => {
  fc.assert(
    fc.property(anyText, on, (text, today) => {
      let last = 0;
      for (const { start, end, phrase } of findDeadlines(text, today)) {
        expect(text.slice(start, end)).toBe(phrase);
        expect(start).toBeGreaterThanOrEqual(last);
        last = end;
      }
    }),
    { numRuns: 2000 },
  );
});

describe('long texts', () => {
  const REPEATED = [
    ...['1,', '1.', '1-', '1/', '1 ', '(', ',', '.', '-', 'a', 'l1', 'ạ', ' ', '\n'],
    ...['tháng 1, ', 'quý I, ', 'thứ 2, ', 'ngày 5, ', 'trong ', 'trước ', 'sau ', 'đến ', 'và ', 'năm ', 'hằng '],
    ...['5 ngày ', 'kể từ ngày ', 'trước hạn x ', 'ngày 5 trước ', 'từ ngày 5 ', 'hằng tháng, ', 'ngày 15/3/2026 và '],
    ...['số 1/', 'số liệu ', 'nếu ', 'nếu ngày nghỉ ', 'không kể ', 'sau khi x ', 'Kế hoạch ', 'truocngay', 'th áng '],
  ];
  const milliseconds = (work: () => unknown): number => {
    const before = performance.now();
    work();
    return performance.now() - before;
  };

  test.each(REPEATED)('of nothing but «%s» are read in no time', (piece) => {
    const text = piece.repeat(Math.ceil(LONGEST_PHRASE / piece.length)).slice(0, LONGEST_PHRASE);
    // About 15 ms here; a slow shared machine gets a lot of room, backtracking would still miss it by far.
    expect(milliseconds(() => readDeadlines(text, day('2026-03-04')))).toBeLessThan(750);
    expect(milliseconds(() => findDeadlines(text, day('2026-03-04')))).toBeLessThan(1500);
  });

  test('beyond the limit are refused', () => {
    const { error, rules } = readDeadlines(`${'x'.repeat(LONGEST_PHRASE)} trước ngày 5/3/2026`, day('2026-03-04'));
    expect(rules).toEqual([]);
    expect(error?.kind).toBe('too-long');
  });
});
