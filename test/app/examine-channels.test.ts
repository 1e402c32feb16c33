import { afterEach, beforeEach, expect, test } from 'vitest';
import { examineChannels } from '../../src/app/examine-channels.ts';
import type { Store } from '../../src/app/store.ts';
import { openSqlite } from '../../src/store/open.ts';
import { CHAT, DAY, day, officer, silent, T0 } from '../store/office.ts';

let store: Store;
beforeEach(async () => {
  store = await openSqlite({ path: ':memory:', log: silent, durable: false });
});
afterEach(() => store.close());

async function linked(name: string, channel: string, account = 'a'): Promise<void> {
  const officerId = (await store.officers(day('2026-03-02'))).find((each) => each.name === name)!.id;
  const codeHash = `${name} ${channel}`;
  await store.addInvite({ officerId, codeHash, expiresAt: T0 + DAY, at: T0 });
  const chat = { ...CHAT, channel, account, chatId: name };
  await store.redeemInvite({ ...chat, codeHash, at: T0, maxWrong: 5, lockMs: 1 });
}
const note = (channel: string, state: 'running' | 'stopped', problem: string | null, account = 'a') =>
  store.noteChannel({ channel, account, state, problem, at: T0 });
const found = async (...channels: string[]) =>
  (await examineChannels(store, channels, day('2026-03-02'))).map(({ level, message }) => `${level} ${message}`);

test('says of each channel how it is, who is reached there, and how to mend it', async () => {
  await officer(store, 'Lan');
  await officer(store, 'Minh');
  await linked('Lan', 'zalo');
  await linked('Lan', 'telegram');
  await note('telegram', 'running', null);
  expect(await found('telegram', 'zalo')).toEqual([
    'ok telegram: running',
    'ok telegram: 1 of 2 officers linked; without a chat there: Minh',
    'warning zalo: the service has not run with it yet; start it',
    'ok zalo: 1 of 2 officers linked; without a chat there: Minh',
  ]);
  await note('zalo', 'stopped', 'scan the code in var/zalo-login.png');
  expect(await found('telegram', 'zalo')).toContain(
    'warning zalo: stopped since 2026-03-02T00:30:00.000Z: scan the code in var/zalo-login.png; ' +
      'log in with `npm run -s nv -- zalo login`, or write «đăng nhập zalo» in another channel',
  );
  expect((await found('zalo'))[0]).toMatch(/^problem zalo: stopped/);
  expect(await found('zalo')).toContain('warning telegram: not configured, and 1 officers are linked there');
  await note('zalo', 'stopped', null, '');
  expect((await found('zalo'))[0]).toMatch(/^problem zalo: not logged in; log in with `npm run -s nv -- zalo login`/);
});

test('names those whose link leads nowhere any more', async () => {
  await officer(store, 'Lan');
  await officer(store, 'Minh');
  await linked('Lan', 'zalo');
  await linked('Minh', 'zalo', 'b');
  await store.changeAccount({ channel: 'zalo', accounts: ['b'], at: T0, notices: [] });
  const [minh] = (await store.officers(day('2026-03-02'))).filter((each) => each.name === 'Minh');
  await store.breakLink({ linkId: minh!.links[0]!.id, reason: 'blocked', at: T0 });
  expect((await found('zalo')).slice(2)).toEqual([
    'warning zalo: linked to an account that is no longer used: Lan; run `invite` for each',
    'warning zalo: refuses messages to Minh; they write to the bot there, or run `invite` for each',
  ]);
});
