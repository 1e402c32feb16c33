import { afterEach, describe, expect, test } from 'vitest';
import { LAN, openOffices, QUARTERLY, ZALO } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const NAM = { name: 'Huỳnh Nam', address: 'anh', admin: true };

describe('on a channel without buttons', () => {
  test('questions are answered by number and by word', async () => {
    const here = await office({
      at: '2024-03-15T06:00:00+07:00',
      people: [LAN, NAM, { name: 'Lê Thị Lan', address: 'cô' }],
      plan: [QUARTERLY, { ...QUARTERLY, title: 'Danh sách' }],
      channels: [ZALO],
    });
    await here.advance('2024-03-15T08:00:00+07:00');
    const lan = here.phone(LAN.name);
    lan.receives(/Trả lời «xong 1», «nhận», hoặc «giúp»\.$/);
    await lan.replies('xong');
    lan.receives(/xong việc nào[\s\S]*#?1[\s\S]*2[\s\S]*Nhắn số/);
    await lan.replies('2');
    lan.receives(/^Đã ghi #2/);
    const nam = here.phone(NAM.name);
    await nam.replies('mời Lan');
    nam.receives(/\n1\. .*Nguyễn Thị Lan[\s\S]*\n2\. .*Lê Thị Lan/);
    await nam.replies('2');
    nam.receives(/^Em sẽ tạo mã mời cho cô Lê Thị Lan[\s\S]*«đồng ý»/);
    await nam.replies('đồng ý');
    nam.receives(/^Mã mời của cô Lê Thị Lan/);
  });

  test('a long notice comes in several messages, none longer than the channel takes', async () => {
    const here = await office({
      at: '2024-03-14T09:00:00+07:00',
      people: [NAM],
      channels: [{ ...ZALO, capabilities: { ...ZALO.capabilities, maxLength: 600 } }],
    });
    const lines = Array.from({ length: 15 }, (_, index) => {
      return `• Báo cáo chuyên đề số ${index + 1} về công tác kiểm soát thủ tục hành chính`;
    });
    const message = { text: lines.join('\n') };
    const dueAt = here.clock.now();
    await here.store.addNotices([{ key: 'x', officerId: here.officerId(NAM.name), message, dueAt }], dueAt);
    await here.advance('2024-03-14T10:00:00+07:00');
    const texts = here
      .phone(NAM.name)
      .takeAll()
      .map((each) => each.text);
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(600);
    for (let number = 1; number <= 15; number++) {
      expect(texts.filter((text) => text.includes(`chuyên đề số ${number} về`))).toHaveLength(1);
    }
  });
});
