import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { applyPlan } from '../../src/app/apply-plan.ts';
import { inviteOfficer, SINCE_EVER } from '../../src/app/people.ts';
import { makePlan } from '../../src/app/plan.ts';
import { dayFromIso } from '../../src/domain/civil-day.ts';
import { loadPlan, SHIPPED_PLAN } from '../../src/runtime/data.ts';
import { inviteCodes } from '../../src/runtime/invite-codes.ts';
import { openSqlite } from '../../src/store/open.ts';
import { shippedOffice } from '../domain/shipped.ts';
import type { EmulatedUser } from '../emulators/telegram/people.ts';
import { startTelegram, type TelegramEmulator } from '../emulators/telegram/server.ts';
import { startProgram } from './program.ts';

const PEOPLE = 45;
let telegram: TelegramEmulator;
let home: string;

beforeEach(async () => {
  telegram = await startTelegram();
  home = mkdtempSync(join(tmpdir(), 'nhacviec-kill-'));
});
afterEach(async () => {
  await telegram.close();
  rmSync(home, { recursive: true, force: true });
});

/** An office in which everybody holds the position that has a report to send on Friday 15 March 2024. */
async function staffOffice(): Promise<EmulatedUser[]> {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const store = await openSqlite({ path: join(home, 'nhacviec.db'), log });
  const office = shippedOffice('UBND xã');
  const { zone } = office;
  const from = dayFromIso('2024-03-15');
  const at = zone.instant(from, 0);
  const file = loadPlan(SHIPPED_PLAN);
  await applyPlan({ store, office, plan: makePlan({ store, office, log }) }, { file, year: 2024, from, now: at });
  const users: EmulatedUser[] = [];
  for (let i = 1; i <= PEOPLE; i++) {
    const user = telegram.user(`Người ${i}`);
    const added = await store.addOfficer({
      name: `Người ${i}`,
      address: 'chị',
      isAdmin: false,
      isLeader: false,
      supervisorId: null,
      positions: ['Công chức đầu mối kiểm soát TTHC'],
      from: SINCE_EVER,
      at,
    });
    if (added.kind !== 'added') throw new Error('two of one name');
    const { code } = await inviteOfficer({ store, codes: inviteCodes }, added.officerId, at);
    const chat = { channel: 'telegram', account: telegram.token.split(':')[0]!, chatId: String(user.id) };
    await store.redeemInvite({ ...chat, codeHash: inviteCodes.hash(code), at, maxWrong: 5, lockMs: 1 });
    users.push(user);
  }
  await store.close();
  return users;
}

async function until(condition: () => boolean, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test.each([1, 9, 31])(
  'killed after %i of a morning’s digests were accepted, it loses none and repeats only what it marks',
  {
    timeout: 60_000,
  },
  async (accepted) => {
    const users = await staffOffice();
    const heard = () => users.flatMap((user) => user.chat.messages);
    const environment = (startAt: string) => ({
      NHACVIEC_HOME: home,
      NHACVIEC_START_AT: startAt,
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
    });
    const first = startProgram(['start'], environment('2024-03-15T07:30:01+07:00'));
    await until(() => heard().length >= accepted, 20_000);
    await first.stop('SIGKILL');

    // After the leases of the dead process have ended.
    const second = startProgram(['start'], environment('2024-03-15T07:34:00+07:00'));
    await until(() => users.every((user) => user.chat.messages.length > 0), 30_000);
    await second.prints(/"msg":"started"/);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await second.stop()).toMatchObject({ code: 0 });

    for (const user of users) {
      const [, ...repeated] = user.chat.messages;
      expect(repeated.length).toBeLessThanOrEqual(1);
      for (const { text } of repeated) expect(text).toMatch(/^\(gửi lại\) Chào chị/);
    }
  },
);
