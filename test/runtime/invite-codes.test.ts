import { expect, test } from 'vitest';
import { inviteCodes } from '../../src/runtime/invite-codes.ts';

test('codes are two groups of four, without letters and digits that look alike', () => {
  for (let i = 0; i < 2_000; i++) {
    const code = inviteCodes.make();
    expect(code).toMatch(/^[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}$/);
    expect(code).toMatch(/\d/);
    expect(code).toMatch(/[A-Z]/);
  }
});

test('no code comes twice among thousands', () => {
  const codes = new Set(Array.from({ length: 5_000 }, () => inviteCodes.make()));
  expect(codes.size).toBe(5_000);
});

test.each(['K7MP-3QXA', 'k7mp-3qxa', 'K7MP3QXA', ' k7mp 3qxa ', 'K7MP–3QXA', 'k7Mp_3qXa'])(
  '«%s» is the same code, however it is typed',
  (typed) => {
    expect(inviteCodes.hash(typed)).toBe(inviteCodes.hash('K7MP-3QXA'));
  },
);

test('what is stored does not show the code', () => {
  const hash = inviteCodes.hash('K7MP-3QXA');
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(hash).not.toBe(inviteCodes.hash('K7MP-3QXB'));
});
