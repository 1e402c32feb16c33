import { afterEach, describe, test } from 'vitest';
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
      await lan.replies(`AAAA-22${i}2`);
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
});
