import { expect, onTestFinished } from 'vitest';
import { applyPlan } from '../../src/app/apply-plan.ts';
import { auditEverything } from '../../src/app/audit.ts';
import type { Channel } from '../../src/app/channel.ts';
import type { Clock } from '../../src/app/clock.ts';
import { type Engine, makeEngine } from '../../src/app/engine.ts';
import { inviteOfficer, SINCE_EVER } from '../../src/app/people.ts';
import { makePlan } from '../../src/app/plan.ts';
import { silenceSelfCheck } from '../../src/app/self-check.ts';
import type { ChatAddress, Store } from '../../src/app/store.ts';
import { watchClock } from '../../src/app/watch-clock.ts';
import { dayFromIso } from '../../src/domain/civil-day.ts';
import { planFileSchema } from '../../src/domain/plan-file.ts';
import { inviteCodes } from '../../src/runtime/invite-codes.ts';
import { openSqlite } from '../../src/store/open.ts';
import { shippedOffice } from '../domain/shipped.ts';

export const silent = { debug() {}, info() {}, warn() {}, error() {} };
const office = shippedOffice('UBND xã Thử');

/** A report or list of the quarter, due on Friday 15 March 2024. */
export const quarterly = (title: string, lead: string) => ({
  title,
  lead: [lead],
  rules: [{ kind: 'quarterly', monthOfQuarter: 3, day: 17 }],
});

interface Person {
  readonly name: string;
  /** Null: the administrator. */
  readonly position: string | null;
  readonly chat: ChatAddress;
}

/** Makes the database of an office with these tasks, whose people are linked already. */
export async function foundOffice(
  path: string,
  tasks: readonly ReturnType<typeof quarterly>[],
  people: readonly Person[],
): Promise<void> {
  const store = await openSqlite({ path, log: silent, durable: false });
  const from = dayFromIso('2024-03-14');
  const at = office.zone.instant(from, 600);
  await silenceSelfCheck(store, at);
  const file = planFileSchema.parse({
    id: 'thu',
    name: 'Kế hoạch thử',
    source: 'thử',
    year: 2024,
    positions: [...new Set(tasks.flatMap(({ lead }) => lead))].map((name) => ({ name, place: 'office' })),
    tasks: tasks.map((task, i) => ({ ...task, ref: `T${i + 1}`, kind: 'task', cooperating: [], deadlineText: '' })),
  });
  await applyPlan(
    { store, office, plan: makePlan({ store, office, log: silent }) },
    { file, year: 2024, from, now: at },
  );
  for (const { name, position, chat } of people) {
    const added = await store.addOfficer({
      name,
      address: name.startsWith('Huỳnh') ? 'anh' : 'chị',
      isAdmin: position === null,
      isLeader: false,
      supervisorId: null,
      positions: position === null ? [] : [position],
      from: SINCE_EVER,
      at,
    });
    if (added.kind !== 'added') throw new Error('two of one name');
    const { code } = await inviteOfficer({ store, codes: inviteCodes }, added.officerId, at);
    await store.redeemInvite({ ...chat, codeHash: inviteCodes.hash(code), at, maxWrong: 5, lockMs: 1 });
  }
  await store.close();
}

export interface RunningEngine {
  readonly engine: Engine;
  readonly store: Store;
  tick(): Promise<void>;
  /** What was logged as an error since it was asked last. */
  errors(): string[];
}

/** The engine on that database, in this process; when the test ends, the auditor finds no difference. */
export async function runEngine(path: string, channels: readonly Channel[], clock: Clock): Promise<RunningEngine> {
  const store = await openSqlite({ path, log: silent, durable: false });
  const errors: string[] = [];
  const log = { ...silent, error: (_facts: object, message: string) => void errors.push(message) };
  const engine = makeEngine({
    store,
    channels,
    office,
    clock,
    log,
    codes: inviteCodes,
    rehearse: null,
    watch: watchClock({ store, office, log, elapsed: () => clock.now() }),
  });
  await engine.start();
  let over = false;
  onTestFinished(async () => {
    over = true;
    await engine.stop();
    const { differences } = await auditEverything({ store, office }, clock.now());
    await store.close();
    expect(differences).toEqual([]);
  });
  return {
    engine,
    store,
    async tick() {
      if (over) return;
      await engine.tick();
      await engine.idle();
    },
    errors: () => errors.splice(0),
  };
}
