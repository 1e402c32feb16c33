import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { applyPlan } from '../app/apply-plan.ts';
import { type Engine, makeEngine } from '../app/engine.ts';
import { nextStop, passTime, type SteppedClock } from '../app/pass-time.ts';
import { inviteOfficer, SINCE_EVER } from '../app/people.ts';
import type { Store } from '../app/store.ts';
import { type ConsoleChannel, consoleChannel } from '../channel/console/channel.ts';
import { civilDate } from '../domain/civil-day.ts';
import { fold } from '../domain/fold.ts';
import { nextOpening } from '../domain/office-hours.ts';
import { steppedClock } from '../runtime/clock.ts';
import { loadPlan, SHIPPED_PLAN } from '../runtime/data.ts';
import { inviteCodes } from '../runtime/invite-codes.ts';
import { stopRequested } from '../runtime/stop.ts';
import { parseDayTyped } from '../runtime/zone.ts';
import { openSqlite } from '../store/open.ts';
import { sayClock, sayDay } from '../text/dates.ts';
import {
  demoHelp,
  demoMovedTo,
  demoNothingAhead,
  demoNowSpeaking,
  demoUnknownDay,
  demoWelcome,
  speechHeader,
} from '../text/demo.ts';
import { called } from '../text/people.ts';
import { type Context, print } from './open-office.ts';
import { rehearseOn } from './rehearse.ts';

interface Cast {
  readonly name: string;
  readonly address: string;
  readonly positions: readonly string[];
  readonly admin?: true;
  readonly leader?: true;
}

/** Invented people who hold the plan's positions. The leader comes first: everybody else's supervisor. */
const CAST: readonly Cast[] = [
  { name: 'Đặng Văn Hùng', address: 'anh', positions: ['UBND xã'], leader: true },
  {
    name: 'Nguyễn Thị Lan',
    address: 'chị',
    positions: ['Công chức đầu mối kiểm soát TTHC', 'Công chức kiểm soát TTHC'],
  },
  { name: 'Trần Văn Minh', address: 'anh', positions: ['Công chức Tư pháp'] },
  { name: 'Lê Thị Hoa', address: 'chị', positions: ['Công chức Văn hóa – Xã hội'] },
  { name: 'Phạm Quốc Bảo', address: 'anh', positions: ['Văn phòng UBND', 'Cán bộ, công chức chuyên môn'] },
  { name: 'Võ Thị Mai', address: 'cô', positions: ['Bộ phận Tiếp nhận và Trả kết quả'] },
  { name: 'Huỳnh Văn Nam', address: 'anh', positions: [], admin: true },
];

/** The demonstration's past: long enough that something is late and something is near. */
const DAYS_OF_PAST = 6;

/** An office in a terminal: a throw-away database, the real plan, invented people, and a clock that can be moved. */
export async function runDemo(context: Context): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nhacviec-demo-'));
  const stop = stopRequested();
  // However the process ends but by SIGKILL, nothing is left behind.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const { office, log, clock: realClock } = context;
  const today = office.zone.dayOf(realClock.now());
  const clock = steppedClock(office.zone.instant(today - DAYS_OF_PAST, 0));
  const store = await openSqlite({ path: join(folder, 'demo.db'), log, durable: false });
  let curtainUp = false;
  const nameOf = new Map<string, string>();
  const channel = consoleChannel({
    clock,
    show: (chatId, message) => {
      if (!curtainUp) return;
      const now = clock.now();
      const at = `${sayClock(office.zone.minuteOf(now))} ${sayDay(office.zone.dayOf(now), today)}`;
      print(`\n${speechHeader(at, nameOf.get(chatId) ?? chatId)}\n${message.text}`);
    },
  });
  const engine = makeEngine({
    store,
    channels: [channel],
    office,
    clock,
    log,
    codes: inviteCodes,
    rehearse: rehearseOn(store, context),
  });
  const stage = { context, store, engine, clock, channel, nameOf };
  try {
    await engine.start();
    await hire(stage, clock.now());
    const file = loadPlan(SHIPPED_PLAN);
    const { year } = civilDate(today);
    await applyPlan({ store, office, plan: engine.plan }, { file, year, from: today - DAYS_OF_PAST, now: clock.now() });
    await advanceTo(stage, realClock.now());
    curtainUp = true;
    print(demoWelcome(office.name, [...nameOf.values()]));
    await advanceToNextMessage(stage);
    print(`\n${demoHelp()}`);
    await converse(stage, stop);
  } finally {
    await engine.stop();
    await store.close();
  }
}

interface Stage {
  readonly context: Context;
  readonly store: Store;
  readonly engine: Engine;
  readonly clock: SteppedClock;
  readonly channel: ConsoleChannel;
  /** «2 chị Lan» by chat id. */
  readonly nameOf: Map<string, string>;
}

async function hire({ store, channel, engine, nameOf }: Stage, now: number): Promise<void> {
  let leaderId: number | null = null;
  for (const [index, person] of CAST.entries()) {
    const added = await store.addOfficer({
      name: person.name,
      address: person.address,
      isAdmin: person.admin ?? false,
      isLeader: person.leader ?? false,
      supervisorId: leaderId,
      positions: person.positions,
      from: SINCE_EVER,
      at: now,
    });
    if (added.kind !== 'added') throw new Error(`${person.name} is in the demonstration twice`);
    leaderId ??= added.officerId;
    const { code } = await inviteOfficer({ store, codes: inviteCodes }, added.officerId, now);
    const chatId = String(index + 1);
    nameOf.set(chatId, `${chatId} ${called(person)}`);
    await channel.type(chatId, code);
    await engine.idle();
  }
}

const advanceTo = ({ engine, clock, context }: Stage, instant: number): Promise<void> =>
  passTime({ engine, clock, zone: context.office.zone }, instant);

/** To the next instant at which somebody is told something; false where nothing is ahead. */
async function advanceToNextMessage(stage: Stage): Promise<boolean> {
  const { engine, clock, context } = stage;
  const { zone } = context.office;
  const before = await sentSoFar(stage);
  // Days without a message are passed over; a year without any is the end of the plan.
  for (let days = 0; days < 366; ) {
    const now = clock.now();
    const stop = await nextStop({ engine, zone }, now);
    if (zone.dayOf(stop) > zone.dayOf(now)) days += 1;
    await advanceTo(stage, Math.max(stop, now + 1));
    if ((await sentSoFar(stage)) > before) return true;
  }
  return false;
}

async function sentSoFar({ store }: Stage): Promise<number> {
  const [newest] = await store.deliveries({ states: ['sent'], limit: 1 });
  return newest?.id ?? 0;
}

/** Reads lines until the process is asked to stop. Without a terminal the lines may end; the office stays open. */
async function converse(stage: Stage, stop: Promise<unknown>): Promise<void> {
  const lines = createInterface({ input: process.stdin, terminal: process.stdin.isTTY });
  // Nothing else keeps the process alive once standard input has ended.
  const keepAlive = setInterval(() => {}, 2 ** 30);
  const speaker = { chatId: '2' };
  const quit = new AbortController();
  let queue: Promise<void> = Promise.resolve();
  const prompt = (): void => {
    if (!process.stdin.isTTY || quit.signal.aborted) return;
    lines.setPrompt(`\n${stage.nameOf.get(speaker.chatId)} > `);
    lines.prompt();
  };
  lines.on('line', (line) => {
    queue = queue
      .then(() => act(stage, speaker, line, quit))
      .catch((error: unknown) => {
        stage.context.log.error({ error }, 'the line could not be handled');
      })
      .then(prompt);
  });
  // In a terminal readline turns Ctrl-C into an event of its own.
  lines.on('SIGINT', () => quit.abort());
  // At a terminal Ctrl-D says goodbye; a pipe may end and the office stays open.
  if (process.stdin.isTTY) lines.on('close', () => quit.abort());
  prompt();
  await Promise.race([stop, new Promise((resolve) => quit.signal.addEventListener('abort', resolve))]);
  lines.close();
  clearInterval(keepAlive);
  await queue;
  print('');
}

async function act(stage: Stage, speaker: { chatId: string }, line: string, quit: AbortController): Promise<void> {
  const text = line.trim();
  if (text === '') return;
  const who = /^@(\d+)\s*(.*)$/.exec(text);
  if (who) {
    if (!stage.nameOf.has(who[1]!)) return print([...stage.nameOf.values()].join(', '));
    speaker.chatId = who[1]!;
    if (who[2] === '') return print(demoNowSpeaking(stage.nameOf.get(speaker.chatId)!));
    return say(stage, speaker.chatId, who[2]!);
  }
  if (!text.startsWith(':')) return say(stage, speaker.chatId, text);
  const [command, ...rest] = fold(text.slice(1)).split(' ');
  switch (command) {
    case 'tiep':
    case 't':
      if (!(await advanceToNextMessage(stage))) print(demoNothingAhead());
      return;
    case 'ngay':
    case 'n':
      return moveByDay(stage);
    case 'den':
    case 'd':
      return moveToDay(stage, rest.join(' '));
    case 'thoat':
    case 'q':
      return quit.abort();
    default:
      return print(demoHelp());
  }
}

async function say({ channel, engine }: Stage, chatId: string, text: string): Promise<void> {
  await channel.type(chatId, text);
  await engine.idle();
}

/** To the same hour of the next day, with whatever is due in between. */
async function moveByDay(stage: Stage): Promise<void> {
  const { zone } = stage.context.office;
  const now = stage.clock.now();
  await moveTo(stage, zone.instant(zone.dayOf(now) + 1, zone.minuteOf(now)));
}

async function moveToDay(stage: Stage, text: string): Promise<void> {
  const { office } = stage.context;
  const today = office.zone.dayOf(stage.clock.now());
  const day = parseDayTyped(text, today, (each) => civilDate(each).year);
  // The morning of that day, so that its digests are among what is shown.
  const morning = day === null ? 0 : nextOpening(office, office.zone.instant(day, 0));
  if (day === null || morning <= stage.clock.now()) return print(demoUnknownDay(text, today));
  await moveTo(stage, morning);
}

async function moveTo(stage: Stage, instant: number): Promise<void> {
  await advanceTo(stage, instant);
  const { zone } = stage.context.office;
  const now = stage.clock.now();
  print(`\n${demoMovedTo(`${sayClock(zone.minuteOf(now))} ${sayDay(zone.dayOf(now), zone.dayOf(now))}`)}`);
}
