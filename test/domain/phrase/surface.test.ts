import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysInMonth, isoDate } from '../../../src/domain/civil-day.ts';
import { readDeadlines } from '../../../src/domain/phrase/reading.ts';
import { ruleSchema } from '../../../src/domain/rule.ts';
import { day } from '../shipped.ts';
import { change } from './surface.ts';

const on = day('2026-03-04');

const pad = (n: number): string => String(n).padStart(2, '0');
const ROMAN = ['I', 'II', 'III', 'IV'];
const WEEKDAYS = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'];
const WORDS = ['một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười'];

/** What is said, with the rules that it has to mean. */
interface Said {
  readonly phrase: string;
  readonly rules: readonly unknown[];
}

const oneOf = <T>(...values: T[]) => fc.constantFrom(...values);
const dayOfMonth = fc.integer({ min: 1, max: 31 });
const shownDay = dayOfMonth.chain((n) => fc.tuple(fc.constant(n), oneOf(String(n), pad(n))));
const every = oneOf('hằng', 'hàng', 'mỗi');

/** A limit in front of a day, with the bound it means. */
const limit = oneOf(
  ['', 'on'],
  ['vào ', 'on'],
  ['trước ', 'before'],
  ['đến trước ', 'before'],
  ['chậm nhất ', 'by'],
  ['chậm nhất là ', 'by'],
  ['muộn nhất là ', 'by'],
  ['không muộn hơn ', 'by'],
  ['không quá ', 'by'],
  ['đến hết ', 'by'],
  ['hạn cuối: ', 'by'],
  ['hạn chót là ', 'by'],
) as fc.Arbitrary<readonly [string, 'on' | 'by' | 'before']>;

/** A clock time in front of the day. */
const clock = fc
  .tuple(fc.integer({ min: 6, max: 21 }), oneOf(0, 5, 15, 30, 45), fc.integer({ min: 0, max: 4 }))
  .map(([hour, minute, form]) => {
    const short = minute === 0 ? `${hour}h` : `${hour}h${pad(minute)}`;
    const words = minute === 0 ? `${hour} giờ` : `${hour} giờ ${pad(minute)} phút`;
    const text = [`${hour}h${pad(minute)}`, `${hour}g${pad(minute)}`, `${pad(hour)}:${pad(minute)}`, words, short][
      form
    ]!;
    return { text: `${text} `, manner: { time: `${pad(hour)}:${pad(minute)}` } };
  });
const maybeClock = fc.option(clock, { nil: { text: '', manner: {} }, freq: 3 });

const date = fc
  .record({ year: fc.integer({ min: 2020, max: 2035 }), month: fc.integer({ min: 1, max: 12 }), at: fc.nat() })
  .map(({ year, month, at }) => ({ year, month, day: (at % daysInMonth(year, month)) + 1 }));
const writtenDate = fc.tuple(date, fc.integer({ min: 0, max: 7 })).map(([{ year, month, day: d }, form]) => ({
  iso: isoDate(day(`${year}-${pad(month)}-${pad(d)}`)),
  text: [
    `ngày ${d}/${month}/${year}`,
    `ngày ${pad(d)}/${pad(month)}/${year}`,
    `ngày ${d}-${month}-${year}`,
    `ngày ${pad(d)}.${pad(month)}.${year}`,
    `ngày ${d} tháng ${month} năm ${year}`,
    `ngày ${pad(d)} tháng ${pad(month)} năm ${year}`,
    `${d}/${month}/${year}`,
    `ngày ${d}/${month} năm ${year}`,
  ][form]!,
}));

const once: fc.Arbitrary<Said> = fc
  .tuple(limit, maybeClock, writtenDate)
  .map(([[word, bound], { text, manner }, to]) => ({
    phrase: `${word}${text}${to.text}`,
    rules: [{ kind: 'once', date: to.iso, bound, ...manner }],
  }));

const monthly: fc.Arbitrary<Said> = fc
  .tuple(limit, maybeClock, shownDay, every, fc.integer({ min: 0, max: 4 }))
  .map(([[word, bound], { text, manner }, [n, shown], often, form]) => ({
    phrase: [
      `${word}${text}ngày ${shown} ${often} tháng`,
      `${word}${text}ngày ${shown} của tháng`,
      `${often} tháng, ${word}${text}ngày ${shown}`,
      `${often} tháng (${word}${text}ngày ${shown})`,
      `báo cáo ${often} tháng gửi ${word}${text}ngày ${shown}`,
    ][form]!,
    rules: [{ kind: 'monthly', day: n, bound, ...manner }],
  }));

const quarterly: fc.Arbitrary<Said> = fc
  .tuple(limit, shownDay, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 3 }), every)
  .map(([[word, bound], [n, shown], month, form, often]) => {
    const place = ['đầu', 'giữa', 'cuối'][month - 1];
    const phrase = [
      `${word}ngày ${shown} tháng ${place} quý`,
      `${word}ngày ${shown} của tháng thứ ${WORDS[month - 1]} ${often} quý`,
      `${often} quý (${word}ngày ${shown} của tháng ${place} quý)`,
      `báo cáo quý: ${word}ngày ${shown} tháng ${place} của quý`,
    ][form]!;
    return { phrase, rules: [{ kind: 'quarterly', monthOfQuarter: month, day: n, bound }] };
  });

const dayOfYear = date.map(({ month, day: d }) => ({ month, day: Math.min(d, daysInMonth(2023, month)) }));
const yearly: fc.Arbitrary<Said> = fc
  .tuple(limit, dayOfYear, dayOfYear, fc.integer({ min: 0, max: 4 }), oneOf('hằng', 'hàng'))
  .filter(([, a, b]) => a.month < b.month)
  .map(([[word, bound], a, b, form, often]) => {
    const rule = ({ month, day: d }: typeof a) => ({ kind: 'yearly', month, day: d, bound });
    const [first, second] = [`${a.day}/${a.month}`, `${pad(b.day)}/${pad(b.month)}`];
    const phrase = [
      `${word}ngày ${first} ${often} năm`,
      `${word}ngày ${a.day} tháng ${a.month} ${often} năm`,
      `${word}ngày ${first} và ${second} ${often} năm`,
      `định kỳ 6 tháng, năm (${word}ngày ${first} và ${second})`,
      `báo cáo 6 tháng ${word}ngày ${first}; báo cáo năm ${word}ngày ${second}`,
    ][form]!;
    return { phrase, rules: form < 2 ? [rule(a)] : [rule(a), rule(b)] };
  });

const weekly: fc.Arbitrary<Said> = fc
  .tuple(
    limit,
    maybeClock,
    fc.integer({ min: 1, max: 7 }),
    fc.integer({ min: 0, max: 3 }),
    oneOf('hằng', 'hàng', 'mỗi'),
  )
  .map(([[word, bound], { text, manner }, weekday, form, often]) => {
    const name = form % 2 === 0 || weekday === 7 ? WEEKDAYS[weekday - 1]! : `thứ ${weekday + 1}`;
    const phrase = form < 2 ? `${word}${text}${name} ${often} tuần` : `${often} tuần, ${word}${text}${name}`;
    return { phrase, rules: [{ kind: 'weekly', weekday, bound, ...manner }] };
  });

const period: fc.Arbitrary<Said> = fc
  .tuple(
    fc.integer({ min: 2020, max: 2035 }),
    fc.nat(11),
    fc.integer({ min: 0, max: 3 }),
    oneOf('', 'trong ', 'hết ', 'chậm nhất ', 'chậm nhất trong '),
    oneOf('/', ' năm '),
  )
  .map(([year, at, kind, word, of]) => {
    const [month, quarter, half] = [at + 1, (at % 4) + 1, (at % 2) + 1];
    const said = [
      { phrase: `tháng ${at % 3 === 0 ? pad(month) : month}${of}${year}`, rule: { kind: 'month', year, month } },
      { phrase: `quý ${at < 6 ? ROMAN[quarter - 1] : quarter}${of}${year}`, rule: { kind: 'quarter', year, quarter } },
      { phrase: `6 tháng ${half === 1 ? 'đầu' : 'cuối'} năm ${year}`, rule: { kind: 'half', year, half } },
      { phrase: `năm ${year}`, rule: { kind: 'year', year } },
    ][kind]!;
    return { phrase: word + said.phrase, rules: [{ ...said.rule, bound: 'by' }] };
  });

const term: fc.Arbitrary<Said> = fc
  .tuple(
    fc.integer({ min: 1, max: 10 }),
    fc.integer({ min: 0, max: 2 }),
    oneOf('trong thời hạn ', 'trong ', 'chậm nhất ', 'không quá ', 'trong vòng ', 'chậm nhất là ', ''),
    oneOf('ngày làm việc', 'ngày', 'tháng', 'tuần'),
    oneOf(' kể từ khi ', ' sau khi ', ', kể từ khi ', ' tính từ khi '),
  )
  .map(([n, form, word, unit, since]) => {
    // «năm ngày» and «sáu ngày» also say a year and an «after» where they stand alone.
    const count = form === 2 && n !== 6 && n !== 5 ? WORDS[n - 1] : form === 1 ? pad(n) : `${n}`;
    const event = 'nhan ho so';
    const rule = { day: [n, 'day'], week: [n * 7, 'day'], month: [n, 'month'], working: [n, 'working-day'] }[
      unit === 'ngày' ? 'day' : unit === 'tuần' ? 'week' : unit === 'tháng' ? 'month' : 'working'
    ]!;
    return {
      phrase: `${word}${count} ${unit}${since}${event}`,
      rules: [{ kind: 'within', n: rule[0], unit: rule[1], event }],
    };
  });

/** Rules as they are compared: checked and completed, and an event without the look of its letters. */
const comparable = (rules: readonly unknown[]): unknown[] =>
  rules.map((rule) => {
    const parsed = ruleSchema.parse(rule);
    return 'event' in parsed ? { ...parsed, event: parsed.event.toLowerCase().replace(/\s+/g, ' ') } : parsed;
  });

describe('a rule that is said in any usual way, and typed in any usual way, is read back', () => {
  test.each<[string, fc.Arbitrary<Said>]>([
    ['one date', once],
    ['each month', monthly],
    ['each quarter', quarterly],
    ['each year, one date or two', yearly],
    ['each week', weekly],
    ['a period', period],
    ['a term from an event', term],
  ])('%s', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, change, ({ phrase, rules }, changed) => {
        const text = changed(phrase);
        const reading = readDeadlines(text, on);
        expect({ text, rules: comparable(reading.rules), open: reading.question, error: reading.error }).toEqual({
          ...{ text, rules: comparable(rules) },
          ...{ open: null, error: null },
        });
      }),
      { numRuns: 1500 },
    );
  });

  test('several in one phrase', () => {
    const joined = fc.tuple(
      fc.constantFrom('; ', '\n'),
      fc.array(fc.oneof(once, quarterly, weekly, yearly), { minLength: 2, maxLength: 3 }),
    );
    fc.assert(
      fc.property(joined, ([joint, parts]) => {
        const text = parts.map(({ phrase }) => phrase).join(joint);
        const expected = comparable(parts.flatMap(({ rules }) => rules)).map((rule) => JSON.stringify(rule));
        const got = readDeadlines(text, on);
        // Beside a real deadline a day without any limit only tells something («họp ngày …»).
        const left = comparable(got.rules).map((rule) => JSON.stringify(rule));
        expect({ text, strange: left.filter((rule) => !expected.includes(rule)) }).toEqual({ text, strange: [] });
        const missed = expected.filter((rule) => !left.includes(rule) && !rule.includes('"bound":"on"'));
        expect({ text, missed }).toEqual({ text, missed: [] });
      }),
      { numRuns: 1000 },
    );
  });
});
