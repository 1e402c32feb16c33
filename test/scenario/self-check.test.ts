import { afterEach, describe, expect, test } from 'vitest';
import { LAN, openOffices, type WorldOptions } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const NAM = { name: 'Huỳnh Nam', address: 'anh', admin: true };
const MINH = { name: 'Lê Minh', address: 'anh', positions: ['Tư pháp'], linked: false };
const MONTHLY = { title: 'Báo cáo tháng', lead: ['Đầu mối'], rules: [{ kind: 'monthly', day: 20 }] };
const ORPHAN = { title: 'Công khai danh sách', lead: ['Phòng Văn hóa'], rules: [{ kind: 'monthly', day: 28 }] };

/** A Friday evening in March 2024, with the self-check on. */
const evening = (more: Partial<WorldOptions>) =>
  office({ at: '2024-03-15T20:00:00+07:00', people: [LAN, NAM], plan: [MONTHLY], selfCheck: true, ...more });

/** What the day's reminders are is not the matter here. */
const REMINDER = /^Chào|^Thưa .*(?:chưa có kênh liên lạc|chủ trì)/;

describe('the self-check in the morning', () => {
  test('says nothing where nothing is wrong', async () => {
    const here = await evening({});
    await here.advance('2024-03-18T09:00:00+07:00');
    here.phone(LAN.name).receives(/^Chào chị Lan, thứ Hai 18\/3/);
    here.nobodyElseHears();
  });

  test('tells the administrator on a working morning, once, who cannot be reached and what nobody leads', async () => {
    const here = await evening({ people: [LAN, MINH, NAM], plan: [MONTHLY, ORPHAN] });
    const nam = here.phone(NAM.name);
    await here.advance('2024-03-18T07:29:00+07:00');
    here.nobodyElseHears();
    await here.advance('2024-03-18T07:30:00+07:00');
    here.phone(LAN.name).receives(/^Chào/);
    const notice = nam.receives(/^Thưa anh Nam, em tự kiểm tra sáng thứ Hai 18\/3:\n• Hôm nay em nhắc 1 người\./);
    expect(notice.text).toContain('• Chưa nhắn được cho anh Lê Minh (chưa có kênh). Mời lại: «mời Lê Minh».');
    expect(notice.text).toContain('• Chưa có người theo dõi T2: chưa ai giữ chức danh Phòng Văn hóa. Giao: «giao T2».');
    // The same again is no news, after a restart either.
    await here.restart();
    await here.advance('2024-03-29T18:00:00+07:00');
    here.phone(LAN.name).takeAll();
    expect(nam.takeAll().filter((each) => !REMINDER.test(each.text))).toEqual([]);
    // In another month it is said once more.
    await here.advance('2024-04-01T07:30:00+07:00');
    here.phone(LAN.name).takeAll();
    nam.receives(/^Thưa anh Nam, em tự kiểm tra sáng thứ Hai 1\/4/);
  });

  test('tells what is new on the next morning', async () => {
    const here = await evening({ channels: ['phone'] });
    await here.advance('2024-03-18T08:00:00+07:00');
    here.phone(LAN.name).receives(/^Chào/);
    const [link] = (await here.store.officers(0)).find((each) => each.name === LAN.name)!.links;
    expect(link).toBeDefined();
    here.channel().next({ kind: 'refused', reason: 'blocked' });
    await here.advance('2024-03-19T07:30:00+07:00');
    const nam = here.phone(NAM.name);
    const told = nam.takeAll().map((each) => each.text);
    expect(told.some((text) => /em không nhắn được cho chị Lan/.test(text))).toBe(true);
    await here.advance('2024-03-20T07:30:00+07:00');
    const next = nam.takeAll().map((each) => each.text);
    expect(next.filter((text) => text.startsWith('Thưa anh Nam, em tự kiểm tra'))).toEqual([
      expect.stringContaining('chị Nguyễn Thị Lan (phone không nhận tin)'),
    ]);
  });

  test('leaves a message that waits until the afternoon be', async () => {
    const here = await evening({ people: [LAN, MINH, NAM] });
    here.sleepThrough('2024-03-18T14:00:00+07:00');
    await here.advance('1m');
    here.phone(LAN.name).takeAll();
    expect(
      here
        .phone(NAM.name)
        .takeAll()
        .filter((each) => !REMINDER.test(each.text)),
    ).toEqual([]);
  });
});

describe('«tự kiểm tra»', () => {
  test('shows it at any time, and how it is told', async () => {
    const here = await evening({ people: [LAN, MINH, NAM], plan: [MONTHLY, ORPHAN] });
    const nam = here.phone(NAM.name);
    await nam.replies('tự kiểm tra');
    const shown = nam.receives(/^Thứ Sáu 15\/3, em tự kiểm tra:\n• Hôm nay chưa có ai cần nhắc\./);
    expect(shown.text).toContain('anh Lê Minh (chưa có kênh)');
    expect(shown.text).toContain('Buổi sáng em chỉ báo khi có điều mới.');
  });

  test('counts those who are reminded later in the day, too', async () => {
    const here = await evening({ at: '2024-03-18T06:00:00+07:00' });
    const nam = here.phone(NAM.name);
    await nam.replies('tự kiểm tra');
    nam.receives(/• Hôm nay em nhắc 1 người\.\n• Ai giữ việc cũng nhận được tin/);
  });

  test('is silenced, and made daily, after «đồng ý»', async () => {
    const here = await evening({ people: [LAN, MINH, NAM] });
    const nam = here.phone(NAM.name);
    await nam.replies('tự kiểm tra im lặng');
    const shown = nam.receives(/^Em hiểu như sau:\nBuổi sáng em không báo/);
    await nam.presses(shown, 'Đồng ý');
    nam.receives(/^Đã ghi: buổi sáng em không báo/);
    await here.advance('2024-03-18T08:00:00+07:00');
    here.phone(LAN.name).receives(/^Chào/);
    expect(nam.takeAll().filter((each) => !REMINDER.test(each.text))).toEqual([]);

    await nam.replies('tự kiểm tra hằng giờ');
    nam.receives(/^Em chưa hiểu «hằng giờ»(.|\n)*1\. mỗi sáng\n2\. khi cần\n3\. im lặng/);
    await nam.replies('1');
    nam.receives(/Buổi sáng em báo mỗi ngày làm việc/);
    await nam.replies('đồng ý');
    nam.receives(/^Đã ghi/);
    for (const date of ['19', '20']) {
      await here.advance(`2024-03-${date}T07:30:00+07:00`);
      here.phone(LAN.name).takeAll();
      const told = nam.takeAll().filter((each) => each.text.startsWith('Thưa anh Nam, em tự kiểm tra'));
      expect(told.length).toBe(1);
    }
  });

  test('speaks of the backup and the audit of the night', async () => {
    const here = await evening({ at: '2024-03-18T06:00:00+07:00' });
    const nam = here.phone(NAM.name);
    const now = here.clock.now();
    await here.store.beat('backup', now - 4 * 3_600_000);
    await here.store.beat('audit', now);
    await nam.replies('tự kiểm tra');
    nam.receives(/• Sao lưu gần nhất thứ Hai 18\/3 02:00; tự đối chiếu sổ khớp\./);
    await here.store.beat('backup', now - 80 * 3_600_000);
    const difference = { kind: 'step-late', reminderId: 1 } as const;
    await here.store.saveAudit({ marks: {}, standing: [{ difference, foundAt: now }] });
    await nam.replies('tự kiểm tra');
    nam.receives(/• Bản sao lưu gần nhất đã cũ, từ thứ Năm 14\/3 22:00; tự đối chiếu sổ thấy 1 chỗ không khớp\./);
  });

  test('is for administrators alone', async () => {
    const here = await evening({});
    const lan = here.phone(LAN.name);
    await lan.replies('tự kiểm tra');
    lan.receives(/^Lệnh «tự kiểm tra» chỉ người quản trị dùng được ạ/);
  });
});
