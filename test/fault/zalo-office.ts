import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { zaloChannel } from '../../src/channel/zalo/channel.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { testLog, until } from '../channel/journal.ts';
import { logIn, NO_PACE, QUICK, tempHome } from '../channel/zalo-office.ts';
import { redirectZalo } from '../emulators/zalo/redirect.ts';
import { startZalo } from '../emulators/zalo/server.ts';
import { foundOffice, quarterly, runEngine } from './office-on-disk.ts';

/**
 * An office on Zalo, with the engine and the real channel in this process, at 07:30 of the day on which the reports are
 * due: two of chị Lan's, one of chị Mai's. Anh Nam is the administrator.
 */
export async function officeOnZalo() {
  const clock = systemClock({ startAt: Date.parse('2024-03-15T07:30:01+07:00') });
  const zalo = await startZalo({ now: () => clock.now() });
  const redirection = redirectZalo(zalo.base);
  onTestFinished(async () => {
    redirection.restore();
    await zalo.close();
  });
  const home = tempHome();
  const path = join(home, 'nhacviec.db');
  logIn(home, zalo.bot, clock.now());
  const friend = (name: string) => zalo.user(name, { friend: true });
  const [nam, lan, mai] = [friend('Huỳnh Nam'), friend('Nguyễn Thị Lan'), friend('Trần Thị Mai')];
  const chatOf = (person: typeof lan) => ({ channel: 'zalo', account: zalo.bot.uid, chatId: person.idAt() });
  await foundOffice(
    path,
    [
      quarterly('Báo cáo quý', 'Đầu mối'),
      quarterly('Danh sách quý', 'Đầu mối'),
      quarterly('Báo cáo của chị Mai', 'Văn phòng'),
    ],
    [
      { name: nam.name, position: null, chat: chatOf(nam) },
      { name: lan.name, position: 'Đầu mối', chat: chatOf(lan) },
      { name: mai.name, position: 'Văn phòng', chat: chatOf(mai) },
    ],
  );
  const log = testLog();
  const channel = zaloChannel({
    home,
    pace: NO_PACE,
    clock,
    log,
    // What the machine's speed decides is given time.
    timings: { ...QUICK, callMs: 5_000, connectMs: 3_000, silentMs: 10_000, staleMs: 30_000 },
    random: () => 0.5,
  });
  const running = await runEngine(path, [channel], clock);
  await until(() => channel.health().state === 'running');
  await running.tick();
  return { ...running, zalo, path, clock, channel, log, nam, lan, mai };
}
