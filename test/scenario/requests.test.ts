import { afterEach, describe, expect, test } from 'vitest';
import { LAN, openOffices, QUARTERLY } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const MINH = { name: 'Lê Minh', address: 'anh', positions: ['Văn thư'] };
const BAO = { name: 'Phạm Bảo', address: 'anh', positions: ['Địa chính'] };
const NAM = { name: 'Huỳnh Nam', address: 'anh', admin: true };
const MONTHLY = { title: 'Kiểm kê', lead: ['Văn thư'], rules: [{ kind: 'monthly', day: 14, bound: 'on' }] };

/** Monday 11 March. */
const here = async () => {
  const world = await office({
    at: '2024-03-11T08:00:00+07:00',
    people: [LAN, MINH, BAO, NAM],
    plan: [QUARTERLY, MONTHLY],
  });
  await world.advance('1m');
  for (const { name } of [LAN, MINH, BAO, NAM]) world.phone(name).takeAll();
  return world;
};

describe('a request that waits for somebody', () => {
  test.each(['vâng', 'ok em', 'em nhận ạ', 'được', 'không được đâu em', 'để anh xem đã', 'đồng ý nhưng mà hơi bận'])(
    'is asked about again after «%s», which neither settles it nor acknowledges a task',
    async (words) => {
      const world = await here();
      const [lan, minh] = [world.phone(LAN.name), world.phone(MINH.name)];
      await world.advance('2024-03-12T08:00:00+07:00');
      minh.receives(/#1 Kiểm kê/);
      await lan.replies('vắng 20/3 nhờ Minh');
      await lan.replies('đồng ý');
      lan.takeAll();
      minh.receives(/nhờ anh nhận việc thay/);
      await minh.replies(words);
      minh.receives(
        /hị Lan nghỉ thứ Tư 20\/3 và nhờ anh nhận việc thay\. Anh nhắn rõ giúp em «đồng ý» hoặc «không» ạ\.$/,
      );
      expect((await world.store.events({ limit: 1000 })).filter((each) => each.kind === 'acknowledged')).toEqual([]);
      await minh.replies('đồng ý');
      minh.receives(/^Cảm ơn anh/);
      lan.receives(/đã nhận thay/);
    },
  );

  test('does not take «nhận» away from the digest that came after it', async () => {
    const world = await here();
    const [lan, minh] = [world.phone(LAN.name), world.phone(MINH.name)];
    await lan.replies('vắng 20/3 nhờ Minh');
    await lan.replies('đồng ý');
    lan.takeAll();
    minh.receives(/nhờ anh nhận việc thay/);
    await world.advance('2024-03-12T08:00:00+07:00');
    minh.receives(/#1 Kiểm kê/);
    await minh.replies('nhận');
    minh.receives(/^Em ghi anh đã nhận #1 Kiểm kê/);
  });
});

describe('whose leave', () => {
  test.each([
    ['vắng Minh 20/3', /\nNghỉ: anh Minh, thứ Tư 20\/3/],
    ['vang minh 20/3', /\nNghỉ: anh Minh, thứ Tư 20\/3/],
    ['vắng anh Bảo 20/3 nhờ Minh', /\nNghỉ: anh Bảo, thứ Tư 20\/3(.|\n)*Em hỏi anh Minh;/],
    ['VANG BAO 20/3', /\nNghỉ: anh Bảo, thứ Tư 20\/3/],
    ['vắng mình 20/3', /\nNghỉ: thứ Tư 20\/3/],
  ])('the administrator means with «%s»', async (words, expected) => {
    const world = await here();
    const nam = world.phone(NAM.name);
    await nam.replies(words);
    nam.receives(expected);
  });

  test('is not one’s own where the name is one of a colleague, or of somebody who has left', async () => {
    const world = await here();
    const [lan, nam] = [world.phone(LAN.name), world.phone(NAM.name)];
    await lan.replies('vắng Minh 20/3');
    lan.receives(/^Chị chỉ ghi được lịch nghỉ của mình ạ/);
    await nam.replies('cán bộ nghỉ Bảo; không');
    nam.receives(/thôi việc từ hôm nay/);
    await nam.replies('đồng ý');
    nam.receives(/^Đã ghi anh Phạm Bảo thôi việc/);
    await nam.replies('vắng Bảo 20/3');
    nam.receives(/không tìm thấy ai tên «Bảo»/);
  });
});

describe('days of a leave', () => {
  test.each([
    ['vắng 15/3 - 13/3', /có ngày không có trong lịch, hoặc ngày cuối trước ngày đầu/],
    ['vắng 1/3', /^«1\/3» của năm nay đã qua rồi ạ\. Nếu là năm sau, .* ví dụ «1\/3\/2025»\.$/],
  ])('«%s» are not moved into another year', async (words, expected) => {
    const world = await here();
    const lan = world.phone(LAN.name);
    await lan.replies(words);
    lan.receives(expected);
    await lan.replies('1/3/2025');
    lan.receives(/Nghỉ: thứ Bảy 1\/3\/2025/);
  });
});

test('«vắng bỏ» in the middle of something else is the command of that name, not «bỏ»', async () => {
  const world = await here();
  const lan = world.phone(LAN.name);
  await lan.replies('vắng 20/3');
  await lan.replies('đồng ý');
  lan.takeAll();
  await lan.replies('hoàn tác');
  lan.receives(/bỏ lịch nghỉ/);
  await lan.replies('vắng bỏ');
  lan.receives(/^Bỏ lịch nghỉ thứ Tư 20\/3\. Em nhắc chị như thường/);
  await lan.replies('đồng ý');
  lan.receives(/^Đã bỏ lịch nghỉ/);
});

test('a promise for a day that does not exist or has passed is asked for again', async () => {
  const world = await here();
  const minh = world.phone(MINH.name);
  await world.advance('2024-03-12T08:00:00+07:00');
  minh.receives(/#1 Kiểm kê/);
  await minh.replies('chưa 1');
  minh.receives(/dự kiến khi nào xong/);
  for (const [typed, expected] of [
    ['30/2', /^«30\/2» không có trong lịch/],
    ['hôm qua', /^«hôm qua» đã qua rồi/],
    ['1/3', /^«1\/3» đã qua rồi/],
  ] as const) {
    await minh.replies(typed);
    minh.receives(expected);
  }
  await minh.replies('mai');
  minh.receives(/^Em ghi anh hẹn xong thứ Tư 13\/3/);
});

test('«nhóm bỏ» typed while «nhóm thêm» asks for a name is no name', async () => {
  const world = await here();
  const nam = world.phone(NAM.name);
  await nam.replies('nhóm thêm');
  nam.receives(/^Nhóm tên gì ạ/);
  await nam.replies('nhóm bỏ Văn phòng');
  nam.receives(/^Hiện em chưa nối với nhóm nào/);
});
