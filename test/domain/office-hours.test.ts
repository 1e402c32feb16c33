import { describe, expect, test } from 'vitest';
import { isOfficeOpen, nextOpening } from '../../src/domain/office-hours.ts';
import { isoInstant } from '../../src/runtime/zone.ts';
import { at, calendar, policies, zone } from './shipped.ts';

const office = { name: 'UBND xã', zone, calendar, policies };

describe('the office', () => {
  test.each([
    ['2024-03-15 06:59', false],
    ['2024-03-15 07:00', true],
    ['2024-03-15 16:59', true],
    ['2024-03-15 17:00', false],
    ['2024-03-16 10:00', false],
    ['2024-04-29 10:00', false],
    ['2024-05-04 10:00', true],
  ])('at %s is open: %s', (text, expected) => {
    expect(isOfficeOpen(office, at(text))).toBe(expected);
  });
});

describe('what has to wait goes out', () => {
  test.each([
    ['2024-03-15 05:00', '2024-03-15T07:30:00+07:00'],
    ['2024-03-15 07:10', '2024-03-15T07:30:00+07:00'],
    ['2024-03-15 10:42', '2024-03-15T10:42:00+07:00'],
    ['2024-03-15 17:00', '2024-03-18T07:30:00+07:00'],
    ['2024-03-16 10:00', '2024-03-18T07:30:00+07:00'],
    ['2024-04-26 18:00', '2024-05-02T07:30:00+07:00'],
    ['2024-05-03 18:00', '2024-05-04T07:30:00+07:00'],
  ])('from %s at %s', (text, expected) => {
    expect(isoInstant(nextOpening(office, at(text)), zone)).toBe(expected);
  });
});
