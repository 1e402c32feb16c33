import { afterEach, describe, expect, test } from 'vitest';
import { dayFromIso } from '../../src/domain/civil-day.ts';
import { LAN, openOffices, type Phone, QUARTERLY, type World } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const NAM = { name: 'Huỳnh Nam', address: 'anh', admin: true };
const MINH = { name: 'Trần Minh', address: 'anh' };
const HUNG = { name: 'Đặng Văn Hùng', address: 'anh', leader: true };
const AT = '2024-03-11T08:00:00+07:00';
const CIVIL = { title: 'Sổ hộ tịch', lead: ['Công chức Tư pháp'], rules: [{ kind: 'monthly', day: 20 }] };

async function monday(): Promise<{ here: World; nam: Phone }> {
  const here = await office({ at: AT, people: [LAN, NAM, MINH, HUNG], plan: [QUARTERLY, CIVIL] });
  return { here, nam: here.phone(NAM.name) };
}

async function saves(phone: Phone, line: string, preview: RegExp, saved: RegExp): Promise<void> {
  await phone.replies(line);
  phone.receives(preview);
  await phone.replies('đồng ý');
  phone.receives(saved);
}

/** Who holds what on a day, as «Lan: Đầu mối». */
async function held(here: World, iso: string): Promise<string[]> {
  return (await here.store.officers(dayFromIso(iso))).flatMap((officer) =>
    officer.positions.map((position) => `${officer.name.split(' ').at(-1)}: ${position}`),
  );
}

describe('«chức danh»', () => {
  test('shows who holds what, marks what nobody holds, and is for leaders too', async () => {
    const { here, nam } = await monday();
    await nam.replies('chức danh');
    nam.receives(
      /^Đơn vị có 2 chức danh, 1 chưa có người giữ:\n• Đầu mối: chị Lan\n🟠 Công chức Tư pháp: chưa có người giữ\n/,
    );
    const hung = here.phone(HUNG.name);
    await hung.replies('chức danh');
    hung.receives(/^Đơn vị có 2 chức danh/);
    await hung.replies('chức danh Đầu mối; Hùng');
    hung.receives(/^Lệnh «chức danh» chỉ người quản trị dùng được ạ/);
    await here.phone(LAN.name).replies('chức danh');
    here.phone(LAN.name).receives(/chỉ lãnh đạo và người quản trị dùng được/);
  });

  test('gives a position from a day to a day, and tells who gets it', async () => {
    const { here, nam } = await monday();
    await saves(
      nam,
      'chức danh tư pháp; Minh; từ 18/3 đến 30/6',
      /^Anh Trần Minh giữ chức danh «Công chức Tư pháp» từ 18\/3\/2024 đến hết 30\/6\/2024\.\nViệc đang mở hoặc sắp đến hạn \(1\):\n• Sổ hộ tịch \(tháng 3\/2024\), hạn 20\/3\n/,
      /^Đã lưu: anh Trần Minh giữ «Công chức Tư pháp»/,
    );
    expect(await held(here, '2024-03-17')).toEqual(['Lan: Đầu mối']);
    expect(await held(here, '2024-03-18')).toEqual(['Lan: Đầu mối', 'Minh: Công chức Tư pháp']);
    expect(await held(here, '2024-07-01')).toEqual(['Lan: Đầu mối']);
    await here.advance('1m');
    here.phone(MINH.name).receives(/^Thưa anh Minh, anh được giao chức danh «Công chức Tư pháp» từ 18\/3\/2024/);
    await nam.replies('chức danh');
    nam.receives(/🟠 Công chức Tư pháp: chưa có người giữ; từ 18\/3 anh Minh/);
    await nam.replies('chức danh Công chức Tư pháp; Minh; từ 1/4');
    nam.receives(/đang giữ «Công chức Tư pháp» trong thời gian đó rồi/);
  });

  test('is asked for one thing at a time, and each can be changed before it is saved', async () => {
    const { here, nam } = await monday();
    await nam.replies('giao chức danh');
    nam.receives(/^Chức danh nào ạ/);
    await nam.replies('Đầu mối');
    nam.receives(/^Ai giữ chức danh «Đầu mối» ạ/);
    await nam.replies('Tuấn');
    nam.receives(/^Em không tìm thấy ai tên «Tuấn»/);
    await nam.replies('anh Minh');
    nam.receives(/^Anh Trần Minh giữ chức danh «Đầu mối» từ hôm nay\.\nCùng giữ: chị Lan;/);
    await nam.replies('sửa thời gian từ 30/2');
    nam.receives(/^«từ 30\/2» có ngày không có trong lịch/);
    await nam.replies('từ 1/4');
    nam.receives(/từ 1\/4\/2024\./);
    await nam.replies('sửa người giữ Nam');
    nam.receives(
      /^Anh Huỳnh Nam giữ chức danh «Đầu mối» từ 1\/4\/2024\.(.|\n)*em nhắc anh Nam việc của chức danh này\.\n/,
    );
    await nam.replies('đồng ý');
    nam.receives(/^Đã lưu/);
    expect(await held(here, '2024-04-01')).toEqual(['Lan: Đầu mối', 'Nam: Đầu mối']);
  });

  test('ends, and says who is left', async () => {
    const { here, nam } = await monday();
    await saves(
      nam,
      'chức danh thôi Đầu mối; Lan; từ 1/4',
      /^Chị Nguyễn Thị Lan thôi giữ «Đầu mối»; ngày giữ cuối cùng là 31\/3\/2024\.\nSau đó chưa có ai giữ/,
      /đến hết 31\/3\/2024\.$/,
    );
    await here.advance('1m');
    here.phone(LAN.name).receives(/^Thưa chị Lan, sau ngày 31\/3 chị thôi giữ chức danh «Đầu mối»\./);
    expect(await held(here, '2024-03-31')).toEqual(['Lan: Đầu mối']);
    expect(await held(here, '2024-04-01')).toEqual([]);
    // Nobody else holds it, so nobody else can be meant.
    await saves(nam, 'chức danh thôi Đầu mối', /ngày giữ cuối cùng là 10\/3\/2024/, /^Đã lưu/);
    await here.advance('1m');
    here.phone(LAN.name).receives(/^Thưa chị Lan, từ hôm nay chị thôi giữ chức danh «Đầu mối»\./);
    await nam.replies('chức danh thôi Đầu mối; Minh');
    nam.receives(/^Anh Trần Minh không giữ «Đầu mối»/);
  });

  test('is made new, with other names by which it is found', async () => {
    const { here, nam } = await monday();
    await saves(
      nam,
      'chức danh thêm Công chức Địa chính; Địa chính, Nông nghiệp',
      /^Chức danh mới: «Công chức Địa chính»\nCòn gọi là: «Địa chính», «Nông nghiệp»\n/,
      /^Đã thêm chức danh «Công chức Địa chính»/,
    );
    await saves(nam, 'chức danh tên khác địa chính; Môi trường', /«Môi trường» được hiểu là/, /^Đã lưu/);
    await saves(nam, 'chức danh moi truong; Minh', /^Anh Trần Minh giữ chức danh «Công chức Địa chính»/, /^Đã lưu/);
    await here.advance('1m');
    here.phone(MINH.name).receives(/được giao chức danh «Công chức Địa chính»/);
    await nam.replies('chức danh thêm ĐỊA CHÍNH');
    nam.receives(/^«ĐỊA CHÍNH» đã là tên của chức danh «Công chức Địa chính»/);
    await nam.replies('x'.repeat(5000));
    nam.receives(/^Tên chức danh dài quá 120 ký tự/);
  });

  test('is not made by a slip: an unknown one is offered near ones and asked about', async () => {
    const { here, nam } = await monday();
    await nam.replies('chức danh Công chức Tư phap hộ tịch; Minh');
    nam.receives(
      /^Em không có chức danh(.|\n)*\n1\. Công chức Tư pháp\n2\. Thêm chức danh mới «Công chức Tư phap hộ tịch»/,
    );
    await nam.replies('1');
    nam.receives(/^Anh Trần Minh giữ chức danh «Công chức Tư pháp» từ hôm nay/);
    await nam.replies('bỏ');
    nam.receives(/không lưu gì/);
    expect(await here.store.positions()).toHaveLength(2);
  });
});

describe('«bàn giao»', () => {
  test('moves every position and tells both', async () => {
    const { here, nam } = await monday();
    await saves(
      nam,
      'bàn giao chị Lan cho anh Minh từ 13/3',
      /^Chị Nguyễn Thị Lan bàn giao cho anh Trần Minh từ 13\/3\/2024:\nChức danh: Đầu mối\n(.|\n)*• Báo cáo quý \(quý I\/2024\), hạn 17\/3\nEm sẽ báo cho chị Lan và anh Minh\./,
      /^Đã lưu: chị Nguyễn Thị Lan bàn giao cho anh Trần Minh từ 13\/3\/2024\./,
    );
    await here.advance('1m');
    const [lan, minh] = [here.phone(LAN.name), here.phone(MINH.name)];
    lan.receives(/^Thưa chị Lan, từ 13\/3\/2024 anh Minh nhận bàn giao từ chị: Đầu mối/);
    minh.receives(/^Thưa anh Minh, từ 13\/3\/2024 anh nhận bàn giao từ chị Lan: Đầu mối/);
    expect(await held(here, '2024-03-12')).toEqual(['Lan: Đầu mối']);
    expect(await held(here, '2024-03-13')).toEqual(['Minh: Đầu mối']);
    await here.advance('2024-03-13T07:31:00+07:00');
    minh.receives(/Báo cáo quý/);
    await here.advance('2024-03-14T07:31:00+07:00');
    minh.receives(/Báo cáo quý/);
    nam.takeAll();
  });

  test('takes what was given to the person along, at once', async () => {
    const { here, nam } = await monday();
    const lan = here.officerId(LAN.name);
    const task = {
      ...({ ref: 'T9', kind: 'task', title: 'Sổ tay', deadlineText: '', completion: 'any', policy: null } as const),
      ...{
        recipient: null,
        result: '',
        notes: '',
        cooperating: [],
        lead: [{ kind: 'officer', officerId: lan }] as const,
      },
      rules: [{ kind: 'once', date: '2024-03-20', bound: 'by', shift: 'earlier' }] as never,
    };
    const from = here.office.zone.dayOf(here.clock.now());
    const change = { act: 'add', task, from, knownSince: here.clock.now() } as const;
    expect(
      await here.store.applyChanges({ changes: [{ kind: 'task', change }], at: here.clock.now(), officerId: null }),
    ).toBe('applied');
    await here.engine.plan(here.clock.now());
    await saves(nam, 'bàn giao Lan cho Minh', /Việc giao riêng: Sổ tay\n(.|\n)*• Sổ tay, hạn 20\/3/, /^Đã lưu/);
    await here.advance('1m');
    here.phone(LAN.name).receives(/Đầu mối, 1 việc giao riêng/);
    here.phone(MINH.name).receives(/Đầu mối, 1 việc giao riêng\. Có 2 việc/);
    const [own] = (await here.store.tasks()).filter((each) => each.ref === 'T9');
    expect(own?.lead).toEqual([MINH.name]);
  });

  test('asks for what is missing, and refuses what makes no sense', async () => {
    const { nam } = await monday();
    await nam.replies('bàn giao');
    nam.receives(/^Ai bàn giao ạ/);
    await nam.replies('Lan');
    nam.receives(/^Chị Lan bàn giao cho ai ạ/);
    await nam.replies('Lan');
    nam.receives(/^Người nhận phải khác người bàn giao/);
    await nam.replies('Minh');
    nam.receives(/^Chị Nguyễn Thị Lan bàn giao cho anh Trần Minh từ hôm nay/);
    await nam.replies('sửa từ hôm qua');
    nam.receives(/từ 10\/3\/2024/);
    await nam.replies('bỏ');
    nam.receives(/không lưu gì/);
    await nam.replies('bàn giao; Minh; Lan');
    nam.takeAll();
    await nam.replies('bỏ');
    nam.takeAll();
    await nam.replies('bàn giao Minh cho Lan');
    nam.receives(/^Anh Trần Minh không giữ chức danh nào/);
  });

  test('to somebody who holds it already leaves one holding', async () => {
    const { here, nam } = await monday();
    await saves(nam, 'chức danh Đầu mối; Minh; đến 31/3', /Cùng giữ: chị Lan/, /^Đã lưu/);
    await saves(nam, 'bàn giao Lan cho Minh', /^Chị Nguyễn Thị Lan bàn giao/, /^Đã lưu/);
    expect(await held(here, '2024-12-31')).toEqual(['Minh: Đầu mối']);
    const roster = await here.store.roster();
    expect(roster.holdings.filter((each) => each.officerId === here.officerId(MINH.name))).toHaveLength(1);
    await here.advance('1m');
    for (const name of [LAN.name, MINH.name]) here.phone(name).takeAll();
  });
});
