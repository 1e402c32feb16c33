import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SendOutcome } from '../../src/domain/message.ts';
import { LEASE_MS, type Settling, settle, settleExpiredLease } from '../../src/domain/settle.ts';

const NOW = Date.UTC(2024, 2, 15, 0, 30);
const SECOND = 1_000;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const delivery = (more: Partial<Settling> = {}): Settling => ({
  kind: 'digest',
  tries: 1,
  resend: false,
  urgent: true,
  createdAt: NOW - MINUTE,
  otherLink: false,
  ...more,
});
const waits = (ms: number, more: object = {}) => ({
  state: 'pending',
  dueAt: NOW + ms,
  resend: false,
  burn: true,
  ...more,
});

const retry: SendOutcome = { kind: 'retry', reason: 'network' };
const refused: SendOutcome = { kind: 'refused', reason: 'blocked' };
const unknown: SendOutcome = { kind: 'unknown', reason: 'timeout' };
const stopped: SendOutcome = { kind: 'stopped', reason: 'revoked' };

describe('after one attempt', () => {
  test.each<[string, Partial<Settling>, SendOutcome, object]>([
    ['a message that went out is sent', {}, { kind: 'sent', externalId: 'm1' }, { state: 'sent', externalId: 'm1' }],
    ['a first failure is tried again in five seconds', {}, retry, waits(5 * SECOND, { reason: 'network' })],
    ['later failures wait twice as long each', { tries: 3 }, retry, waits(20 * SECOND)],
    ['and five minutes at most', { tries: 50 }, retry, waits(5 * MINUTE)],
    [
      'a limit of pace is kept to and burns nothing',
      {},
      { kind: 'retry', afterMs: 30 * SECOND, reason: 'slow down' },
      waits(30 * SECOND, { burn: false }),
    ],
    [
      'a pause shorter than the own one does not hurry',
      { tries: 3 },
      { ...retry, afterMs: 1 },
      waits(20 * SECOND, { burn: false }),
    ],
    ['after two hundred tries it is given up', { tries: 200 }, retry, { state: 'failed', reason: 'too-many-attempts' }],
    ['a refusal without another chat is final', {}, refused, { state: 'failed', reason: 'blocked' }],
    ['a refusal goes to the next chat at once', { otherLink: true }, refused, waits(0, { reason: 'blocked' })],
    ['an answer in doubt goes again after the lease', { kind: 'answer' }, unknown, waits(LEASE_MS, { resend: true })],
    ['a notice in doubt as well', { kind: 'notice' }, unknown, waits(LEASE_MS, { resend: true })],
    ['an urgent digest in doubt as well', { urgent: true }, unknown, waits(LEASE_MS, { resend: true })],
    ['a calm digest in doubt is not repeated', { urgent: false }, unknown, { state: 'unknown', reason: 'timeout' }],
    [
      'what is in doubt twice is not repeated again',
      { resend: true },
      unknown,
      { state: 'unknown', reason: 'timeout' },
    ],
    ['a retry after doubt stays marked', { resend: true }, retry, waits(5 * SECOND, { resend: true })],
    ['a stopped account waits a minute and burns nothing', {}, stopped, waits(MINUTE, { burn: false })],
    [
      'a stopped account keeps a digest however long',
      { tries: 500, createdAt: NOW - 90 * DAY },
      stopped,
      waits(MINUTE, { burn: false }),
    ],
    ['a retry keeps a digest for days', { createdAt: NOW - 90 * DAY }, retry, waits(5 * SECOND)],
    [
      'an answer is dropped after a day',
      { kind: 'answer', createdAt: NOW - DAY },
      retry,
      { state: 'failed', reason: 'expired' },
    ],
    [
      'an answer is dropped after a day on a stopped account too',
      { kind: 'answer', createdAt: NOW - DAY - 1 },
      stopped,
      { state: 'failed', reason: 'expired' },
    ],
    [
      'an answer of less than a day is not',
      { kind: 'answer', createdAt: NOW - DAY + MINUTE },
      retry,
      waits(5 * SECOND),
    ],
  ])('%s', (_, more, outcome, expected) => {
    expect(settle(delivery(more), outcome, NOW)).toMatchObject(expected);
  });
});

describe('a delivery whose sender died', () => {
  test('goes again at once, marked as repeated', () => {
    expect(settleExpiredLease(delivery({ kind: 'answer' }), NOW)).toMatchObject(waits(0, { resend: true }));
  });

  test('goes again even where nothing is due: most likely it was still waiting for its turn', () => {
    expect(settleExpiredLease(delivery({ urgent: false }), NOW)).toMatchObject(waits(0, { resend: true }));
  });

  test('goes again after a second crash, for it may never have left; the eighth leaves it in doubt', () => {
    expect(settleExpiredLease(delivery({ tries: 2, resend: true }), NOW)).toMatchObject(waits(0, { resend: true }));
    expect(settleExpiredLease(delivery({ tries: 8 }), NOW)).toEqual({ state: 'unknown', reason: 'interrupted' });
  });
});

const anyDelivery: fc.Arbitrary<Settling> = fc.record({
  kind: fc.constantFrom('answer' as const, 'notice' as const, 'digest' as const),
  tries: fc.integer({ min: 1, max: 300 }),
  resend: fc.boolean(),
  urgent: fc.boolean(),
  createdAt: fc.integer({ min: NOW - 100 * DAY, max: NOW }),
  otherLink: fc.boolean(),
});
const afterMs = fc.integer({ min: 0, max: 3_600_000 });
const anyOutcome: fc.Arbitrary<SendOutcome> = fc.oneof(
  fc.constantFrom<SendOutcome>(retry, refused, unknown, stopped, { kind: 'sent', externalId: 'x' }),
  afterMs.map((ms): SendOutcome => ({ kind: 'retry', afterMs: ms, reason: 'slow down' })),
);

describe('whatever the delivery and the outcome', () => {
  test('nothing is due before now, and no wait is longer than five minutes or what the platform asked for', () => {
    fc.assert(
      fc.property(anyDelivery, anyOutcome, (given, outcome) => {
        const settled = settle(given, outcome, NOW);
        if (settled.state !== 'pending') return;
        const asked = outcome.kind === 'retry' ? (outcome.afterMs ?? 0) : 0;
        expect(settled.dueAt).toBeGreaterThanOrEqual(NOW);
        expect(settled.dueAt - NOW).toBeLessThanOrEqual(Math.max(5 * MINUTE, asked));
      }),
    );
  });

  test('a mark of repetition is never lost, and doubt never leads to a third sending', () => {
    fc.assert(
      fc.property(anyDelivery, anyOutcome, (given, outcome) => {
        const settled = settle(given, outcome, NOW);
        if (settled.state === 'pending' && given.resend) expect(settled.resend).toBe(true);
        if (outcome.kind === 'unknown' && given.resend) expect(settled.state).toBe('unknown');
      }),
    );
  });

  test('only a message that is out counts as sent', () => {
    fc.assert(
      fc.property(anyDelivery, anyOutcome, (given, outcome) => {
        expect(settle(given, outcome, NOW).state === 'sent').toBe(outcome.kind === 'sent');
      }),
    );
  });
});
