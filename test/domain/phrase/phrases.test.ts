import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DeadlineReading } from '../../../src/domain/phrase/combined.ts';
import { readDeadlines } from '../../../src/domain/phrase/reading.ts';
import { sayRules } from '../../../src/text/deadline-questions.ts';
import { calendar, day } from '../shipped.ts';
import { plainLetters } from './surface.ts';

const on = day('2026-03-04');

const rows = readFileSync(join(import.meta.dirname, 'phrases.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [phrase = '', reading = '', question = ''] = line.split(' | ');
    return { phrase: phrase.trim(), expected: [reading.trim(), question.trim()] };
  });

function shown({ rules, question, error }: DeadlineReading): string[] {
  return [error ? `!${error.kind}` : sayRules(rules), question ? `?${question.kind}` : ''];
}

test('there are many phrases, of every kind', () => {
  expect(rows.length).toBeGreaterThan(400);
});

describe('a phrase reads as', () => {
  test.each(rows)('$phrase', ({ phrase, expected }) => {
    expect(shown(readDeadlines(phrase, on))).toEqual(expected);
  });
});

describe('however it is encoded or typed, a phrase reads as the same', () => {
  const events = /kể từ|sau khi|ngay sau|so với/;
  test.each([
    ['decomposed', (text: string) => text.normalize('NFD')],
    ['composed', (text: string) => text.normalize('NFC')],
    ['in capitals', (text: string) => text.toUpperCase()],
    ['without marks', plainLetters],
    ['with wide spaces', (text: string) => text.replace(/ /g, ' \u00a0 ')],
    ['with a full stop behind it', (text: string) => `${text}.`],
  ])('%s', (_, changed) => {
    const differing = rows
      .filter(({ expected }) => !events.test(expected[0]!))
      .filter(({ phrase, expected }) => shown(readDeadlines(changed(phrase), on)).join() !== expected.join())
      .map(({ phrase }) => `${phrase}: ${shown(readDeadlines(changed(phrase), on)).join(' ')}`);
    expect(differing).toEqual([]);
  });
});

test('every choice of a question is a reading of its own, and a different one', () => {
  for (const { phrase } of rows) {
    const { question } = readDeadlines(phrase, on);
    if (question === null) continue;
    const choices = question.choices.map((choice) => sayRules(choice));
    expect(
      choices.filter((choice) => choice === ''),
      phrase,
    ).toEqual([]);
    expect(new Set(choices).size, phrase).toBe(choices.length);
  }
});

describe('working days from a date', () => {
  test('are counted with the calendar where it is announced', () => {
    const { rules, question } = readDeadlines('trong 05 ngày làm việc kể từ ngày 20/4/2026', on, calendar);
    expect([sayRules(rules), question]).toEqual(['chậm nhất ngày 28/4/2026', null]);
    const before = readDeadlines('trước ngày 05/5/2026 02 ngày làm việc', on, calendar);
    expect([sayRules(before.rules), before.question]).toEqual(['chậm nhất ngày 29/4/2026', null]);
  });

  test('are asked about where it is not', () => {
    const { question } = readDeadlines('trong 05 ngày làm việc kể từ ngày 20/4/2031', on, calendar);
    expect(question?.kind).toBe('working-days');
    expect(readDeadlines('5 ngày làm việc kể từ ngày 28/12/2099', on, calendar).error?.kind).toBe('year-out-of-range');
    expect(readDeadlines('trước ngày 05/01/2000 500 ngày làm việc', on, calendar).error?.kind).toBe(
      'year-out-of-range',
    );
  });
});
