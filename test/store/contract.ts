import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/app/store.ts';
import { calendarContract } from './calendar-contract.ts';
import { casesContract } from './cases-contract.ts';
import { channelsContract } from './channels-contract.ts';
import { conversationContract } from './conversation-contract.ts';
import { deliveriesContract } from './deliveries-contract.ts';
import { ledgerContract } from './ledger-contract.ts';
import { lookingContract } from './looking-contract.ts';
import { CHAT, day, deadlines, fire, logged, officer, sendAll, T0, text } from './office.ts';
import { peopleChangesContract } from './people-changes-contract.ts';
import { peopleContract } from './people-contract.ts';
import { plansContract } from './plans-contract.ts';
import { remindersContract } from './reminders-contract.ts';
import { requestsContract } from './requests-contract.ts';
import { tasksContract } from './tasks-contract.ts';

/** An empty, migrated database. */
export interface Opened {
  readonly store: Store;
  /** Runs one statement behind the store's back; rejects when the database refuses it. */
  execute(statement: string): Promise<unknown>;
  close(): Promise<void>;
}

export type Current = () => Store;

/** What every database has to do for the application. */
export function describeStoreContract(name: string, open: () => Promise<Opened>, closeEngine = async () => {}): void {
  describe(`store on ${name}`, () => {
    let opened: Opened;
    const store: Current = () => opened.store;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());
    afterAll(closeEngine);

    peopleContract(store);
    peopleChangesContract(store);
    plansContract(store);
    remindersContract(store);
    deliveriesContract(store);
    conversationContract(store);
    casesContract(store);
    lookingContract(store);
    ledgerContract(store);
    calendarContract(store);
    tasksContract(store);
    requestsContract(store);
    channelsContract(store);

    describe('beats and the event log', () => {
      it('remembers the newest beat of each name', async () => {
        await store().beat('tick', T0);
        await store().beat('poll:telegram', T0 + 1);
        await store().beat('tick', T0 + 2);
        expect(await store().beats()).toEqual({ tick: T0 + 2, 'poll:telegram': T0 + 1 });
        await store().beatAll({ tick: T0 + 3, audit: T0 + 4 });
        expect(await store().beats()).toEqual({ tick: T0 + 3, 'poll:telegram': T0 + 1, audit: T0 + 4 });
      });

      it('gives events oldest first, after a known one, and about one occurrence', async () => {
        const [first] = await deadlines(store(), 2);
        const all = await store().events({ limit: 1000 });
        expect(all.map((event) => event.id)).toEqual(all.map((event) => event.id).toSorted((a, b) => a - b));
        expect(await store().events({ after: all[1]!.id, limit: 1 })).toEqual([all[2]]);
        const about = await store().events({ occurrenceId: first!.id, limit: 1000 });
        expect(about.map((event) => event.occurrenceId)).toEqual(about.map(() => first!.id));
        expect(about.length).toBeGreaterThan(0);
      });

      it('keeps times as numbers, and facts as they were written', async () => {
        const id = await officer(store(), 'Lan');
        const [event] = await store().events({ limit: 1 });
        expect(event).toMatchObject({ at: T0, kind: 'officer-added', officerId: id, data: { isAdmin: false } });
      });

      it('refuses to change or delete what was logged', async () => {
        await officer(store(), 'Lan');
        await expect(opened.execute("update event_log set kind = 'nothing'")).rejects.toThrow(/append-only/);
        await expect(opened.execute('delete from event_log')).rejects.toThrow(/append-only/);
        expect(await logged(store())).toEqual(['officer-added']);
      });

      it('logs no name, no text and no chat id', async () => {
        const lan = await officer(store(), 'Lan Hương');
        await store().addInvite({ officerId: lan, codeHash: 'hash-of-code', expiresAt: T0 + 9, at: T0 });
        const chat = { ...CHAT, chatId: 'chat-4711' };
        await store().redeemInvite({ ...chat, codeHash: 'hash-of-code', at: T0, maxWrong: 5, lockMs: 1 });
        const list = await deadlines(store(), 1, { title: 'Báo cáo mật' });
        await fire(store(), list, [lan]);
        await sendAll(store(), T0);
        const { id } = await store().journal(text('u1', 'xong 1 số 47/BC', { chatId: 'chat-4711' }));
        const effects = [
          { kind: 'complete', occurrenceId: list[0]!.id, officerId: lan, closes: true, documentNumber: '47/BC' },
        ] as const;
        const answer = { ...chat, message: { text: 'Đã ghi' } };
        await store().commitReply({
          inboundId: id,
          at: T0,
          officerId: lan,
          intent: 'done',
          effects,
          answers: [answer],
        });
        const log = JSON.stringify(await store().events({ limit: 1000 }));
        for (const secret of ['Lan', 'hash-of-code', 'chat-4711', 'mật', '47/BC', 'xong', 'Đã ghi']) {
          expect(log).not.toContain(secret);
        }
      });

      it('refuses rows about people who do not exist', async () => {
        const leave = { officerId: 999, from: day('2026-03-02'), to: day('2026-03-03'), standInId: null, at: T0 };
        await expect(store().addLeave(leave)).rejects.toThrow(/foreign key/i);
        expect(await logged(store())).toEqual([]);
      });
    });
  });
}
