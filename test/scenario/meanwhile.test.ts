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
