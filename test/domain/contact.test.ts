import { describe, expect, test } from 'vitest';
import { type ContactFacts, contactOf, isHeard } from '../../src/domain/contact.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
/** Instants are days from the first one on. */
const at = (day: number, minute = 450): number => day * DAY + minute * MINUTE;
const facts = (over: Partial<ContactFacts> = {}): ContactFacts => ({
  now: at(10, 540),
  dayOf: (instant) => Math.floor(instant / DAY),
  reachable: true,
  tellings: [],
  steps: [],
  promise: null,
  word: null,
  ...over,
});
type Telling = ContactFacts['tellings'][number];
type Step = ContactFacts['steps'][number];
const sent = (day: number): Telling => ({ state: 'sent', reason: null, dueAt: at(day), settledAt: at(day) });
const lost = (state: Telling['state'], reason: string | null, day: number): Telling => {
  const settled = state === 'pending' || state === 'sending' ? null : at(day);
  return { state, reason, dueAt: at(day), settledAt: settled };
};
const fired = (planned: number, told = planned): Step => ({
  state: 'fired',
  reason: null,
  fireAt: at(planned),
  settledAt: at(told, 451),
});
const leftOut = (planned: number, told: number): Step => ({
  ...fired(planned, told),
  state: 'skipped',
  reason: 'newer-step',
});
const planned = (day: number): Step => ({ state: 'planned', reason: null, fireAt: at(day), settledAt: null });

describe('silence is told apart', () => {
  test('told and nothing said: counted from what really arrived', () => {
    const heard = contactOf(
      facts({ tellings: [sent(8), lost('skipped', 'merged', 9), sent(10)], steps: [fired(8), fired(10)] }),
    );
    expect(heard).toEqual({ kind: 'silent', sent: 2, lastAt: at(10), missed: [] });
  });

  test('not told, because it is not time yet', () => {
    expect(contactOf(facts({ steps: [planned(12), planned(14)] }))).toEqual({ kind: 'not-yet', nextAt: at(12) });
    expect(contactOf(facts())).toEqual({ kind: 'not-yet', nextAt: null });
  });

  test('not told, because there is no chat', () => {
    const nothing = { kind: 'undelivered', why: 'no-chat', reason: null, sent: 0 };
    expect(contactOf(facts({ reachable: false, steps: [planned(12)] }))).toEqual(nothing);
    expect(contactOf(facts({ tellings: [lost('failed', 'no-link', 9)] }))).toEqual({ ...nothing, reason: 'no-link' });
  });

  test('not told, because the bot was off; a step that is told on a later day counts, one a minute late does not', () => {
    expect(contactOf(facts({ steps: [leftOut(8, 10), planned(12)] }))).toEqual({ kind: 'bot-off', missed: [8] });
    const late = facts({ tellings: [sent(10)], steps: [fired(7, 7), leftOut(8, 10), fired(9, 10)] });
    expect(contactOf(late)).toEqual({ kind: 'silent', sent: 1, lastAt: at(10), missed: [8, 9] });
  });

  test('a step left out on its own day is no fault of the bot', () => {
    expect(contactOf(facts({ tellings: [sent(10)], steps: [leftOut(10, 10), fired(10)] }))).toMatchObject({
      missed: [],
    });
  });

  test.each<[string, Telling, object]>([
    ['blocked', lost('failed', 'blocked', 10), { why: 'refused', reason: 'blocked' }],
    ['waiting for a stopped channel', lost('pending', 'channel-stopped', 10), { why: 'waiting' }],
    ['due for an hour and not sent', lost('pending', null, 9), { why: 'waiting' }],
    ['sent, perhaps', lost('unknown', 'timeout', 10), { why: 'uncertain' }],
  ])('the newest message is %s', (_name, telling, expected) => {
    expect(contactOf(facts({ tellings: [sent(8), telling] }))).toEqual({
      kind: 'undelivered',
      reason: telling.reason,
      sent: 1,
      ...expected,
    });
  });

  test('a message that is just leaving says nothing', () => {
    const leaving: Telling = { state: 'sending', reason: null, dueAt: at(10, 539), settledAt: null };
    expect(contactOf(facts({ tellings: [sent(8), leaving], steps: [fired(8)] }))).toMatchObject({
      kind: 'silent',
      sent: 1,
    });
  });

  test('after a refusal there is no chat any more, and the refusal stays the reason', () => {
    const refused = facts({
      tellings: [sent(7), lost('failed', 'blocked', 8), lost('failed', 'no-link', 9)],
      word: { kind: 'acknowledged', at: at(8, 600) },
    });
    expect(contactOf(refused)).toEqual({ kind: 'undelivered', why: 'refused', reason: 'blocked', sent: 1 });
  });

  test('an older failure is forgotten once a message arrived', () => {
    expect(contactOf(facts({ tellings: [lost('failed', 'blocked', 8), sent(9)] }))).toMatchObject({ kind: 'silent' });
  });
});

describe('what was said counts', () => {
  test.each([
    ['acknowledged', 'acknowledged'],
    ['remark', 'not-done'],
    ['request-asked', 'asked-more-time'],
  ])('%s', (kind, expected) => {
    const contact = contactOf(facts({ tellings: [sent(8), sent(10)], word: { kind, at: at(9) } }));
    expect(contact).toEqual({ kind: expected, at: at(9) });
    expect(isHeard(contact)).toBe(true);
  });

  test('a promise more than other words, and an acknowledgement taken back not at all', () => {
    const promise = { day: 12, at: at(9) };
    expect(contactOf(facts({ promise, word: { kind: 'remark', at: at(9) } }))).toEqual({
      kind: 'promised',
      ...promise,
    });
    const takenBack = facts({ tellings: [sent(8)], word: { kind: 'acknowledgement-taken-back', at: at(9) } });
    expect(contactOf(takenBack)).toMatchObject({ kind: 'silent' });
    expect(isHeard(contactOf(takenBack))).toBe(false);
  });

  test('but not over a message that failed after it', () => {
    const word = { kind: 'acknowledged', at: at(9) };
    expect(contactOf(facts({ tellings: [sent(8), lost('failed', 'blocked', 10)], word }))).toMatchObject({
      kind: 'undelivered',
    });
    expect(contactOf(facts({ tellings: [lost('failed', 'blocked', 8)], word }))).toMatchObject({
      kind: 'acknowledged',
    });
  });
});
