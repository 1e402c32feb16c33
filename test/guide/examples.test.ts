import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChatCommand, Desk } from '../../src/app/conversation/command.ts';
import { chatCommands } from '../../src/app/conversation/commands.ts';
import { fold } from '../../src/domain/fold.ts';
import { openOffices, type World } from '../scenario/world.ts';
import { blocksOf } from './exchange.ts';
import { NAMES, OFFICE, PEOPLE } from './office.ts';

const { office, closeAll } = openOffices();
let world: World;
let lastEvent = 0;
/** The list does not depend on the office, but its makers want one. */
const commands = chatCommands({ store: {}, office: {} } as Desk);

/** What has to be so before a command's examples mean something, as somebody says it; «=» agrees for them. */
const BEFORE: Readonly<Record<string, readonly string[]>> = {
  'officer-edit': ['Nam: cán bộ sửa Lan; cấp trên: Nam', 'Nam: ='],
  'officer-phone': ['Nam: điện thoại Lan 0987654321', 'Nam: ='],
  roles: ['Nam: quyền Lan; lãnh đạo', 'Nam: ='],
  'position-end': ['Nam: chức danh Văn phòng UBND; Lan', 'Nam: ='],
  'group-drop': ['Nam: nhóm thêm Văn phòng UBND', 'Nam: =', 'Nhóm: /nhom'],
  'resume-task': ['Nam: tạm dừng III.1.6', 'Nam: ='],
  approve: ['Lan: gia hạn 2 thêm 2 ngày vì chờ số liệu', 'Lan: ='],
  refuse: ['Lan: gia hạn 3 thêm 2 ngày vì chờ số liệu', 'Lan: ='],
  'cancel-leave': ['Lan: vắng 20/12 đến 25/12', 'Lan: ='],
  'petition-redate': ['Nam: pakn Đường vào ấp 3 hư hỏng; hôm nay', 'Nam: ='],
  'dossier-redate': ['Nam: hồ sơ H01-0123; thứ Sáu', 'Nam: ='],
  'event-redate': ['Nam: sự kiện phê duyệt quy trình nội bộ; hôm nay', 'Nam: ='],
  'await-year': ['Nam: nghỉ lễ đã đủ năm sau; không có', 'Nam: ='],
};

const nameOf = (who: string) => PEOPLE.find((person) => person.name.endsWith(` ${who}`))!.name;

async function say(who: string, text: string): Promise<{ intent: string; answer: string; asking: unknown }> {
  const phone = world.phone(nameOf(who));
  phone.takeAll();
  await phone.replies(text === '=' ? 'đồng ý' : text);
  const events = await world.store.events({ after: lastEvent, limit: 100_000 });
  lastEvent = events.at(-1)?.id ?? lastEvent;
  const intent = String(events.findLast((event) => event.kind === 'inbound-handled')?.data.intent);
  const draft = await world.store.draft({ channel: 'telegram', account: 'bot', chatId: phone.chatId });
  const { asking = null } = (draft?.state ?? {}) as { asking?: unknown };
  return { intent, answer: phone.takeAll()[0]?.text ?? '', asking };
}

beforeAll(async () => {
  world = await office({ ...OFFICE, people: PEOPLE, channels: ['telegram', { name: 'zalo', personal: true }] });
  await world.advance('2026-12-04T09:00:00+07:00');
});
afterAll(async () => {
  world.group('Văn phòng UBND').receives(/^Em đã nối/);
  for (const { name } of PEOPLE) for (const channel of ['telegram', 'zalo']) world.phone(name, channel).takeAll();
  await closeAll();
});

let code = '';
async function prepare(line: string): Promise<void> {
  const [who = '', text = ''] = line.split(': ', 2);
  if (who === 'Nhóm') return world.group('Văn phòng UBND').says(nameOf('Nam'), `${text} ${code}`);
  const { answer } = await say(who, line.slice(who.length + 2));
  code = /\b[A-Z2-9]{4}-[A-Z2-9]{4}\b/.exec(answer)?.[0] ?? code;
}

const REFUSED = /refused|no-right|unclear|unknown|missed|^undefined$/;

/** Asks which channel, where somebody has two. */
const STILL_ASKED = new Set(['ngắt liên kết Lan']);

/** Empty where the example does what it says; otherwise what came back. */
async function tried(command: ChatCommand, example: string, who: string): Promise<string[]> {
  const { intent, answer, asking } = await say(who, example);
  await say(who, 'bỏ');
  const alone = command.heads.some((head) => fold(head) === fold(example));
  const whole = alone || asking === null || STILL_ASKED.has(example);
  return REFUSED.test(intent) || !whole ? [`${who}: ${example} → ${intent}: ${answer}`] : [];
}

describe('every example that «giúp» shows works as it stands', () => {
  test.each(commands.map((command) => [command.name, command] as const))('%s', async (name, command) => {
    for (const line of BEFORE[name] ?? []) await prepare(line);
    for (const example of command.help.examples) {
      // An officer's command may be about what only some of them have.
      const people = command.right === 'officer' ? ['Lan', 'Hoa', 'Nam', 'Hùng'] : ['Nam'];
      const failures: string[] = [];
      for (const who of people) {
        const failure = await tried(command, example, who);
        failures.push(...failure);
        if (failure.length === 0) break;
      }
      expect(failures.length < people.length ? [] : failures).toEqual([]);
    }
  });
});

/** The command that a line begins, as the bot finds it: the longest name first. */
function commandOf(line: string): string | undefined {
  const heads = commands.flatMap((command) => command.heads.map((head) => ({ command, head: fold(head) })));
  const found = heads
    .filter(({ head }) => `${line} `.startsWith(`${head} `))
    .sort((a, b) => b.head.length - a.head.length)
    .find(({ command, head }) => command.fits?.(line.slice(head.length).trim()) !== false);
  return found?.command.name;
}

test('every command is shown in a guide', () => {
  const guides = ['huong-dan-can-bo.md', 'huong-dan-quan-tri.md'].map((name) =>
    readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8'),
  );
  const typed = guides.flatMap((guide) => blocksOf(guide, NAMES)).flatMap((block) => block.entries);
  const shown = typed.map((entry) => (entry.kind === 'says' ? commandOf(fold(entry.text)) : undefined));
  const missing = commands.filter(({ name, heads }) => heads.length > 0 && !shown.includes(name));
  expect(missing.map((command) => command.name)).toEqual([]);
});
