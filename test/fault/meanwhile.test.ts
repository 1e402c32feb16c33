import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { LAN, openOffices, QUARTERLY, type World } from '../scenario/world.ts';

const { office, closeAll } = openOffices();
const folder = mkdtempSync(join(tmpdir(), 'nhacviec-meanwhile-'));
afterEach(closeAll);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NAM = { name: 'Huỳnh Nam', address: 'anh', admin: true };
const HUNG = { name: 'Đặng Văn Hùng', address: 'anh', leader: true };
const LED = { ...LAN, supervisor: HUNG.name };
const HOA = { name: 'Võ Thị Hoa', address: 'chị' };

/** The quarterly report is due on Friday 15 March 2024; its legal last day is Sunday 17 March. */
async function at(instant: string, plan: readonly object[] = [QUARTERLY]): Promise<World> {
  const here = await office({ at: '2024-03-11T06:00:00+07:00', people: [NAM, HUNG, LED, HOA], plan });
  await here.advance(instant);
  for (const { name } of [NAM, HUNG, LED, HOA]) here.phone(name).takeAll();
  return here;
}

/** Somebody does something while the next message is on its way. */
function whileSending(here: World, work: () => Promise<unknown>): { done(): Promise<void> } {
  const channel = here.channel();
  const { send } = channel;
  let working: Promise<unknown> = Promise.resolve();
  Object.assign(channel, {
    send: async (...args: Parameters<typeof send>) => {
      Object.assign(channel, { send });
      const outcome = await send(...args);
      // It has arrived, and nobody here knows yet.
      working = work();
      await new Promise((resolve) => setImmediate(resolve));
      return outcome;
    },
  });
  return {
    async done() {
      await working;
      await here.engine.idle();
    },
  };
}

describe('an answer races', () => {
  test('«xong» the digest that is on its way: it is closed once, and nothing more is told', async () => {
    const here = await at('2024-03-15T07:29:00+07:00');
    const lan = here.phone(LAN.name);
    const race = whileSending(here, () => lan.replies('xong 1'));
    await here.advance('1m');
    await race.done();
    lan.receives(/^Chào chị Lan/);
    lan.receives(/^Đã ghi #1/);
    await here.advance('5d');
    here.nobodyElseHears();
  });

  test('«nhận» a digest of the afternoon that was made and not sent: she is left in peace', async () => {
    const here = await at('2024-03-15T13:59:00+07:00');
    here.channel().setState('stopped');
    await here.advance('1m');
    await here.phone(LAN.name).replies('nhận 1');
    here.channel().setState('running');
    await here.advance('10m');
    here.phone(LAN.name).receives(/^Em ghi chị đã nhận #1/);
    here.nobodyElseHears();
    await here.advance('2024-03-18T08:00:00+07:00');
    here.phone(LAN.name).receives(/Quá hạn/);
    here.phone(HUNG.name).receives(/chị Nguyễn Thị Lan/);
  });

  test('«xong» the escalation that was made and not sent: the supervisor hears nothing', async () => {
    const here = await at('2024-03-18T07:29:00+07:00');
    here.channel().setState('stopped');
    await here.advance('1m');
    await here.phone(LAN.name).replies('xong 1');
    here.channel().setState('running');
    await here.advance('10m');
    here.phone(LAN.name).receives(/^Đã ghi #1/);
    await here.advance('5d');
    here.nobodyElseHears();
  });

  test('«xong» the escalation that is on its way: it is told, and never again', async () => {
    const here = await at('2024-03-18T07:29:00+07:00');
    const race = whileSending(here, () => here.phone(LAN.name).replies('xong 1'));
    await here.advance('1m');
    await race.done();
    const texts = [...here.phone(LAN.name).takeAll(), ...here.phone(HUNG.name).takeAll()].map(({ text }) => text);
    expect(texts.filter((text) => text.startsWith('Đã ghi #1'))).toHaveLength(1);
    await here.advance('5d');
    here.nobodyElseHears();
  });
});

describe('what people say arrives', () => {
  test('five times: it counts once and is answered once', async () => {
    const here = await at('2024-03-15T07:31:00+07:00');
    const lan = here.phone(LAN.name);
    const content = { kind: 'text', text: 'xong 1', messageId: 'm1' } as const;
    await Promise.all([1, 2, 3, 4, 5].map(() => lan.sends(content, 'update-1')));
    await here.restart();
    await lan.sends(content, 'update-1');
    lan.receives(/^Đã ghi #1/);
    here.nobodyElseHears();
  });

  test('in the wrong order: «hoàn tác» before its «xong» takes nothing back, and closes nothing twice', async () => {
    const here = await at('2024-03-15T07:31:00+07:00');
    const lan = here.phone(LAN.name);
    await lan.sends({ kind: 'text', text: 'hoàn tác', messageId: 'm2' }, 'update-2');
    await lan.sends({ kind: 'text', text: 'xong 1', messageId: 'm1' }, 'update-1');
    lan.receives(/./);
    lan.receives(/^Đã ghi #1/);
    await lan.sends({ kind: 'text', text: 'xong 1', messageId: 'm1' }, 'update-1');
    await lan.sends({ kind: 'text', text: 'hoàn tác', messageId: 'm2' }, 'update-2');
    here.nobodyElseHears();
    expect(await here.store.occurrences({ states: ['done'] })).toHaveLength(1);
  });

  test('edited from «xong 1» to «xong 2»: neither is closed by the edit', async () => {
    const here = await at('2024-03-15T07:31:00+07:00', [QUARTERLY, { ...QUARTERLY, title: 'Danh sách' }]);
    const lan = here.phone(LAN.name);
    await lan.sends({ kind: 'text', text: 'chưa 1', messageId: 'm1' });
    lan.receives(/^Vâng/);
    await lan.sends({ kind: 'edited', text: 'xong 1', messageId: 'm1' });
    lan.takeAll();
    expect(await here.store.occurrences({ states: ['done'] })).toHaveLength(0);
  });
});

describe('in the middle of a ladder', () => {
  test('the position passes to somebody else: she hears the next step, and the one before hears nothing more', async () => {
    const here = await at('2024-03-14T09:00:00+07:00');
    const nam = here.phone(NAM.name);
    await nam.replies('chức danh Đầu mối; Hoa; từ 15/3');
    nam.receives(/Nhắn «đồng ý»/);
    await nam.replies('đồng ý');
    nam.takeAll();
    for (const { name } of [LED, HOA]) here.phone(name).takeAll();
    await nam.replies('thôi chức danh Đầu mối; Lan; 14/3');
    if (/Nhắn «đồng ý»/.test(nam.takeAll().at(-1)?.text ?? '')) await nam.replies('đồng ý');
    nam.takeAll();
    for (const { name } of [LED, HOA]) here.phone(name).takeAll();
    await here.advance('2024-03-15T08:00:00+07:00');
    here.phone(HOA.name).receives(/^Chào chị Hoa, thứ Sáu 15\/3/);
    await here.advance('2024-03-15T14:30:00+07:00');
    here.phone(HOA.name).receives(/nhắc lại/);
    here.nobodyElseHears();
  });

  test('the target becomes a day off: its steps move with it, administrators hear of it, nothing is told twice', async () => {
    const here = await at('2024-03-13T09:00:00+07:00');
    const nam = here.phone(NAM.name);
    await nam.replies('nghỉ lễ 15/3; nghỉ bù; không có');
    nam.receives(/Nhắn «đồng ý»/);
    await nam.replies('đồng ý');
    await here.advance('2024-03-14T18:00:00+07:00');
    nam.takeAll();
    const texts = here.phone(LAN.name).takeAll();
    expect(texts.map(({ text }) => text)).toEqual([
      // «Two days left» was told before the change; with it, it is one.
      expect.stringMatching(/^Chào chị Lan, thứ Tư 13\/3[\s\S]*thứ Năm 14\/3, còn 1 ngày làm việc/),
      expect.stringMatching(/^Chào chị Lan, thứ Năm 14\/3[\s\S]*Nên gửi hôm nay/),
      expect.stringMatching(/nhắc lại/),
    ]);
    await here.advance('2024-03-17T18:00:00+07:00');
    here.nobodyElseHears();
  });

  test('the task is reminded by another policy: what was told stays told, the new steps come', async () => {
    const here = await at('2024-03-12T09:00:00+07:00');
    const nam = here.phone(NAM.name);
    await nam.replies('chính sách nhắc T1; trước 3, 2 ngày');
    nam.receives(/Nhắn «đồng ý»/);
    await nam.replies('đồng ý');
    nam.takeAll();
    await here.advance('2024-03-15T12:00:00+07:00');
    const days = here
      .phone(LAN.name)
      .takeAll()
      .map(({ text }) => /thứ \S+ (\d+)\/3/.exec(text)?.[1]);
    expect(days).toEqual(['13', '15']);
    here.nobodyElseHears();
  });

  test('the program is upgraded, from one that died while it sent: the ladder goes on', async () => {
    const path = join(folder, 'old.db');
    const old = new Sqlite(path);
    old.pragma('journal_mode = WAL');
    old.pragma('foreign_keys = OFF');
    old.exec(readFileSync(new URL('./office-0.2.0.sql', import.meta.url), 'utf8'));
    old.close();
    const here = await office({ at: '2024-03-15T07:35:00+07:00', people: [], path });
    await here.advance('1m');
    const [lan, hung] = [here.phone(LAN.name), here.phone(HUNG.name)];
    lan.receives(/^\(gửi lại\) Chào chị Lan, thứ Sáu 15\/3[\s\S]*🔴 Quá hạn\n#\d Danh sách tháng/);
    hung.receives(/^\(gửi lại\)[\s\S]*Danh sách tháng[\s\S]*chị Nguyễn Thị Lan/);
    await here.advance('2024-03-18T08:00:00+07:00');
    lan.receives(/thứ Hai 18\/3[\s\S]*trễ 3 ngày làm việc/);
    hung.receives(/Danh sách tháng/);
    await lan.sends({ kind: 'text', text: 'xong', messageId: 'new-1' }, 'new-1');
    lan.receives(/^Đã ghi #\d Danh sách tháng/);
    await here.advance('3d');
    here.nobodyElseHears();
  });
});
