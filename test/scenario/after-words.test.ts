import { afterEach, describe, expect, test } from 'vitest';
import { LAN, openOffices, QUARTERLY, type World } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const logged = async (here: World, kind: string) =>
  (await here.store.events({ limit: 1000 })).filter((line) => line.kind === kind);

async function toldOf(count: 1 | 2) {
  const plan = [QUARTERLY, { ...QUARTERLY, title: 'Danh sách công khai' }].slice(0, count);
  const here = await office({ at: '2024-03-15T06:00:00+07:00', people: [LAN], plan });
  const lan = here.phone(LAN.name);
  await here.advance('2024-03-15T07:30:00+07:00');
  const digest = lan.receives(/Chị có [12] việc/);
  return { here, lan, digest };
}

describe('a promise', () => {
  test('is asked for after «chưa», and kept with its day', async () => {
    const { here, lan } = await toldOf(1);
    await lan.replies('chưa');
    lan.receives(/^Vâng, #1 vẫn để mở\. Chị dự kiến khi nào xong ạ\?/);
    await lan.replies('thứ Hai');
    lan.receives(/^Em ghi chị hẹn xong thứ Hai 18\/3: Báo cáo quý.*Ngày này sau hạn/);
    expect(await logged(here, 'promised')).toMatchObject([{ data: { day: '2024-03-18' } }]);
    await lan.replies('hoàn tác');
    lan.receives(/^Em bỏ ngày hẹn của/);
    expect(await logged(here, 'promise-taken-back')).toHaveLength(1);
  });

  test('said at once needs no question', async () => {
    const { here, lan } = await toldOf(2);
    await lan.replies('#2 mai xong');
    lan.receives(/^Em ghi chị hẹn xong thứ Bảy 16\/3: Danh sách công khai.*Em vẫn nhắc theo hạn\.$/);
    expect(await logged(here, 'promised')).toHaveLength(1);
  });

  test('closes nothing, and other words after the question mean what they always mean', async () => {
    const { here, lan } = await toldOf(1);
    await lan.replies('chưa');
    lan.receives(/dự kiến khi nào/);
    await lan.replies('việc');
    lan.receives(/^Chị có 1 việc/);
    await lan.replies('xong 1');
    lan.receives(/^Đã ghi #1/);
    await lan.replies('mai');
    lan.receives(/không còn mở nữa/);
    expect(await logged(here, 'promised')).toEqual([]);
  });
});

describe('a document number', () => {
  test('sent after closing goes with what was closed last', async () => {
    const { here, lan } = await toldOf(1);
    await lan.replies('xong');
    lan.receives(/^Đã ghi #1.*\nCó số văn bản thì chị nhắn «số 45\/BC-UBND»/);
    await lan.replies('số 45/BC-UBND');
    lan.receives(/^Đã ghi số 45\/BC-UBND cho việc Báo cáo quý/);
    expect(await logged(here, 'result-recorded')).toHaveLength(1);
  });

  test('is asked about where several were closed with one message', async () => {
    const { lan, digest } = await toldOf(2);
    await lan.replies('xong hết', digest);
    lan.receives(/^Đã ghi #1(.|\n)*Đã ghi #2/);
    await lan.replies('số 45/BC-UBND');
    lan.receives(/^Số 45\/BC-UBND là của việc nào ạ/);
    await lan.replies('xong 2 số 45/BC-UBND');
    lan.receives(/đã đóng rồi ạ/);
  });
});

describe('«hoàn tác»', () => {
  test('takes back the last act, whatever it was, and no older one', async () => {
    const { here, lan } = await toldOf(2);
    await lan.replies('xong 1');
    lan.receives(/^Đã ghi #1/);
    await lan.replies('nhận 2');
    lan.receives(/^Em ghi chị đã nhận #2/);
    await lan.replies('hoàn tác');
    lan.receives(/^Em bỏ ghi nhận «đã nhận» của:\n• Danh sách/);
    await here.advance('7h');
    // Nobody has acknowledged it any more, so it comes again in the afternoon.
    lan.receives(/nhắc lại 1 việc/);
    await lan.replies('hoàn tác');
    lan.receives(/^Đã mở lại:\n• Báo cáo quý/);
    await lan.replies('hoàn tác');
    lan.receives(/không thấy chị đã báo gì/);
  });
});

describe('a message that was changed afterwards', () => {
  test('changes nothing: the bot asks, and both versions are on record', async () => {
    const { here, lan } = await toldOf(2);
    await lan.sends({ kind: 'text', text: 'xong 1', messageId: 'm1' });
    lan.receives(/^Đã ghi #1/);
    await lan.sends({ kind: 'edited', text: 'xong 2', messageId: 'm1' });
    lan.receives(
      /^Em thấy chị vừa sửa tin «xong 1» thành «xong 2»\. .*vẫn giữ nguyên\. Nếu tin cũ nhầm, chị nhắn «hoàn tác»/,
    );
    await lan.sends({ kind: 'deleted', messageId: 'm1' });
    lan.receives(/^Em thấy chị vừa xóa tin «xong 2»/);
    await lan.replies('việc');
    lan.receives(/^Chị có 1 việc:\n🟠 #2/);
    const [edited] = await logged(here, 'message-edited');
    expect(edited).toMatchObject({ data: { earlier: expect.any(Number) } });
  });

  test('that was unclear before is asked for anew; chatter is passed over', async () => {
    const { lan } = await toldOf(1);
    await lan.sends({ kind: 'text', text: 'xonh', messageId: 'm1' });
    lan.takeAll();
    await lan.sends({ kind: 'edited', text: 'xong', messageId: 'm1' });
    lan.receives(/^Em thấy chị vừa sửa tin «xonh» thành «xong»\. Em chưa làm gì theo tin sửa/);
    await lan.sends({ kind: 'text', text: 'trời mưa', messageId: 'm2' });
    lan.receives(/^Em chưa hiểu/);
    await lan.sends({ kind: 'edited', text: 'trời nắng', messageId: 'm2' });
    await lan.sends({ kind: 'deleted', messageId: 'm2' });
  });
});
