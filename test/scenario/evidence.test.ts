import { afterEach, describe, expect, test } from 'vitest';
import { LAN, openOffices, QUARTERLY, type World } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

async function told(): Promise<World> {
  const here = await office({
    at: '2024-03-15T06:00:00+07:00',
    people: [LAN],
    plan: [QUARTERLY],
    channels: ['zalo', 'telegram'],
  });
  await here.advance('2024-03-15T08:00:00+07:00');
  here.phone(LAN.name, 'zalo').receives(/^Chào chị Lan/);
  return here;
}

let sequence = 0;
const photo = (quotes?: string) => {
  const messageId = `photo-${++sequence}`;
  return { kind: 'unreadable', what: 'photo', file: 'file-1', messageId, ...(quotes ? { quotes } : {}) } as const;
};
const kept = async (here: World) => {
  const done = await here.store.occurrences({ states: ['open', 'done'] });
  return (await here.store.evidence(done.map((each) => each.id))).map((each) => each.what);
};

describe('a picture after «xong»', () => {
  test('is kept with it, said, and shown in the journal; «hoàn tác» takes both back', async () => {
    const here = await told();
    const lan = here.phone(LAN.name, 'zalo');
    await lan.replies('xong');
    lan.receives(/^Đã ghi #1/);
    await here.advance('10m');
    await lan.sends(photo());
    lan.receives(/^Đã lưu ảnh này cùng việc Báo cáo quý \(quý I\/2024\)\.$/);
    await lan.sends({ kind: 'unreadable', what: 'sticker', messageId: 's1' });
    lan.receives(/^Đã lưu nhãn dán này/);
    await lan.replies('nhật ký Báo cáo quý');
    lan.receives(/chị Lan báo xong\n.*chị Lan gửi ảnh làm minh chứng\n.*chị Lan gửi nhãn dán làm minh chứng/);
    await lan.replies('hoàn tác');
    lan.receives(/Báo cáo quý/);
    expect(await kept(here)).toEqual([]);
    await lan.replies('nhật ký Báo cáo quý');
    const [journal] = lan.takeAll();
    expect(journal?.text).not.toMatch(/minh chứng/);
    await lan.sends(photo());
    lan.receives(/^Em chỉ đọc được chữ/);
  });

  test('half an hour later, or in another chat, it is no evidence; quoting the answer it always is', async () => {
    const here = await told();
    const lan = here.phone(LAN.name, 'zalo');
    await lan.replies('xong');
    const answer = lan.receives(/^Đã ghi #1/);
    await here.phone(LAN.name, 'telegram').sends(photo());
    here.phone(LAN.name, 'telegram').receives(/^Em chỉ đọc được chữ/);
    await here.advance('31m');
    await lan.sends(photo());
    lan.receives(/^Em chỉ đọc được chữ/);
    expect(await kept(here)).toEqual([]);
    await lan.sends(photo(answer.id));
    lan.receives(/^Đã lưu ảnh này/);
    expect(await kept(here)).toEqual(['photo']);
  });

  test('with «xong» as its caption it is kept as well', async () => {
    const here = await told();
    const lan = here.phone(LAN.name, 'telegram');
    const attached = { what: 'document', file: 'f9' };
    await lan.sends({ kind: 'text', text: 'việc', messageId: 'c0', attached });
    lan.receives(/#1/);
    await lan.sends({ kind: 'text', text: 'xong 1', messageId: 'c1', attached });
    lan.receives(/^Đã ghi #1[\s\S]*\nĐã lưu tệp kèm theo\.$/);
    expect(await kept(here)).toEqual(['document']);
    await lan.sends({
      kind: 'text',
      text: 'bìa báo cáo đây',
      messageId: 'c2',
      attached: { what: 'photo', file: 'f1' },
    });
    lan.receives(/^Đã lưu ảnh này/);
    expect(await kept(here)).toEqual(['document', 'photo']);
  });

  test('before anything was reported, it asks for words as ever', async () => {
    const here = await told();
    await here.phone(LAN.name, 'zalo').sends(photo());
    here.phone(LAN.name, 'zalo').receives(/^Em chỉ đọc được chữ/);
  });
});
