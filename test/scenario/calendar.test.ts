import { afterEach, describe, expect, test } from 'vitest';
import { day } from '../domain/shipped.ts';
import { LAN, openOffices, type Person, type World } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const NAM = { name: 'Huỳnh Nam', address: 'anh', admin: true };
const HOA = { name: 'Lê Hoa', address: 'chị', admin: true };
/** Due on a Monday that is a working day until somebody announces it to be off. */
const REVIEW = { title: 'Báo cáo rà soát', lead: ['Đầu mối'], rules: [{ kind: 'once', date: '2026-11-23' }] };
const MONDAY = '2026-11-16T09:00:00+07:00';

const autumn = (people: readonly Person[] = [LAN, NAM], more: object = {}) =>
  office({ at: MONDAY, people, plan: [REVIEW], ...more });

const isWorking = (here: World, date: string) => here.office.calendar.isWorkingDay(day(date));

/** The morning's reminder and November's question about next year; these tests are not about them. */
async function begins(here: World): Promise<void> {
  await here.advance('1m');
  here.phone(LAN.name).receives(/Báo cáo rà soát/);
  for (const admin of [NAM, HOA]) if (here.officerId(admin.name)) here.phone(admin.name).receives(/năm 2027/);
}

describe('entering days off', () => {
  test('in one line shows what moves and who leads it, and is saved after «đồng ý» alone', async () => {
    const here = await autumn([LAN, NAM, HOA]);
    await begins(here);
    const [nam, hoa] = [here.phone(NAM.name), here.phone(HOA.name)];
    await nam.replies('nghỉ lễ 23/11/2026; nghỉ bù 28/11; Thông báo số 12/TB-UBND');
    const shown = nam.receives(
      /^Em hiểu như sau:\n• thứ Hai 23\/11\/2026: .*\n• thứ Bảy 28\/11\/2026: làm bù cho ngày 23\/11\nTheo: Thông báo số 12\/TB-UBND\n/,
    );
    expect(shown.text).toContain('• Báo cáo rà soát: thứ Hai 23/11 → thứ Sáu 20/11 (chị Lan)');
    expect(shown.text).toContain('Em báo thêm cho chị Hoa.');
    expect(isWorking(here, '2026-11-23')).toBe(true);

    await nam.presses(shown, 'Đồng ý');
    nam.receives(/^Đã ghi vào lịch:(.|\n)*Em đã tính lại ngày cho 1 việc/);
    expect([isWorking(here, '2026-11-23'), isWorking(here, '2026-11-28')]).toEqual([false, true]);
    // The other administrator hears what moved; the one who did it has seen it.
    hoa.receives(/Báo cáo rà soát: thứ Hai 23\/11 → thứ Sáu 20\/11/);
    expect((await here.store.occurrences({ states: ['open'] })).map((o) => o.target)).toEqual([day('2026-11-20')]);
    await here.advance('1h');
  });

  test('is guided from the command alone, and «bỏ» saves nothing', async () => {
    const here = await autumn();
    await begins(here);
    const nam = here.phone(NAM.name);
    await nam.replies('ngày nghỉ 27/11');
    nam.receives(/^Theo văn bản nào ạ\?/);
    await nam.replies('không có');
    nam.receives(/thứ Sáu 27\/11\/2026: nghỉ theo thông báo\nKhông việc nào đang mở phải đổi ngày/);
    await nam.replies('sửa ngày 26/11');
    nam.receives(/thứ Năm 26\/11\/2026/);
    await nam.replies('bỏ');
    nam.receives(/không lưu gì/);
    expect(isWorking(here, '2026-11-26')).toBe(true);
  });

  test('keeps the day worked in exchange where only the day off is corrected, and the other way round', async () => {
    const here = await autumn();
    await begins(here);
    const nam = here.phone(NAM.name);
    await nam.replies('nghỉ lễ 26/11; làm bù 28/11; hoán đổi; không có');
    nam.receives(/thứ Năm 26\/11\/2026(.|\n)*thứ Bảy 28\/11\/2026/);
    await nam.replies('sửa ngày 27/11');
    expect(nam.receives(/thứ Sáu 27\/11\/2026(.|\n)*thứ Bảy 28\/11\/2026/).text).not.toMatch(/26\/11/);
    await nam.replies('sửa ngày làm bù 5/12');
    nam.receives(/thứ Sáu 27\/11\/2026(.|\n)*thứ Bảy 5\/12\/2026/);
    await nam.replies('bỏ');
    nam.receives(/không lưu gì/);
    await nam.replies('làm bù 28/11; không có');
    nam.receives(/thứ Bảy 28\/11\/2026/);
    await nam.replies('sửa ngày 5/12');
    nam.receives(/thứ Bảy 5\/12\/2026/);
    await nam.replies('bỏ');
    nam.receives(/không lưu gì/);
  });

  test.each([
    ['a day that is over', '13/11/2026', /^Thứ Sáu 13\/11\/2026 đã qua/],
    ['a day that does not exist', '30/2/2027', /^«30\/2\/2027» không có trong lịch\./],
    ['no day', 'Tết', /^Em chưa đọc được ngày trong «Tết»/],
    ['a Saturday', '28/11', /vốn là ngày nghỉ cuối tuần\. Nếu là ngày làm bù thì ghi «làm bù 28\/11\/2026»/],
    ['a weekday worked', '27/11; làm bù 26/11', /không phải ngày cuối tuần nên không ghi là làm bù được/],
    ['a day known already', '24/11; không có', /^Lịch đã có rồi: thứ Ba 24\/11\/2026: Ngày Văn hóa Việt Nam/],
    ['a flood of letters', 'x'.repeat(5_000), /^Em chưa đọc được ngày trong «x+…»/],
    ['markup', '<b>23/11</b>', /^Em chưa đọc được ngày/],
  ])('%s is refused with the reason, and can be put right', async (_what, typed, refusal) => {
    const here = await autumn();
    await begins(here);
    const nam = here.phone(NAM.name);
    await nam.replies(`nghỉ lễ ${typed}`);
    nam.receives(refusal);
    await nam.replies('27/11');
    nam.receives(/^(?:Theo văn bản nào|Em hiểu như sau)/);
  });

  test('names and documents are plain lines of limited length', async () => {
    const here = await autumn();
    await begins(here);
    const nam = here.phone(NAM.name);
    await nam.replies('nghỉ lễ 27/11; l\u0007ễ; Thông báo số 3');
    nam.receives(/có ký tự em không ghi được/);
    await nam.replies(`nghỉ ${'lễ '.repeat(26)}`);
    nam.receives(/dài 82 ký tự, em chỉ ghi được nhiều nhất 80/);
    await nam.replies('lễ của xã');
    nam.receives(/thứ Sáu 27\/11\/2026: lễ của xã\nTheo: Thông báo số 3\n/);
  });

  test('survives a restart in the middle', async () => {
    const here = await autumn();
    await begins(here);
    const nam = here.phone(NAM.name);
    await nam.replies('nghỉ lễ 27/11; lễ; Thông báo số 3');
    nam.receives(/^Em hiểu/);
    await here.restart();
    await nam.replies('đồng ý');
    nam.receives(/^Đã ghi vào lịch/);
    expect(isWorking(here, '2026-11-27')).toBe(false);
  });

  test('is for administrators: anybody else is refused politely and it is logged; looking is for all', async () => {
    const here = await autumn();
    await begins(here);
    const lan = here.phone(LAN.name);
    await lan.replies('nghỉ lễ 27/11');
    lan.receives(/^Lệnh «nghỉ lễ» chỉ người quản trị dùng được ạ/);
    const log = await here.store.events({ limit: 1000 });
    expect(log.find((event) => event.kind === 'no-right')?.data).toEqual({ command: 'days-off' });
    await lan.replies('nghỉ lễ');
    const year = lan.receives(/^Lịch nghỉ năm 2026 \(đã công bố đủ\):\n/).text;
    expect(year).toContain('• thứ Hai 16/2 – thứ Sáu 20/2: Tết Nguyên đán\n');
    expect(year).toContain('23/11: nghỉ hoán đổi dịp 24/11 (chờ thông báo, chưa tính vào lịch)');
    expect(year).not.toContain('nghỉ lễ bỏ');
    await lan.replies('nghỉ lễ năm sau');
    lan.receives(/^Lịch nghỉ năm 2027 \(chưa công bố đủ/);
  });
});

describe('taking days back', () => {
  test('what the office entered goes, and the deadline with it', async () => {
    const here = await autumn();
    await begins(here);
    const nam = here.phone(NAM.name);
    await nam.replies('nghỉ lễ 23/11; làm bù 28/11; Thông báo số 12');
    nam.receives(/^Em hiểu/);
    await nam.replies('đồng ý');
    nam.receives(/^Đã ghi/);
    await nam.replies('nghỉ lễ bỏ 23/11');
    // The shipped calendar expects that day off and does not count on it.
    nam.receives(
      /thứ Hai 23\/11\/2026: .*\(chờ thông báo, chưa tính vào lịch\)\n(.|\n)*thứ Sáu 20\/11 → thứ Hai 23\/11/,
    );
    await nam.replies('đồng ý');
    nam.receives(/^Đã sửa lịch:(.|\n)*«nghỉ lễ 23\/11\/2026» để ghi lại/);
    expect(isWorking(here, '2026-11-23')).toBe(true);
  });

  test('a shipped day off can be taken back, and entered again', async () => {
    const here = await autumn();
    await begins(here);
    const nam = here.phone(NAM.name);
    await nam.replies('nghỉ lễ bỏ 24/11');
    nam.receives(/thứ Ba 24\/11\/2026: làm việc như thường/);
    await nam.replies('đồng ý');
    nam.receives(/^Đã sửa lịch/);
    expect(isWorking(here, '2026-11-24')).toBe(true);
    await nam.replies('nghỉ lễ bỏ 24/11');
    nam.receives(/^Thứ Ba 24\/11\/2026 đang là ngày làm việc bình thường, không có gì để bỏ/);
    await nam.replies('bỏ');
    nam.receives(/không lưu gì/);
    await nam.replies('nghỉ lễ 24/11; Ngày Văn hóa Việt Nam; Nghị quyết 28/2026/QH16');
    nam.receives(/^Em hiểu/);
    await nam.replies('đồng ý');
    nam.receives(/^Đã ghi/);
    expect(isWorking(here, '2026-11-24')).toBe(false);
  });
});

describe("next year's notice", () => {
  test('is asked for once in November and weekly from 8 December on, until it is in', async () => {
    const people = [{ ...NAM, positions: [] }];
    const here = await office({ at: '2026-10-30T08:00:00+07:00', people });
    const nam = here.phone(NAM.name);
    await here.advance('2026-11-01T23:00:00+07:00');
    here.nobodyElseHears();
    await here.advance('2026-12-08T07:00:00+07:00');
    const notice = nam.receives(/^Thưa anh Nam, em chưa có lịch nghỉ chính thức của năm 2027/);
    expect(notice.text).toContain('Tết Nguyên đán (5/2/2027–10/2/2027)');
    const [example = ''] = /«(nghỉ lễ \d[^»]*)»/.exec(notice.text)?.slice(1) ?? [];
    expect(example).toBe('nghỉ lễ 5/2/2027–10/2/2027; Tết Nguyên đán; Thông báo số 15/TB-UBND');
    here.nobodyElseHears();
    await here.advance('2026-12-14T18:00:00+07:00');
    nam.receives(/năm 2027/);
    await here.advance('2026-12-15T08:00:00+07:00');
    nam.receives(/năm 2027/);
    await nam.replies(example);
    nam.receives(/• thứ Sáu 5\/2\/2027 – thứ Tư 10\/2\/2027: Tết Nguyên đán\nTheo: Thông báo số 15/);
    await nam.replies('bỏ');
    nam.receives(/không lưu gì/);
    await nam.replies('nghỉ lễ đã đủ 2027; Thông báo số 20/TB');
    const preview = nam.receives(/^Em hiểu như sau:\nLịch nghỉ năm 2027 đã công bố đủ: 6 ngày nghỉ trong tuần/);
    expect(preview.text).toContain('Em chưa thấy ngày nghỉ Tết Nguyên đán nào');
    await nam.replies('bỏ');
    nam.receives(/không lưu gì/);
    await nam.replies('nghỉ lễ 5/2–10/2/2027; Tết Nguyên đán; Thông báo số 20/TB');
    nam.receives(/thứ Sáu 5\/2\/2027 – thứ Tư 10\/2\/2027: Tết Nguyên đán/);
    await nam.replies('đồng ý');
    nam.receives(/^Đã ghi vào lịch/);
    await nam.replies('nghỉ lễ đã đủ năm sau; Thông báo số 20/TB');
    const complete = nam.receives(/10 ngày nghỉ trong tuần/);
    expect(complete.text).not.toContain('Em chưa thấy');
    expect(complete.text).toContain('• thứ Sáu 3/9/2027: Quốc khánh 2/9');
    await nam.replies('đồng ý');
    nam.receives(/^Đã ghi: lịch nghỉ năm 2027 đã công bố đủ/);
    const first = day('2027-06-01');
    expect(here.office.calendar.certainty(first, first)).toBe('official');
    await here.advance('2026-12-31T18:00:00+07:00');
  });

  test('declared by mistake is taken back; another year than this or the next is refused', async () => {
    const here = await autumn();
    await begins(here);
    const nam = here.phone(NAM.name);
    await nam.replies('nghỉ lễ đã đủ 2031');
    nam.receives(/^Em chưa đọc được năm trong «2031»/);
    await nam.replies('2027');
    nam.receives(/^Theo văn bản nào/);
    await nam.replies('chưa có');
    nam.receives(/^Em hiểu/);
    await nam.replies('đồng ý');
    nam.receives(/^Đã ghi/);
    await nam.replies('nghỉ lễ đã đủ 2027; Thông báo số 4');
    nam.receives(/đã được ghi là công bố đủ rồi/);
    await nam.replies('bỏ');
    nam.receives(/không lưu gì/);
    await nam.replies('nghỉ lễ chưa đủ 2027');
    nam.receives(/lại ghi «dự kiến»/);
    await nam.replies('đồng ý');
    nam.receives(/^Đã ghi: lịch nghỉ năm 2027 chưa công bố đủ/);
    await nam.replies('nghỉ lễ chưa đủ 2026');
    nam.receives(/có sẵn trong chương trình/);
  });
});
