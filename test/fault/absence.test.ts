import { afterEach, describe, expect, test } from 'vitest';
import { LAN, openOffices, QUARTERLY, type World } from '../scenario/world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const NAM = { name: 'Huỳnh Nam', address: 'anh', admin: true };
const MONTHLY = { title: 'Báo cáo tháng', lead: ['Đầu mối'], rules: [{ kind: 'monthly', day: 13 }] };

/** The monthly report is due on Wednesday 13 March 2024, the quarterly one on Friday 15 March. */
async function until(at: string): Promise<World> {
  const here = await office({
    at: '2024-03-11T06:00:00+07:00',
    people: [NAM, LAN],
    plan: [QUARTERLY, MONTHLY],
  });
  await here.advance(at);
  here.phone(LAN.name).takeAll();
  return here;
}

describe('the bot was off for longer than what people write is kept', () => {
  test('administrators hear once what fell due meanwhile, and who may have reported it', async () => {
    const here = await until('2024-03-12T18:00:00+07:00');
    here.sleepThrough('2024-03-15T06:30:00+07:00');
    await here.restart();
    await here.advance('2024-03-15T08:00:00+07:00');
    const nam = here.phone(NAM.name);
    expect(nam.receives(/Ai đã báo xong/).text).toBe(
      [
        'Thưa anh Nam, em đã nghỉ từ 18:00 thứ Ba 12/3 đến 06:30 thứ Sáu 15/3 theo đồng hồ máy, quá 24 giờ, nên tin mọi người nhắn cho em lúc đó có thể đã mất.',
        'Ai đã báo xong lúc em nghỉ? 1 việc tới hạn trong lúc đó em vẫn để mở:',
        '#1 Báo cáo tháng (tháng 3/2024), hạn 13/3, chị Lan',
        'Việc nào xong rồi thì anh nhắn «xong 1», hoặc bảo người làm nhắn lại «xong» cho em.',
        'Nếu ngày giờ đó không đúng, nhờ anh bảo người trông máy chỉnh lại đồng hồ.',
      ].join('\n'),
    );
    here.phone(LAN.name).receives(/🔴 Quá hạn\n#\d Báo cáo tháng[\s\S]*🟠 Nên gửi hôm nay\n#\d Báo cáo quý/);
    await here.restart();
    await here.advance('1h');
    here.nobodyElseHears();
    await nam.replies('xong 1');
    nam.receives(/^Đã ghi #1 Báo cáo tháng/);
  });

  test('whoever did it in time says so late, and it counts', async () => {
    const here = await until('2024-03-12T18:00:00+07:00');
    here.sleepThrough('2024-03-15T06:30:00+07:00');
    await here.advance('2024-03-15T08:00:00+07:00');
    here.phone(NAM.name).receives(/Ai đã báo xong/);
    const lan = here.phone(LAN.name);
    const digest = lan.receives(/Quá hạn/);
    const code = /#(\d) Báo cáo tháng/.exec(digest.text)?.[1];
    await lan.replies(`xong ${code}`);
    lan.receives(new RegExp(`^Đã ghi #${code} Báo cáo tháng`));
    await here.advance('3h');
    here.nobodyElseHears();
  });

  test('a night without power loses nothing, so nobody is asked', async () => {
    const here = await until('2024-03-13T08:00:00+07:00');
    here.sleepThrough('2024-03-14T07:00:00+07:00');
    await here.restart();
    await here.advance('2024-03-14T10:00:00+07:00');
    here.phone(LAN.name).receives(/Quá hạn/);
    here.nobodyElseHears();
  });

  test('nothing fell due meanwhile: administrators are left in peace', async () => {
    const here = await office({ at: '2024-04-01T06:00:00+07:00', people: [NAM, LAN], plan: [QUARTERLY] });
    await here.advance('1h');
    here.phone(NAM.name).takeAll();
    here.sleepThrough('2024-04-05T10:00:00+07:00');
    await here.advance('5h');
    here.nobodyElseHears();
  });
});

test.each(['1d', '3d', '10d'])('off for %s, only the newest step of each deadline is told, once', async (away) => {
  const here = await until('2024-03-11T12:00:00+07:00');
  here.sleepThrough(away);
  await here.restart();
  await here.advance('1h');
  here.phone(NAM.name).takeAll();
  const texts = here.phone(LAN.name).takeAll();
  expect(texts).toHaveLength(1);
  for (const title of ['Báo cáo tháng', 'Báo cáo quý']) {
    expect(texts.filter(({ text }) => text.includes(title)).length).toBeLessThanOrEqual(1);
  }
  const steps = await here.store.events({ limit: 10_000 });
  for (const step of steps.filter((event) => event.kind === 'reminder-skipped')) expect(step.data.reason).toBeTruthy();
});
