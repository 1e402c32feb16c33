import { describe, expect, test } from 'vitest';
import { calendarDeadlines, eventDeadline } from '../../src/domain/deadline.ts';
import { isEventRule } from '../../src/domain/rule.ts';
import { explainDeadline, periodLabel } from '../../src/text/explain.ts';
import { calendar, calendarRule, day, rule } from '../domain/shipped.ts';

function explain(written: unknown, on: string): string {
  const parsed = rule(written);
  if (isEventRule(parsed)) {
    return explainDeadline(parsed, eventDeadline(parsed, calendar, { id: 1, day: day(on) }), calendar);
  }
  const dated = calendarRule(written);
  const [found] = calendarDeadlines(dated, calendar, day(on), day(on));
  if (!found) throw new Error(`no deadline on ${on}`);
  return explainDeadline(dated, found, calendar);
}

function label(written: unknown, on: string): string {
  const parsed = rule(written);
  if (isEventRule(parsed)) return periodLabel(eventDeadline(parsed, calendar, { id: 1, day: day(on) }).period, parsed);
  const [found] = calendarDeadlines(calendarRule(written), calendar, day(on), day(on));
  return periodLabel(found!.period, parsed);
}

describe('a deadline is explained', () => {
  test.each([
    [
      'a monthly day on a Saturday',
      { kind: 'monthly', day: 5, bound: 'on' },
      '2024-10-04',
      'ngày 5 hằng tháng, kỳ này là thứ Bảy 5/10/2024; thứ Bảy 5/10/2024 là ngày nghỉ cuối tuần, hạn không tự lùi nên gửi trong thứ Sáu 4/10/2024.',
    ],
    [
      'a quarterly day on a Sunday',
      { kind: 'quarterly', monthOfQuarter: 3, day: 17 },
      '2024-03-15',
      'chậm nhất ngày 17 tháng cuối quý, kỳ này là Chủ nhật 17/3/2024; Chủ nhật 17/3/2024 là ngày nghỉ cuối tuần, hạn không tự lùi nên gửi trong thứ Sáu 15/3/2024.',
    ],
    [
      '«trước» with its data',
      { kind: 'monthly', day: 23, bound: 'before', cutoff: { fromDay: 21, toDay: 20 } },
      '2024-12-20',
      'trước ngày 23 hằng tháng, kỳ này là thứ Hai 23/12/2024; «trước» nên muộn nhất là Chủ nhật 22/12/2024; Chủ nhật 22/12/2024 là ngày nghỉ cuối tuần, hạn không tự lùi nên gửi trong thứ Sáu 20/12/2024; số liệu từ 21/11/2024 đến 20/12/2024.',
    ],
    [
      'a day counted in working days',
      { kind: 'monthly', day: 31, counting: 'working-days' },
      '2026-02-27',
      'chậm nhất ngày làm việc cuối cùng hằng tháng, kỳ này là thứ Sáu 27/2/2026; hạn thứ Sáu 27/2/2026.',
    ],
    [
      'a term of months',
      { kind: 'within', n: 1, unit: 'month', event: 'x' },
      '2026-03-04',
      '1 tháng kể từ ngày 4/3/2026 (không tính ngày đó), tức thứ Bảy 4/4/2026; thứ Bảy 4/4/2026 là ngày nghỉ cuối tuần, theo khoản 5 Điều 148 Bộ luật Dân sự 2015 kéo dài đến thứ Hai 6/4/2026; chắc nhất là gửi trong thứ Sáu 3/4/2026.',
    ],
    [
      'a swapped day off, named',
      { kind: 'once', date: '2024-04-30', bound: 'before' },
      '2024-04-26',
      'trước thứ Ba 30/4/2024; «trước» nên muộn nhất là thứ Hai 29/4/2024; thứ Hai 29/4/2024 là ngày nghỉ (nghỉ hoán đổi dịp 30/4), hạn không tự lùi nên gửi trong thứ Sáu 26/4/2024.',
    ],
    [
      'a quarter that ends on a Sunday',
      { kind: 'quarter', year: 2024, quarter: 1 },
      '2024-03-29',
      'trong quý I/2024, tức hết Chủ nhật 31/3/2024; Chủ nhật 31/3/2024 là ngày nghỉ cuối tuần, hạn không tự lùi nên gửi trong thứ Sáu 29/3/2024.',
    ],
    [
      'a term extended by law',
      { kind: 'within', n: 10, unit: 'day', event: 'tiếp nhận' },
      '2024-04-17',
      '10 ngày kể từ ngày 17/4/2024 (không tính ngày đó), tức thứ Bảy 27/4/2024; thứ Bảy 27/4/2024 là ngày nghỉ cuối tuần, theo khoản 5 Điều 148 Bộ luật Dân sự 2015 kéo dài đến thứ Năm 2/5/2024; chắc nhất là gửi trong thứ Sáu 26/4/2024.',
    ],
    [
      'a term in working days',
      { kind: 'within', n: 3, unit: 'working-day', event: 'tiếp nhận' },
      '2024-04-26',
      '3 ngày làm việc kể từ ngày 26/4/2024 (không tính ngày đó), tức thứ Bảy 4/5/2024; hạn thứ Bảy 4/5/2024.',
    ],
    [
      'a clock time',
      { kind: 'once', date: '2024-03-29', bound: 'before', time: '16:00' },
      '2024-03-29',
      'trước 16:00 thứ Sáu 29/3/2024; hạn thứ Sáu 29/3/2024.',
    ],
    [
      'an assumption and a date that may still change',
      { kind: 'half', year: 2027, half: 1, assumption: 'hiểu là hết 6 tháng.' },
      '2027-06-30',
      'trong 6 tháng đầu năm 2027, tức hết thứ Tư 30/6/2027; hạn thứ Tư 30/6/2027; tạm tính: hiểu là hết 6 tháng; dự kiến, vì lịch nghỉ chưa công bố đủ.',
    ],
  ])('%s', (_, written, on, expected) => {
    expect(explain(written, on)).toBe(expected);
  });

  test('with its clock time, whatever the kind of rule', () => {
    expect(explain({ kind: 'monthly', day: 5, time: '16:00' }, '2024-03-05')).toContain('16:00');
    expect(explain({ kind: 'weekly', weekday: 5, time: '16:00' }, '2024-03-15')).toContain('16:00');
  });

  test('by the document and not by the Civil Code where a fixed date is extended', () => {
    expect(explain({ kind: 'once', date: '2024-03-17', shift: 'later' }, '2024-03-17')).not.toContain('Bộ luật Dân sự');
  });
});

describe('a period is called', () => {
  test.each([
    [{ kind: 'monthly', day: 5 }, '2024-03-05', 'tháng 3/2024'],
    [{ kind: 'quarterly', monthOfQuarter: 3, day: 15 }, '2024-12-13', 'quý IV/2024'],
    [{ kind: 'half', year: 2024, half: 1 }, '2024-06-28', '6 tháng đầu năm 2024'],
    [{ kind: 'half', year: 2024, half: 2 }, '2024-12-31', '6 tháng cuối năm 2024'],
    [{ kind: 'yearly', month: 12, day: 10 }, '2024-12-10', 'năm 2024'],
    [{ kind: 'weekly', weekday: 5 }, '2024-03-15', 'tuần 11/3–17/3/2024'],
    [{ kind: 'once', date: '2024-03-29' }, '2024-03-29', ''],
    [{ kind: 'within', n: 10, unit: 'day', event: 'x' }, '2024-04-17', 'tính từ ngày 17/4/2024'],
    [{ kind: 'before-due', n: 1, unit: 'day', event: 'x' }, '2024-05-20', 'đến hạn ngày 20/5/2024'],
  ])('%o on %s: «%s»', (written, on, expected) => {
    expect(label(written, on)).toBe(expected);
  });
});
