import { expect, test } from 'vitest';
import { rehearse, scan } from './rehearsal.ts';

const CODE = /[A-Z\d]{4}-[A-Z\d]{4}/;

test('a code to scan comes through Telegram, friends with a code are let in on Zalo, and an ended session asks again', {
  timeout: 120_000,
}, async () => {
  const office = await rehearse({ speed: 20 });
  const { zalo, telegram } = office;
  const nv = async (...args: string[]) => {
    const { stdout, stderr } = await office.nv(...args);
    expect(stderr).toBe('');
    return stdout;
  };
  const health = async () => (await office.nv('health')).code;
  await nv('officer', 'add', '--name', 'Huỳnh Nam', '--address', 'anh', '--admin');
  await nv('officer', 'add', '--name', 'Nguyễn Lan', '--address', 'chị');
  const service = await office.start('09:00:00');
  const nam = telegram.user('Nam');
  nam.says(CODE.exec(await nv('invite', '--name', 'Huỳnh Nam'))![0]);
  await nam.chat.next(/^Chào anh Nam/);
  expect(await nv('doctor')).toMatch(/warning.*zalo: not logged in; log in with/);
  expect(await health()).toBe(0);

  nam.says('đăng nhập zalo');
  const first = await nam.chat.next(/quét mã này trước/, { timeoutMs: 30_000 });
  expect(first.photo?.subarray(1, 4).toString()).toBe('PNG');
  await scan(zalo);
  await zalo.bot.line.untilOpen();
  const lan = zalo.user('Lan');
  nam.says('mời Lan');
  await nam.chat.next(/Em sẽ tạo mã mời/);
  nam.says('đồng ý');
  const code = CODE.exec((await nam.chat.next(/^Mã mời/)).text)![0];
  lan.asksToBeFriend(`Lan đây, mã ${code}`);
  await lan.chat.next(/^Chào chị Lan/, { timeoutMs: 30_000 });
  expect(await nv('doctor')).toMatch(/zalo: running\n.*zalo: 1 of 2 officers linked/);
  expect(await health()).toBe(0);

  // The session ends before the answer is out: that waits, the code comes through Telegram, and then it is said once.
  lan.says('giúp');
  zalo.bot.expireSession();
  const again = await nam.chat.next(/quét mã này trước/, { timeoutMs: 60_000 });
  expect(again.photo).toBeDefined();
  expect(await nv('doctor')).toMatch(/warning.*zalo: stopped since \S+: Phiên đăng nhập Zalo đã hết hạn.*zalo-qr\.png/);
  expect(await health()).toBe(0);
  await scan(zalo);
  await lan.chat.next(/nhắn cho em như sau/, { timeoutMs: 30_000 });
  lan.sendsPicture();
  await lan.chat.next(/^Em chỉ đọc được chữ/, { timeoutMs: 30_000 });
  expect(await service.stop()).toMatchObject({ code: 0 });
  expect(lan.chat.messages().filter(({ text }) => text.includes('nhắn cho em như sau'))).toHaveLength(1);
});
