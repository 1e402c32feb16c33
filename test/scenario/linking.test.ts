import { afterEach, describe, expect, test } from 'vitest';
import { inviteOfficer } from '../../src/app/people.ts';
import { inviteCodes } from '../../src/runtime/invite-codes.ts';
import { LAN, openOffices, QUARTERLY } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

describe('strangers and codes', () => {
  test('an unknown chat hears only how to link, whatever it writes', async () => {
    const here = await office({ at: '2024-03-15T08:00:00+07:00', people: [], plan: [QUARTERLY] });
    const stranger = here.phone('ai đó');
    for (const text of ['xong 1', 'việc', '/start', 'xin chào']) {
      await stranger.replies(text);
      stranger.receives(/^Đây là Nhắc Việc của UBND xã Thử\. Em chưa biết anh\/chị là ai/);
    }
  });

  test('five wrong codes close the chat for a while; a right one after that works once', async () => {
    const here = await office({
      at: '2024-03-15T08:00:00+07:00',
      people: [{ ...LAN, linked: false }],
      plan: [QUARTERLY],
    });
    const lan = here.phone(LAN.name);
    for (let i = 0; i < 5; i++) {
      await lan.replies(`AAAA-22${i + 3}2`);
      lan.receives(/không đúng|sai mã nhiều lần/);
    }
    const { code } = await inviteOfficer(
      { store: here.store, codes: inviteCodes },
      here.officerId(LAN.name),
      here.clock.now(),
    );
    await lan.replies(code);
    lan.receives(/sai mã nhiều lần/);
    await here.advance('31m');
    await lan.replies(code.toLowerCase());
    lan.receives(/^Chào chị Lan/);
    const other = here.phone('kẻ khác');
    await other.replies(code);
    other.receives(/đã dùng rồi/);
  });

  test('ordinary replies are never taken for codes', async () => {
    const here = await office({ at: '2024-03-15T06:00:00+07:00', people: [LAN], plan: [QUARTERLY] });
    const lan = here.phone(LAN.name);
    await here.advance('2024-03-15T07:30:00+07:00');
    lan.receives(/Nên gửi hôm nay/);
    for (const text of [
      'xong roi 2',
      '2 xong roi',
      'xong 2 va 3',
      'xong 22 33',
      'xong 3 oke',
      'viec 234',
      'abcd 2345',
    ]) {
      await lan.replies(text);
      const [answer] = lan.takeAll();
      if (text === 'abcd 2345') expect(answer?.text).toMatch(/Mã này không đúng/);
      else expect(answer?.text).not.toMatch(/[Mm]ã/);
    }
  });

  test('a stranger who goes on writing is answered a few times, and keeps nobody waiting', async () => {
    const here = await office({ at: '2024-03-15T07:20:00+07:00', people: [LAN], plan: [QUARTERLY] });
    const stranger = here.phone('ai đó');
    for (let i = 0; i < 50; i++) await stranger.replies('alo');
    expect(stranger.takeAll()).toHaveLength(5);
    await here.advance('11m');
    here.phone(LAN.name).receives(/Nên gửi hôm nay/);
    await stranger.replies('alo');
    expect(stranger.takeAll()).toHaveLength(1);
  });
});
