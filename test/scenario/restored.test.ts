import { afterEach, describe, expect, test } from 'vitest';
import { LAN, openOffices, QUARTERLY, type World } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const NAM = { name: 'Huỳnh Văn Nam', address: 'anh', admin: true };
const MONTHLY = { title: 'Báo cáo tháng', lead: ['Đầu mối'], rules: [{ kind: 'monthly', day: 20 }] };

/** The backup is of Monday morning 11 March; the machine comes back on Thursday 14 March, after the steps of three days. */
async function restored(): Promise<World> {
  const it = await office({ at: '2024-03-04T08:00+07:00', people: [NAM, LAN], plan: [QUARTERLY, MONTHLY] });
  await it.advance('2024-03-11T02:00+07:00');
  for (const { name } of [NAM, LAN]) it.phone(name).takeAll();
  const from = it.clock.now();
  it.sleepThrough('2024-03-14T09:00+07:00');
  await it.engine.plan(it.clock.now());
  await it.store.holdRestored({ from, at: it.clock.now() });
  await it.restart();
  await it.advance('5m');
  return it;
}

const LISTED = /^Thưa anh Nam, sổ của em vừa được khôi phục từ bản sao lưu/;

describe('after an old backup was restored', () => {
  test('nothing that may have been told is told again before the administrator has seen it', async () => {
    const it = await restored();
    const { text } = it.phone(NAM.name).receives(LISTED);
    expect(text).toMatch(/xảy ra từ thứ Hai 11\/3 02:00 đến thứ Năm 14\/3 09:00 em không còn ghi nhớ/);
    expect(text).toMatch(/lời nhắc của 2 việc đã tới giờ/);
    expect(text).toMatch(/• Báo cáo quý \(quý I\/2024\), nên gửi thứ Sáu 15\/3/);
    expect(text).toMatch(/«bỏ qua» để không nhắc lại.*«đồng ý» để nhắc lại mỗi người một tin/);
    await it.advance('3h');
    it.nobodyElseHears();
  });

  test('«đồng ý» tells everybody once, and asks what was reported in the meantime', async () => {
    const it = await restored();
    const nam = it.phone(NAM.name);
    nam.receives(LISTED);
    await nam.replies('đồng ý');
    nam.receives(/^Dạ, em nhắc lại 2 việc trong giờ làm việc\. Em sẽ hỏi từng người/);
    await it.advance('2m');
    const lan = it.phone(LAN.name);
    const texts = lan.takeAll().map(({ text }) => text);
    expect(texts.filter((text) => /^Chào chị Lan, sổ của em vừa được khôi phục/.test(text))).toHaveLength(1);
    expect(texts.filter((text) => /Báo cáo quý/.test(text) && /Báo cáo tháng/.test(text))).toHaveLength(1);
    expect(texts).toHaveLength(2);
    await nam.replies('đồng ý');
    nam.receives(/^Hiện không có gì đang chờ anh đồng ý/);
    it.nobodyElseHears();
  });

  test('«bỏ qua» tells nothing again; the next step comes at its time', async () => {
    const it = await restored();
    const nam = it.phone(NAM.name);
    nam.receives(LISTED);
    await nam.replies('gửi bù');
    nam.receives(/^Em không còn ghi nhớ/);
    await nam.replies('bỏ qua');
    nam.receives(/^Dạ, em không nhắc lại 2 việc đó/);
    await it.advance('2m');
    const lan = it.phone(LAN.name);
    lan.receives(/nhờ chị báo lại: nhắn «việc» để xem số của từng việc/);
    it.nobodyElseHears();
    await nam.replies('gửi bù');
    nam.receives(/^Không có lời nhắc nào đang giữ lại/);
    await it.advance('2024-03-15T07:31+07:00');
    lan.receives(/^Chào chị Lan, thứ Sáu 15\/3/);
  });

  test('where nobody decides, nothing is forgotten: the next step comes, and what it says is not told twice', async () => {
    const it = await restored();
    const nam = it.phone(NAM.name);
    nam.receives(LISTED);
    await it.advance('2024-03-15T07:31+07:00');
    it.phone(LAN.name).receives(/Báo cáo quý/);
    await nam.replies('đồng ý');
    nam.receives(/^Dạ, em nhắc lại 1 việc/);
    await it.advance('2m');
    const texts = it
      .phone(LAN.name)
      .takeAll()
      .map(({ text }) => text);
    expect(texts.filter((text) => /Báo cáo quý/.test(text))).toEqual([]);
  });
});
