import { afterEach, describe, expect, test } from 'vitest';
import { codeOf } from './text.ts';
import { LAN, openOffices, QUARTERLY } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

describe('an answer', () => {
  const two = [QUARTERLY, { ...QUARTERLY, title: 'Danh sách công khai' }];

  test('«xong» with two open asks which, and the number closes that one only', async () => {
    const here = await office({ at: '2024-03-15T06:00:00+07:00', people: [LAN], plan: two });
    const lan = here.phone(LAN.name);
    await here.advance('2024-03-15T07:30:00+07:00');
    const digest = lan.receives(/có 2 việc/);
    await lan.replies('xong');
    const question = lan.receives(
      /^Chị báo xong việc nào ạ\?\n#1 Báo cáo quý.*\n#2 Danh sách công khai.*\nNhắn số việc/,
    );
    await lan.replies('2');
    lan.receives(/^Đã ghi #2 Danh sách công khai/);
    await lan.replies('xong', digest);
    lan.receives(/^Đã ghi #1 Báo cáo quý/);
    expect(question.message.buttons?.flat()).toHaveLength(2);
  });

  test('by button, by quoted digest and by code each closes one, and only one', async () => {
    const here = await office({
      at: '2024-03-15T06:00:00+07:00',
      people: [LAN],
      plan: [...two, { ...QUARTERLY, title: 'Sổ theo dõi' }],
    });
    const lan = here.phone(LAN.name);
    await here.advance('2024-03-15T07:30:00+07:00');
    const digest = lan.receives(/có 3 việc/);
    await lan.presses(digest, `✅ Xong #${codeOf(digest.text, /Sổ theo dõi/)}`);
    lan.receives(/^Đã ghi #3 Sổ theo dõi/);
    await lan.replies('/xong #1');
    lan.receives(/^Đã ghi #1 /);
    await lan.replies('XONG RỒI Ạ', digest);
    lan.receives(/^Đã ghi #2 /);
    await lan.presses(digest, '✅ Xong #1');
    lan.receives(/^Việc này đã đóng rồi ạ/);
    await here.advance('20d');
  });

  test.each([
    ['chưa xong', /^Vâng/],
    ['#1 chưa xong đâu', /^Vâng, #1 vẫn để mở/],
    ['xong chưa?', /^Chị có 2 việc/],
    ['sắp xong', /^Vâng, em không đóng việc nào\. Chị nói về việc nào/],
    ['xong 2 việc', /báo xong việc nào/],
    ['xong 9', /không thấy việc #9/],
    ['xong hết', /báo xong việc nào/],
    ['mai em gửi', /^Vâng, em không đóng việc nào\. Chị nói về việc nào/],
    ['hủy việc 1', /^Việc #1 Báo cáo quý.* chỉ người quản trị bỏ được/],
    ['số 45/BC-UBND', /^Số 45\/BC-UBND là của việc nào ạ/],
    ['họp xong rồi làm', /báo xong việc nào/],
    ['<b>xong</b>', /^Em chưa đóng việc nào vì chưa chắc «<b>xong<\/b>»/],
    ['tờ trình gửi rồi', /^Em chưa đóng việc nào vì chưa chắc «tờ trình gửi rồi» là đã xong/],
    ['danh sách chuyển rồi', /^Em chưa đóng việc nào vì chưa chắc «danh sách chuyển rồi» là đã xong/],
    ['bla bla', /^Em chưa hiểu «bla bla»\. Chị thử/],
    ['giúp', /^Chị nhắn cho em như sau/],
    ['giúp thêm', /^Lệnh «thêm» chỉ người quản trị dùng được ạ/],
    ['cảm ơn em', /^Dạ vâng ạ\.$/],
    ['/start', /^Chị nhắn cho em như sau/],
    ['help', /^Chị nhắn cho em như sau/],
    ['việc', /^Chị có 2 việc/],
    ['list', /^Chị có 2 việc/],
    ['việc 1', /^#1 Báo cáo quý[\s\S]*Cách tính: /],
    ['hoàn tác', /không thấy chị đã báo gì/],
    ['👍', /đã nhận 2 việc/],
    [' '.repeat(5) + 'x'.repeat(5000), /^Em chưa hiểu/],
  ])('«%s» closes nothing', async (text, answer) => {
    const here = await office({ at: '2024-03-15T06:00:00+07:00', people: [LAN], plan: two });
    const lan = here.phone(LAN.name);
    await here.advance('2024-03-15T07:30:00+07:00');
    lan.receives(/có 2 việc/);
    await lan.replies(text);
    lan.receives(answer);
    expect(await here.store.occurrences({ states: ['done'] })).toEqual([]);
  });

  const DOUBTFUL = `
    chuwa xong | xongk | xong rồi hở | xong r dk | mai xong | xong trong 30p nữa | qua tuần xong nha | làm xong rồi chiều gửi
    xong 2/3 | xong bước 1 | xong, chờ ký | đã chuyển anh Hùng ký nháy | xong nhưng anh Hùng bảo sửa lại
    chị Lan xong rồi, em thì chưa | em tưởng xong rồi | không phải là xong rồi đâu ạ | thủ tục xong rồi mới gửi
    làm xong báo lại | xong việc này em sang việc kia | phải xong trước 15/4 nhé | khi nào xong em báo | gửi nhầm nhóm
    xong 2 việc | anh Nam bảo xong rồi | họp xong rồi | «xong rồi» là sao | xong 3, 4 chờ ký | xong rồi mà chưa gửi
  `
    .trim()
    .split(/\s*[|\n]\s*/);

  test.each([
    ['quoting the reminder', true],
    ['with one task open', false],
  ])('nothing that leaves a doubt closes a task, %s', async (_, quoting) => {
    const here = await office({ at: '2024-03-15T06:00:00+07:00', people: [LAN], plan: [QUARTERLY] });
    const lan = here.phone(LAN.name);
    await here.advance('2024-03-15T07:30:00+07:00');
    const digest = lan.receives(/Nên gửi hôm nay/);
    const closing: string[] = [];
    for (const text of DOUBTFUL) {
      await here.advance('1m');
      await lan.replies(text, quoting ? digest : undefined);
      lan.receives(/./);
      if ((await here.store.occurrences({ states: ['done'] })).length > 0) closing.push(text);
    }
    expect(closing).toEqual([]);
  });

  test.each([
    'xong roofi',
    'ddax xong roofi aj',
    'xomg rồi',
    'con xong rồi cô ơi',
    'dạ e lm xong r',
    'em gửi lên phòng rồi',
    'xong rùi nghen',
  ])('«%s» closes the one open task', async (text) => {
    const here = await office({ at: '2024-03-15T06:00:00+07:00', people: [LAN], plan: [QUARTERLY] });
    const lan = here.phone(LAN.name);
    await here.advance('2024-03-15T07:30:00+07:00');
    lan.receives(/Nên gửi hôm nay/);
    await lan.replies(text);
    lan.receives(/^Đã ghi #1 Báo cáo quý/);
  });

  test('«#1 xong, #2 mai em gửi» closes the first and keeps the promise for the second', async () => {
    const here = await office({ at: '2024-03-15T06:00:00+07:00', people: [LAN], plan: two });
    const lan = here.phone(LAN.name);
    await here.advance('2024-03-15T07:30:00+07:00');
    lan.receives(/có 2 việc/);
    await lan.replies('#1 xong, #2 mai em gửi');
    lan.receives(/^Đã ghi #1 [\s\S]*hẹn xong thứ Bảy 16\/3: Danh sách công khai/);
    expect(await here.store.occurrences({ states: ['done'] })).toHaveLength(1);
  });

  test('a task that is closed is said to be closed, under its number', async () => {
    const here = await office({ at: '2024-03-15T06:00:00+07:00', people: [LAN], plan: two });
    const lan = here.phone(LAN.name);
    await here.advance('2024-03-15T07:30:00+07:00');
    lan.receives(/có 2 việc/);
    await lan.replies('em đã làm xong việc 1');
    lan.receives(/^Đã ghi #1/);
    for (const text of ['xong1', 'việc 1', 'xong 1 ạ']) {
      await lan.replies(text);
      lan.receives(/^Việc này đã đóng rồi ạ:\n• Báo cáo quý/);
    }
  });

  test('«hoàn tác» opens what the last message closed, and its reminders go on', async () => {
    const here = await office({ at: '2024-03-15T06:00:00+07:00', people: [LAN], plan: [QUARTERLY] });
    const lan = here.phone(LAN.name);
    await here.advance('2024-03-15T07:30:00+07:00');
    lan.receives(/Nên gửi hôm nay/);
    await lan.replies('done');
    lan.receives(/^Đã ghi #1/);
    await lan.replies('hoan tac');
    lan.receives(/^Đã mở lại:\n• Báo cáo quý/);
    await here.advance('2024-03-15T14:00:00+07:00');
    lan.receives(/nhắc lại 1 việc/);
  });

  test('«xong cả» of a message that told of no task closes nothing, and is asked about', async () => {
    const here = await office({
      at: '2024-03-14T07:29:00+07:00',
      people: [LAN],
      plan: [QUARTERLY, { ...QUARTERLY, title: 'Danh sách' }],
    });
    await here.advance('5m');
    const lan = here.phone(LAN.name);
    const digest = lan.receives(/Chị có 2 việc/);
    await lan.replies('cảm ơn em');
    lan.takeAll();
    await lan.replies('giúp');
    const help = lan.receives(/nhắn cho em như sau/);
    for (const text of ['xong cả 2', 'xong hết']) {
      await lan.replies(text, help);
      lan.receives(/^Chị báo xong việc nào ạ/);
      expect(await here.store.occurrences({ states: ['done'] })).toEqual([]);
    }
    await lan.replies('xong cả 2', digest);
    lan.receives(/^Đã ghi/);
  });

  test.each([
    ['23h', 0],
    ['25h', 1],
  ])('«hoàn tác» opens what was closed within a day: after %s', async (later, closed) => {
    const here = await office({ at: '2024-03-14T07:29:00+07:00', people: [LAN], plan: [QUARTERLY] });
    await here.advance('5m');
    const lan = here.phone(LAN.name);
    await lan.replies('xong');
    await here.advance(later);
    lan.takeAll();
    await lan.replies('hoàn tác');
    lan.takeAll();
    expect(await here.store.occurrences({ states: ['done'] })).toHaveLength(closed);
  });

  test('«#1 xong, #2 chưa» closes the first alone; a document number is kept', async () => {
    const here = await office({ at: '2024-03-15T06:00:00+07:00', people: [LAN], plan: two });
    const lan = here.phone(LAN.name);
    await here.advance('2024-03-15T07:30:00+07:00');
    lan.receives(/có 2 việc/);
    await lan.replies('#1 xong, #2 chưa');
    lan.receives(/^Đã ghi #1 [\s\S]*#2 vẫn để mở/);
    await lan.replies('xong #2 số 45/BC-UBND');
    lan.receives(/^Đã ghi #2 .*số 45\/BC-UBND/);
  });

  test('a reaction 👍 acknowledges without a word; other reactions do nothing', async () => {
    const here = await office({ at: '2024-03-15T06:00:00+07:00', people: [LAN], plan: [QUARTERLY] });
    const lan = here.phone(LAN.name);
    await here.advance('2024-03-15T07:30:00+07:00');
    const digest = lan.receives(/Nên gửi hôm nay/);
    await lan.reacts(digest, '👍');
    await here.advance('2024-03-15T14:30:00+07:00');
    here.nobodyElseHears();
  });

  test('the same update offered five times is answered once', async () => {
    const here = await office({ at: '2024-03-15T06:00:00+07:00', people: [LAN], plan: [QUARTERLY] });
    const lan = here.phone(LAN.name);
    await here.advance('2024-03-15T07:30:00+07:00');
    lan.receives(/Nên gửi hôm nay/);
    for (let i = 0; i < 5; i++) await lan.sends({ kind: 'text', text: 'xong', messageId: 'm1' }, 'update-1');
    lan.receives(/^Đã ghi #1/);
  });

  test('an edited «xong», a sticker and a group change nothing', async () => {
    const here = await office({ at: '2024-03-15T06:00:00+07:00', people: [LAN], plan: [QUARTERLY] });
    const lan = here.phone(LAN.name);
    await here.advance('2024-03-15T07:30:00+07:00');
    lan.receives(/Nên gửi hôm nay/);
    await lan.sends({ kind: 'edited', text: 'xong', messageId: 'm1' });
    lan.receives(/vừa sửa một tin cũ/);
    await lan.sends({ kind: 'unreadable', what: 'sticker', messageId: 'm2' });
    lan.receives(/chỉ đọc được chữ/);
    expect(await here.store.occurrences({ states: ['done'] })).toEqual([]);
  });
});
