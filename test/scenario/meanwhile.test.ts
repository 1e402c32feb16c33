import { afterEach, describe, expect, test } from 'vitest';
import { JUNE, talk } from './task-office.ts';
import { openOffices } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const BAO = { name: 'Lê Văn Bảo', address: 'anh', positions: [] };
const QUY = { name: 'Phạm Thị Quý', address: 'chị', admin: true };
const here = () => office({ ...JUNE, people: [...JUNE.people, BAO, QUY] });

describe('somebody who leaves between the preview and «đồng ý»', () => {
  test.each([
    ['thêm Việc của Bảo; 25/6/2026; Bảo', 'Lan'],
    ['giao T1 cho Bảo', 'Lan'],
    ['đột xuất Báo cáo gấp; 25/6/2026; Bảo', 'Lan'],
    ['hồ sơ H01; 25/6/2026; Bảo', 'Lan'],
  ])('«%s» asks for another one, and saves nothing by itself', async (line, other) => {
    const world = await here();
    const [nam, quy] = [talk(world), talk(world, QUY.name)];
    await nam.says(line, /Nhắn «đồng ý»/);
    await quy.says('cán bộ nghỉ Bảo', /Nhắn «đồng ý»/);
    await quy.says('đồng ý', /./);
    world.phone(BAO.name).takeAll();
    await nam.says('đồng ý', /^Người chủ trì vừa chọn không còn trong danh sách cán bộ/);
    await nam.says(other, /chị Nguyễn Thị Lan/);
    await world.advance('10m');
    await nam.says('bỏ', /không lưu gì/);
  });

  test('is not taken for whoever writes the name', async () => {
    const world = await here();
    const [nam, quy] = [talk(world), talk(world, QUY.name)];
    await quy.says('cán bộ nghỉ Bảo', /Nhắn «đồng ý»/);
    await quy.says('đồng ý', /./);
    world.phone(BAO.name).takeAll();
    await nam.says('mời Bảo', /không tìm thấy ai tên «Bảo»/);
    await nam.says('bỏ', /không lưu gì/);
    await nam.says('quyền Em; lãnh đạo', /không tìm thấy ai tên «Em»/);
    await nam.says('bỏ', /không lưu gì/);
  });
});

test('a task is not found by words that are in almost any title', async () => {
  const world = await here();
  const nam = talk(world);
  await nam.says('bỏ Kiểm tra nội vụ', /không tìm thấy việc nào/);
  await nam.says('đồng ý', /không tìm thấy việc nào/);
  await nam.says('thôi', /không lưu gì/);
  expect((await world.store.tasks()).every((task) => task.state === 'active')).toBe(true);
});

test('after a hand-over bare words and lists are about what is theirs; the old number still answers', async () => {
  const world = await here();
  const [nam, lan] = [talk(world), talk(world, 'Nguyễn Thị Lan')];
  await world.advance('2026-06-10T08:00:00+07:00');
  for (const name of ['Nguyễn Thị Lan', 'Trần Văn Minh']) world.phone(name).takeAll();
  await lan.says('việc', /Chị có 1 việc:\n.*#1 Báo cáo quý/);
  await nam.says('bàn giao Lan cho Bảo', /Nhắn «đồng ý»/);
  await nam.says('đồng ý', /^Đã lưu/);
  for (const name of ['Nguyễn Thị Lan', BAO.name]) world.phone(name).takeAll();
  await lan.says('việc', /không có việc nào đang chờ/);
  await lan.says('nhận', /không có việc nào chờ chị báo/);
  await lan.says('xong 1', /do anh Bảo chủ trì/);
});

describe('what cannot be is refused with its reason', () => {
  test.each([
    ['sửa T1; hạn: 5/1/2026', /thứ Hai 5\/1 đã qua rồi/],
    ['vắng 20/6 đến 18/6', /ngày cuối trước ngày đầu/],
  ])('«%s»', async (line, reason) => {
    const nam = talk(await here());
    await nam.says(line, reason);
    await nam.says('bỏ', /không lưu gì/);
  });
});

test('two officers are not each other’s supervisors', async () => {
  const nam = talk(await here());
  await nam.says('cán bộ sửa Minh; cấp trên: Lan', /Nhắn «đồng ý»/);
  await nam.says('đồng ý', /./);
  await nam.says('cán bộ sửa Lan; cấp trên: Minh', /^Anh Trần Văn Minh đang có cấp trên là chị Nguyễn Thị Lan/);
  await nam.says('bỏ', /không lưu gì/);
});

test.each([
  ['thêm Báo cáo nhanh; mốt; Lan', /Hạn: chậm nhất ngày \d+\/6\/2026/],
  ['thêm việc làm cho thanh niên; 25/6/2026; Lan', /Việc: việc làm cho thanh niên\n/],
  ['đột xuất Báo cáo; trước 16h ngày 18/6/2026; Lan', /Hạn: trước 16:00 ngày 18\/6\/2026/],
])('«%s» loses nothing', async (line, shown) => {
  const nam = talk(await here());
  await nam.says(line, shown);
  await nam.says('bỏ', /không lưu gì/);
});
