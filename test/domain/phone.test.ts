import { expect, test } from 'vitest';
import { maskedPhone, readPhone } from '../../src/domain/phone.ts';

test.each([
  ['0912345678', '0912345678'],
  [' 0912 345 678 ', '0912345678'],
  ['0912.345.678', '0912345678'],
  ['(091) 234-5678', '0912345678'],
  ['+84 912 345 678', '0912345678'],
  ['+84 (0) 912 345 678', '0912345678'],
  ['0084912345678', '0912345678'],
  ['84912345678', '0912345678'],
  ['0351234567', '0351234567'],
  ['0841234567', '0841234567'],
])('«%s» is the mobile number %s', (typed, phone) => {
  expect(readPhone(typed)).toBe(phone);
});

test.each(['', '091234567', '09123456789', '0212345678', '02838123456', '0912345abc', '1912345678', '+85512345678'])(
  '«%s» is none',
  (typed) => {
    expect(readPhone(typed)).toBeNull();
  },
);

test('is shown with its middle hidden', () => {
  expect(maskedPhone('0912345678')).toBe('091*****78');
});
