import { describe, expect, it } from 'vitest';
import type { Effect, PendingQuestion } from '../../src/app/store.ts';
import type { Current } from './contract.ts';
import {
  CHAT,
  change,
  DAY,
  dates,
  deadlines,
  fire,
  logged,
  MINUTE,
  officer,
  reminderStates,
  save,
  schedule,
  sendAll,
  states,
  T0,
  text,
  toPlan,
} from './office.ts';

export function conversationContract(store: Current): void {
  let updates = 0;
  const reply = async (effects: readonly Effect[], over: { at?: number; inboundId?: number } = {}) => {
    updates += 1;
    const inboundId = over.inboundId ?? (await store().journal(text(`reply-${updates}`))).id;
    const at = over.at ?? T0;
    const answer = { ...CHAT, message: { text: 'Đã ghi' } };
    const outcome = await store().commitReply({
      inboundId,
      at,
      officerId: null,
      intent: 'test',
      effects,
      answers: [answer],
    });
    return { inboundId, outcome };
  };
  const complete = (occurrenceId: number, officerId: number, closes = true): Effect => {
    return { kind: 'complete', occurrenceId, officerId, closes, documentNumber: null };
  };
  const hold = async (taskId: number): Promise<number> => {
    await save(store(), [
      change(taskId, { insert: [{ period: 'once', state: 'held', ...dates('2026-02-02'), reminders: [] }] }),
    ]);
    const found = await store().occurrences({ states: ['held'] });
    return found[0]!.id;
  };

  describe('the journal', () => {
    it('takes an update once, whatever the platform repeats', async () => {
      const first = await store().journal(text('u1', 'xong 1'));
      expect(first.fresh).toBe(true);
      expect(await store().journal(text('u1', 'other'))).toEqual({ id: first.id, fresh: false });
      expect((await store().journal(text('u1', 'x', { account: 'bot-2' }))).fresh).toBe(true);
      const [entry] = await store().unhandledInbound(9);
      expect(entry).toEqual({ ...text('u1', 'xong 1'), id: first.id });
    });

    it('gives what nothing was done about, in the order in which it came', async () => {
      const ids: number[] = [];
      for (const externalId of ['c', 'a', 'b', 'd']) ids.push((await store().journal(text(externalId))).id);
      await reply([], { inboundId: ids[1]! });
      await store().abandonInbound({ inboundId: ids[2]!, reason: 'bug', at: T0 });
      expect((await store().unhandledInbound(9)).map((each) => each.externalId)).toEqual(['c', 'd']);
      expect((await store().unhandledInbound(1)).map((each) => each.externalId)).toEqual(['c']);
      expect((await logged(store())).filter((kind) => kind.startsWith('inbound'))).toEqual([
        'inbound-handled',
        'inbound-abandoned',
      ]);
    });

    it('handles an update once: a second answer is stale and makes no message', async () => {
      const { inboundId } = await reply([]);
      expect((await reply([], { inboundId })).outcome).toBe('stale');
      await store().abandonInbound({ inboundId, reason: 'late', at: T0 });
      expect(await store().deliveries({ limit: 9 })).toHaveLength(1);
      expect(await logged(store())).not.toContain('inbound-abandoned');
    });

    it('does not answer what was abandoned', async () => {
      const { id } = await store().journal(text('u1'));
      await store().abandonInbound({ inboundId: id, reason: 'bug', at: T0 });
      expect((await reply([], { inboundId: id })).outcome).toBe('stale');
    });
  });

  describe('effects', () => {
    it('answers at once, in the chat that asked', async () => {
      await reply([]);
      const [answer] = await store().claimDeliveries({ now: T0, limit: 9, leaseMs: 1, unasked: false });
      expect(answer).toMatchObject({ kind: 'answer', chat: CHAT, message: { text: 'Đã ghi' }, officer: null });
    });

    it('closes a deadline with its steps', async () => {
      const lan = await officer(store(), 'Lan');
      const [first, second] = await deadlines(store(), 2);
      expect((await reply([complete(first!.id, lan)])).outcome).toBe('committed');
      expect(await states(store(), [first!.id, second!.id])).toEqual(['done', 'open']);
      expect((await store().occurrence(first!.id))?.doneBy).toEqual([lan]);
      expect((await logged(store(), first!.id)).slice(2, 4)).toEqual(['completed', 'occurrence-done']);
    });

    it('notes one part as done and keeps the deadline open while others have to report too', async () => {
      const [lan, minh] = [await officer(store(), 'Lan'), await officer(store(), 'Minh')];
      const [first] = await deadlines(store(), 1, { completion: 'each' });
      await reply([complete(first!.id, lan, false)]);
      expect(await store().occurrence(first!.id)).toMatchObject({ state: 'open', doneBy: [lan] });
      expect(await reminderStates(store(), first!)).toMatchObject({ eve: 'planned' });
      await reply([complete(first!.id, minh, true)]);
      expect(await store().occurrence(first!.id)).toMatchObject({ state: 'done', doneBy: [lan, minh] });
    });

    it('is stale, and writes nothing at all, when one of its effects no longer applies', async () => {
      const lan = await officer(store(), 'Lan');
      const [first, second] = await deadlines(store(), 2);
      await reply([complete(first!.id, lan)]);
      const before = await store().events({ limit: 1000 });
      const { id } = await store().journal(text('late'));
      const stale = await reply([complete(second!.id, lan), complete(first!.id, lan)], { inboundId: id });
      expect(stale.outcome).toBe('stale');
      expect(await states(store(), [second!.id])).toEqual(['open']);
      expect(await store().events({ limit: 1000 })).toEqual(before);
      expect((await store().unhandledInbound(9)).map((each) => each.id)).toEqual([id]);
      expect((await reply([complete(second!.id, lan)], { inboundId: id })).outcome).toBe('committed');
    });

    it('ignores an acknowledgement of what is closed', async () => {
      const lan = await officer(store(), 'Lan');
      const [first] = await deadlines(store(), 1);
      await reply([complete(first!.id, lan)]);
      const late: Effect = { kind: 'acknowledge', occurrenceId: first!.id, officerId: lan };
      expect((await reply([late])).outcome).toBe('committed');
      expect((await store().occurrence(first!.id))?.acknowledged).toEqual([]);
    });

    it('logs a remark and changes nothing', async () => {
      const lan = await officer(store(), 'Lan');
      const [first] = await deadlines(store(), 1);
      await reply([{ kind: 'remark', occurrenceId: first!.id, officerId: lan, what: 'not-done' }]);
      const found = await store().events({ occurrenceId: first!.id, limit: 9 });
      expect(found.at(-1)).toMatchObject({ kind: 'remark', officerId: lan, data: { what: 'not-done' } });
      expect(await states(store(), [first!.id])).toEqual(['open']);
    });

    it('releases what was held, once, and has its steps planned', async () => {
      const lan = await officer(store(), 'Lan');
      const [first] = await deadlines(store(), 1);
      const held = await hold(first!.taskId);
      const release: Effect = { kind: 'release', occurrenceId: held, officerId: lan };
      expect((await reply([release])).outcome).toBe('committed');
      expect(await states(store(), [held])).toEqual(['open']);
      expect(await toPlan(store())).toEqual(['1']);
      expect((await reply([release])).outcome).toBe('stale');
    });

    it('asks one question at a time', async () => {
      const lan = await officer(store(), 'Lan');
      const question: PendingQuestion = {
        choices: [3, 1, 2],
        documentNumber: '47/BC',
        note: null,
        askedAt: T0,
        expiresAt: T0 + MINUTE,
      };
      expect(await store().question(lan)).toBeNull();
      await reply([{ kind: 'ask', officerId: lan, question }]);
      expect(await store().question(lan)).toEqual(question);
      const other: PendingQuestion = { ...question, choices: [1], documentNumber: null };
      await reply([{ kind: 'ask', officerId: lan, question: other }]);
      expect(await store().question(lan)).toEqual(other);
      await reply([{ kind: 'forget-question', officerId: lan }]);
      expect(await store().question(lan)).toBeNull();
    });
  });

  describe('taking back', () => {
    it('reopens everything that one message closed, with the steps that are still to come', async () => {
      const lan = await officer(store(), 'Lan');
      const [first, second] = await deadlines(store(), 2);
      const { inboundId } = await reply([complete(first!.id, lan), complete(second!.id, lan)]);
      const at = T0 + 10 * DAY;
      expect(await store().lastCompletion({ officerId: lan, since: T0 })).toEqual({
        inboundId,
        occurrenceIds: [first!.id, second!.id],
      });
      expect((await reply([{ kind: 'undo', officerId: lan, inboundId }], { at })).outcome).toBe('committed');
      expect(await states(store(), [first!.id, second!.id])).toEqual(['open', 'open']);
      expect((await store().occurrence(first!.id))?.doneBy).toEqual([]);
      expect(await reminderStates(store(), first!)).toEqual({
        early: 'skipped: closed',
        eve: 'skipped: closed',
        day: 'planned',
      });
      expect(await toPlan(store())).toEqual(['1', '2']);
      expect(await store().lastCompletion({ officerId: lan, since: T0 })).toBeNull();
    });

    it('is stale when there is nothing to take back, and for other people', async () => {
      const [lan, minh] = [await officer(store(), 'Lan'), await officer(store(), 'Minh')];
      const [first] = await deadlines(store(), 1);
      const { inboundId } = await reply([complete(first!.id, lan)]);
      expect((await reply([{ kind: 'undo', officerId: minh, inboundId }])).outcome).toBe('stale');
      expect((await reply([{ kind: 'undo', officerId: lan, inboundId }])).outcome).toBe('committed');
      expect((await reply([{ kind: 'undo', officerId: lan, inboundId }])).outcome).toBe('stale');
    });

    it('lets the deadline be reported again, and be taken back again', async () => {
      const lan = await officer(store(), 'Lan');
      const [first] = await deadlines(store(), 1);
      for (const at of [T0, T0 + 5]) {
        const { inboundId } = await reply([complete(first!.id, lan)], { at });
        expect(await states(store(), [first!.id])).toEqual(['done']);
        await reply([{ kind: 'undo', officerId: lan, inboundId }], { at: at + 1 });
        expect(await states(store(), [first!.id])).toEqual(['open']);
      }
    });

    it('takes back the newest message only, and none from before the asked instant', async () => {
      const lan = await officer(store(), 'Lan');
      const [first, second] = await deadlines(store(), 2);
      const older = await reply([complete(first!.id, lan)], { at: T0 });
      const newer = await reply([complete(second!.id, lan)], { at: T0 + 5 });
      const last = (since: number) => store().lastCompletion({ officerId: lan, since });
      expect(await last(T0)).toEqual({ inboundId: newer.inboundId, occurrenceIds: [second!.id] });
      await reply([{ kind: 'undo', officerId: lan, inboundId: newer.inboundId }], { at: T0 + 6 });
      expect(await last(T0)).toEqual({ inboundId: older.inboundId, occurrenceIds: [first!.id] });
      expect(await last(T0 + 1)).toBeNull();
      expect(await states(store(), [first!.id])).toEqual(['done']);
    });

    it('puts back on hold what was held', async () => {
      const lan = await officer(store(), 'Lan');
      const [first] = await deadlines(store(), 1);
      const held = await hold(first!.taskId);
      const { inboundId } = await reply([complete(held, lan)]);
      expect(await states(store(), [held])).toEqual(['done']);
      await reply([{ kind: 'undo', officerId: lan, inboundId }]);
      expect(await states(store(), [held])).toEqual(['held']);
    });

    it('reopens for everybody when one of several takes a part back', async () => {
      const [lan, minh] = [await officer(store(), 'Lan'), await officer(store(), 'Minh')];
      const [first] = await deadlines(store(), 1, { completion: 'each' });
      const { inboundId } = await reply([complete(first!.id, lan, false)]);
      await reply([complete(first!.id, minh, true)]);
      await reply([{ kind: 'undo', officerId: lan, inboundId }]);
      expect(await store().occurrence(first!.id)).toMatchObject({ state: 'open', doneBy: [minh] });
    });
  });

  describe('codes', () => {
    const assign = async (officerId: number, occurrenceIds: readonly number[], at = T0) => {
      const items = occurrenceIds.map((occurrenceId) => ({ occurrenceId, role: 'lead' as const }));
      return Object.fromEntries(await store().assignCodes({ officerId, items, at }));
    };

    it('counts from one for each officer, and keeps what was given', async () => {
      const [lan, minh] = [await officer(store(), 'Lan'), await officer(store(), 'Minh')];
      const [a, b, c] = (await deadlines(store(), 3)).map((each) => each.id);
      expect(await assign(lan, [a!, b!])).toEqual({ [a!]: 1, [b!]: 2 });
      expect(await assign(lan, [c!, b!])).toEqual({ [c!]: 3, [b!]: 2 });
      expect(await assign(minh, [c!])).toEqual({ [c!]: 1 });
      expect(await assign(minh, [])).toEqual({});
    });

    it('are given to those who can answer, when a step fires', async () => {
      const [lan, minh] = [await officer(store(), 'Lan'), await officer(store(), 'Minh')];
      const list = await deadlines(store(), 2);
      await fire(store(), [list[0]!], [minh], { role: 'supervisor' });
      await fire(store(), [list[1]!], [lan], { role: 'cooperating' });
      expect(await store().codedOccurrences(minh)).toEqual([]);
      expect(await store().codedOccurrences(lan)).toMatchObject([
        { code: 1, role: 'cooperating', occurrence: { id: list[1]!.id, task: { ref: '2' } } },
      ]);
    });

    it('are listed by number, without those of closed deadlines, in the role that was told last', async () => {
      const lan = await officer(store(), 'Lan');
      const list = await deadlines(store(), 3);
      const [a, b, c] = list.map((each) => each.id);
      await assign(lan, [c!, a!, b!]);
      await fire(store(), [list[1]!], [lan], { role: 'cooperating' });
      await reply([complete(a!, lan)]);
      const found = await store().codedOccurrences(lan);
      expect(found.map((each) => [each.code, each.role, each.occurrence.id])).toEqual([
        [1, 'lead', c],
        [3, 'cooperating', b],
      ]);
    });

    it('are not used again while a message with the old meaning may be in view', async () => {
      const lan = await officer(store(), 'Lan');
      const [a, b, c] = (await deadlines(store(), 3)).map((each) => each.id);
      await assign(lan, [a!]);
      await reply([complete(a!, lan)], { at: T0 });
      expect(await assign(lan, [b!], T0 + 7 * DAY - 1)).toEqual({ [b!]: 2 });
      expect(await assign(lan, [c!], T0 + 7 * DAY)).toEqual({ [c!]: 1 });
    });

    it('are given anew to a deadline that was reopened after its number went to another', async () => {
      const lan = await officer(store(), 'Lan');
      const [a, b] = (await deadlines(store(), 2)).map((each) => each.id);
      await assign(lan, [a!]);
      const { inboundId } = await reply([complete(a!, lan)]);
      await assign(lan, [b!], T0 + 8 * DAY);
      await reply([{ kind: 'undo', officerId: lan, inboundId }], { at: T0 + 9 * DAY });
      expect((await store().codedOccurrences(lan)).map((each) => each.occurrence.id)).toEqual([b]);
      expect(await assign(lan, [a!, b!], T0 + 9 * DAY)).toEqual({ [a!]: 2, [b!]: 1 });
    });
  });

  describe('which deadline is meant', () => {
    it('knows the deadlines of a message of ours, and of no other', async () => {
      const lan = await officer(store(), 'Lan');
      const list = await deadlines(store(), 2);
      await fire(store(), list, [lan]);
      await sendAll(store(), T0, 'tg-1');
      const named = (over: object) => store().occurrencesInMessage({ ...CHAT, externalId: 'tg-1', ...over });
      expect(await named({})).toEqual(list.map((each) => each.id));
      expect(await named({ chatId: '101' })).toEqual([]);
      expect(await named({ externalId: 'tg-2' })).toEqual([]);
      expect(await named({ account: 'bot-2' })).toEqual([]);
    });

    it('shows what a message of ours told', async () => {
      const lan = await officer(store(), 'Lan');
      const list = await deadlines(store(), 1);
      await fire(store(), list, [lan]);
      await sendAll(store(), T0, 'tg-1');
      const found = await store().sentMessage({ ...CHAT, externalId: 'tg-1' });
      expect(found).toMatchObject({ kind: 'digest', items: [{ step: 'early', occurrence: { id: list[0]!.id } }] });
      expect(await store().sentMessage({ ...CHAT, externalId: 'tg-2' })).toBeNull();
    });

    it('knows those of the newest digest that the officer got', async () => {
      const lan = await officer(store(), 'Lan');
      const list = await deadlines(store(), 2);
      expect(await store().occurrencesInLastDigest(lan)).toEqual([]);
      await fire(store(), list, [lan]);
      await sendAll(store(), T0, 'tg-1');
      await fire(store(), [list[1]!], [lan], { step: 'eve', slotAt: T0 + DAY });
      expect(await store().occurrencesInLastDigest(lan)).toEqual(list.map((each) => each.id));
      await sendAll(store(), T0 + DAY, 'tg-2');
      expect(await store().occurrencesInLastDigest(lan)).toEqual([list[1]!.id]);
      expect((await schedule(store(), list[1]!.taskId)).occurrences).toHaveLength(1);
    });
  });
}
