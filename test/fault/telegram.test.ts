import { describe, expect, test } from 'vitest';
import { faults } from '../emulators/telegram/faults.ts';
import type { EmulatedUser } from '../emulators/telegram/people.ts';
import { runningOffice } from './telegram-office.ts';

const BEFORE = '2024-03-15T07:29:00+07:00';
const textsOf = (user: EmulatedUser) => user.chat.messages.map(({ text }) => text);
const SLOW = { timeoutMs: 20_000 };

describe('Telegram', { timeout: 60_000 }, () => {
  test('accepts a message and its answer never comes: once more, marked, and never a third time', async () => {
    const it = await runningOffice(BEFORE);
    it.telegram.inject('sendMessage', faults.hangAfter, 2);
    await it.at('2024-03-15T07:30:01+07:00');
    await it.ticksTo('2024-03-15T08:30:00+07:00', 3);
    expect(textsOf(it.lan).map((text) => text.slice(0, 20))).toEqual(['Chào chị Lan, thứ Sá', '(gửi lại) Chào chị L']);
    expect(textsOf(it.nam)).toEqual([]);
  });

  test('says «too many» for an hour: then it goes out once', async () => {
    const it = await runningOffice(BEFORE);
    it.telegram.inject('sendMessage', faults.tooMany(30), 100_000);
    await it.at('2024-03-15T07:30:01+07:00');
    await it.ticksTo('2024-03-15T08:30:00+07:00', 2);
    expect(textsOf(it.lan)).toEqual([]);
    it.telegram.heal();
    await it.ticksTo('2024-03-15T08:40:00+07:00', 2);
    expect(textsOf(it.lan)).toEqual([expect.stringMatching(/^Chào chị Lan, thứ Sáu 15\/3/)]);
  });

  test('is away for two hours: then the digest comes, and what was written meanwhile is answered', async () => {
    const it = await runningOffice('2024-03-15T06:00:00+07:00');
    await it.at('2024-03-15T07:20:00+07:00');
    await it.telegram.goDown();
    await it.at('2024-03-15T07:30:01+07:00');
    await it.ticksTo('2024-03-15T08:30:00+07:00', 10);
    it.lan.says('xong 1');
    it.lan.says('việc');
    await it.ticksTo('2024-03-15T09:30:00+07:00', 10);
    expect(textsOf(it.lan)).toEqual([]);
    await it.telegram.comeUp();
    await it.ticksTo('2024-03-15T09:40:00+07:00', 1);
    await it.lan.chat.next(/^Đã ghi #1/, SLOW);
    await it.lan.chat.next(/^Chị có 1 việc/, SLOW);
    await it.ticksTo('2024-03-15T09:50:00+07:00', 1);
    const digests = textsOf(it.lan).filter((text) => /^(\(gửi lại\) )?Chào/.test(text));
    expect(digests.length).toBe(1);
    expect(textsOf(it.lan)).toHaveLength(3);
  });

  test('refuses the token: nothing is lost, no attempt counts, and it goes out once the token works again', async () => {
    const it = await runningOffice(BEFORE);
    it.telegram.revokeToken();
    await it.at('2024-03-15T07:30:01+07:00');
    await it.ticksTo('2024-03-15T09:30:00+07:00', 5);
    expect(it.errors()).toContain('channel needs attention');
    expect(textsOf(it.lan)).toEqual([]);
    it.telegram.restoreToken();
    // The channel asks again of its own accord, in its own time.
    for (let minute = 31; textsOf(it.lan).length === 0 && minute < 59; minute++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      await it.at(`2024-03-15T09:${minute}:00+07:00`);
    }
    expect(textsOf(it.lan)).toEqual([expect.stringMatching(/^Chào chị Lan/)]);
  });

  test('says that she blocked the bot: the administrator hears of it, and it mends itself when she writes', async () => {
    const it = await runningOffice(BEFORE);
    it.lan.blocks();
    await it.at('2024-03-15T07:30:01+07:00');
    await it.ticksTo('2024-03-15T07:35:00+07:00', 1);
    expect(textsOf(it.nam)).toEqual([expect.stringMatching(/không nhắn được cho chị Lan.*đã chặn em/)]);
    it.lan.unblocks();
    it.lan.says('việc');
    await it.lan.chat.next(/^Chị có 2 việc/, SLOW);
    await it.ticksTo('2024-03-15T14:02:00+07:00', 60);
    expect(textsOf(it.lan).at(-1)).toMatch(/^Chào chị Lan, .*Chị có 2 việc/);
    expect(textsOf(it.nam)).toHaveLength(1);
  });

  test('forbids for a reason that nobody knows: it is tried again until it goes', async () => {
    const it = await runningOffice(BEFORE);
    it.telegram.inject('sendMessage', faults.forbidden('something new'), 4);
    await it.at('2024-03-15T07:30:01+07:00');
    await it.ticksTo('2024-03-15T07:50:00+07:00', 1);
    expect(textsOf(it.lan)).toEqual([expect.stringMatching(/^Chào chị Lan/)]);
    expect(textsOf(it.nam)).toEqual([]);
  });

  test('makes a supergroup of a group without a word: its Monday message reaches it', async () => {
    const it = await runningOffice('2024-03-15T09:00:00+07:00');
    await it.at('2024-03-15T09:01:00+07:00');
    const group = it.telegram.group('Văn phòng');
    it.nam.says('nhóm thêm Văn phòng');
    await it.nam.chat.next(/Nhắn «đồng ý»/, SLOW);
    it.nam.says('đồng ý');
    const code = /\b[A-Z2-9]{4}-[A-Z2-9]{4}\b/.exec((await it.nam.chat.next(/[A-Z2-9]{4}-[A-Z2-9]{4}/, SLOW)).text)![0];
    it.nam.says(`/nhom ${code}`, { in: group });
    await group.next(/^Em đã nối/, SLOW);
    group.becomesSupergroup({ silent: true });
    await it.at('2024-03-16T00:00:10+07:00');
    await it.at('2024-03-18T07:30:01+07:00');
    await it.ticksTo('2024-03-18T07:33:00+07:00', 1);
    expect(group.messages.map(({ text }) => text).slice(1)).toEqual([expect.stringMatching(/việc/)]);
  });

  test('brings an edited «xong»: nothing is closed by it, and she is asked', async () => {
    const it = await runningOffice(BEFORE);
    await it.at('2024-03-15T07:30:01+07:00');
    const said = it.lan.says('xong 1');
    await it.lan.chat.next(/^Đã ghi #1/, SLOW);
    it.lan.edits(said, 'xong 2');
    await it.lan.chat.next(/sửa/, SLOW);
    it.lan.says('việc');
    await it.lan.chat.next(/^Chị có 1 việc[\s\S]*#2 /, SLOW);
  });

  test('keeps its limits when 300 people hear at the same minute, and nobody waits for longer than it takes', async () => {
    const it = await runningOffice('2024-03-15T07:20:00+07:00', { others: 300, speed: 8, limits: true });
    await it.at('2024-03-15T07:30:01+07:00');
    for (const user of [it.lan, ...it.others]) expect(textsOf(user)).toEqual([expect.stringMatching(/^Chào chị/)]);
    expect(it.telegram.calls.filter(({ method, status }) => method === 'sendMessage' && status === 429)).toEqual([]);
    const at = it.others.map((user) => user.chat.messages[0]!.at);
    expect(Math.max(...at) - Math.min(...at)).toBeLessThan(60_000);
  });
});
