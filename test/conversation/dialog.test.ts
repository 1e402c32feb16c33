import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ChatCommand, say } from '../../src/app/conversation/command.ts';
import { type Dialog, makeDialog } from '../../src/app/conversation/dialog.ts';
import { form } from '../../src/app/conversation/form.ts';
import type { Answer } from '../../src/app/conversation/talk.ts';
import { readDirectory } from '../../src/app/directory.ts';
import { SINCE_EVER } from '../../src/app/people.ts';
import type { OfficerView } from '../../src/app/store.ts';
import { inviteCodes } from '../../src/runtime/invite-codes.ts';
import { type OpenStore, openSqlite } from '../../src/store/open.ts';
import { at, shippedOffice } from '../domain/shipped.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const MINUTE = 60_000;

/** A form with a free slot, one with choices and one that need not be asked for. */
const saved: string[] = [];
/** Something that previews depend on. */
let office = '';
const post: ChatCommand = form<{ title: string; colour: string; size: number }>({
  name: 'post',
  heads: ['đăng', 'đăng tin'],
  right: 'admin',
  help: { does: 'đăng một tin', usage: 'đăng <tin>; <màu>', examples: ['đăng Tin; đỏ'] },
  slots: {
    title: {
      labels: ['tin'],
      free: true,
      ask: () => ({ kind: 'question', text: 'Tin gì ạ?' }),
      read: (_call, typed) => ({ kind: 'value', value: typed }),
    },
    colour: {
      labels: ['màu'],
      ask: () => ({ kind: 'question', text: 'Màu nào ạ?', choices: COLOURS }),
      read: (_call, typed) =>
        ['đỏ', 'xanh'].includes(typed)
          ? { kind: 'value', value: typed }
          : { kind: 'again', text: `Không có màu «${typed}».`, choices: COLOURS },
    },
    size: {
      labels: ['cỡ'],
      ask: () => ({ kind: 'assume', value: 1 }),
      read: (_call, typed) => ({ kind: 'value', value: Number(typed) }),
    },
  },
  preview: async (_call, { title, colour, size }) =>
    title === 'cấm'
      ? { kind: 'refuse', text: 'Tin này không đăng được.', ask: 'title' }
      : { kind: 'ready', text: `Đăng «${title}», màu ${colour}, cỡ ${size}${office === '' ? '' : ` (${office})`}.` },
  save: async (_call, { title, colour }) => {
    saved.push(`${title}/${colour}`);
    return { effects: [], text: 'Đã đăng.' };
  },
});
const COLOURS = [
  { label: 'đỏ', value: 'đỏ' },
  { label: 'xanh', value: 'xanh' },
];
const look: ChatCommand = {
  name: 'look',
  heads: ['xem tin'],
  right: 'leader',
  help: { does: 'xem các tin', usage: 'xem tin', examples: ['xem tin'] },
  begin: async () => say('look', 'Có 0 tin.'),
};

let store: OpenStore;
let dialog: Dialog;
let now: number;
let sequence: number;
let officers: Record<'Nam' | 'Mai' | 'Lan', OfficerView>;

beforeEach(async () => {
  saved.length = 0;
  office = '';
  sequence = 0;
  now = at('2024-03-15 08:00');
  store = await openSqlite({ path: ':memory:', log: silent, durable: false });
  const add = async (name: string, isAdmin: boolean, isLeader: boolean) => {
    const person = { name, address: 'anh', isAdmin, isLeader, supervisorId: null, positions: [] };
    const added = await store.addOfficer({ ...person, from: SINCE_EVER, at: now });
    if (added.kind !== 'added') throw new Error(name);
    return added.officerId;
  };
  const ids = [await add('Nam', true, false), await add('Mai', true, false), await add('Lan', false, false)];
  const all = await store.officers(0);
  const [nam, mai, lan] = ids.map((id) => all.find((each) => each.id === id)!);
  officers = { Nam: nam!, Mai: mai!, Lan: lan! };
  restart();
});
afterEach(() => store.close());

function restart(): void {
  const desk = { store, office: shippedOffice('UBND xã'), codes: inviteCodes, rehearse: null };
  dialog = makeDialog(desk, [post, look]);
}

/** What the office's program does with a text or a button, without the replies to reminders. */
async function says(who: keyof typeof officers, typed: string, chatOwner = who): Promise<Answer | null> {
  const chat = { channel: 'phone', account: 'bot', chatId: chatOwner };
  const content = { kind: 'text' as const, text: typed, messageId: `m${++sequence}` };
  const entry = {
    ...chat,
    externalId: `u${sequence}`,
    chatKind: 'private' as const,
    at: now,
    receivedAt: now,
    content,
  };
  const { id } = await store.journal(entry);
  const directory = await readDirectory(store, 19_797);
  const talk = { officer: officers[who], directory, now, chat, inboundId: id };
  const pressed = typed.startsWith('q:');
  const said = pressed
    ? await dialog.button(talk, typed)
    : ((await dialog.goOn(talk, typed, undefined)) ??
      (await dialog.begin(talk, typed, undefined)) ??
      (await dialog.askAgain(talk)));
  if (said) {
    const { intent, effects } = said;
    const committed = await store.commitReply({
      inboundId: id,
      at: now,
      officerId: talk.officer.id,
      intent,
      effects,
      answers: [],
    });
    expect(committed).toBe('committed');
  }
  return said;
}

async function talkOf(who: keyof typeof officers, inboundId: number) {
  const chat = { channel: 'phone', account: 'bot', chatId: who };
  return { officer: officers[who], directory: await readDirectory(store, 19_797), now, chat, inboundId };
}

const textOf = (answer: Answer | null): string => answer?.text ?? '(nothing)';
const button = (answer: Answer | null, label: string): string =>
  answer?.buttons?.flat().find((each) => each.label === label)?.data ?? '(no button)';

describe('a conversation', () => {
  test('in one line shows what it would do, and saves only after «đồng ý»', async () => {
    expect(textOf(await says('Nam', 'đăng Họp giao ban; đỏ'))).toBe(
      'Đăng «Họp giao ban», màu đỏ, cỡ 1.\nNhắn «đồng ý» để lưu, «sửa tin …» để sửa, hoặc «bỏ».',
    );
    expect(saved).toEqual([]);
    expect(textOf(await says('Nam', 'Dạ đồng ý ạ'))).toBe('Đã đăng.');
    expect(saved).toEqual(['Họp giao ban/đỏ']);
    expect(await says('Nam', 'đồng ý')).toBeNull();
    expect(saved).toHaveLength(1);
  });

  test('asks for one thing after the other, with numbers and buttons', async () => {
    expect(textOf(await says('Nam', '/dang'))).toBe('Tin gì ạ?');
    const asked = await says('Nam', 'Họp');
    expect(textOf(asked)).toBe('Màu nào ạ?\n1. đỏ\n2. xanh\nNhắn số thứ tự, ví dụ «1».');
    expect(textOf(await says('Nam', '3'))).toMatch(/^Em chỉ có 2 lựa chọn này:\n1\. đỏ/);
    expect(textOf(await says('Nam', '2'))).toMatch(/màu xanh/);
    expect(textOf(await says('Nam', button(asked, 'đỏ')))).toMatch(/^Nút này thuộc câu hỏi cũ/);
    const again = await says('Nam', 'sửa màu');
    expect(textOf(await says('Nam', button(again, 'đỏ')))).toMatch(/màu đỏ/);
    expect(saved).toEqual([]);
  });

  test('keeps what was typed when one part is wrong', async () => {
    expect(textOf(await says('Nam', 'đăng Họp; tím; 7'))).toMatch(/^Không có màu «tím»/);
    expect(textOf(await says('Nam', 'xanh'))).toMatch(/«Họp», màu xanh, cỡ 7/);
  });

  test('takes corrections before saving, in several wordings', async () => {
    await says('Nam', 'đăng Họp; đỏ');
    expect(textOf(await says('Nam', 'sửa tin Họp chiều'))).toMatch(/«Họp chiều», màu đỏ/);
    expect(textOf(await says('Nam', 'màu: xanh'))).toMatch(/«Họp chiều», màu xanh/);
    expect(textOf(await says('Nam', 'sua co 3'))).toMatch(/cỡ 3/);
    expect(textOf(await says('Nam', 'sửa tin cấm'))).toBe('Tin này không đăng được.');
    expect(textOf(await says('Nam', 'Họp tối'))).toMatch(/«Họp tối», màu xanh, cỡ 3/);
  });

  test('says what can be corrected where something else was named, and keeps what it shows', async () => {
    await says('Nam', 'đăng Họp; đỏ');
    expect(textOf(await says('Nam', 'sửa lý do khác'))).toMatch(/ở đây sửa được «tin», «màu», «cỡ»\. Nhắn «sửa tin …»/);
    expect(textOf(await says('Nam', 'đồng ý'))).toBe('Đã đăng.');
  });

  test.each(['bỏ', 'thôi', 'Hủy'])('ends with «%s», saving nothing', async (word) => {
    await says('Nam', 'đăng Họp; đỏ');
    expect(textOf(await says('Nam', word))).toBe('Vâng, em bỏ và không lưu gì.');
    expect(await says('Nam', 'đồng ý')).toBeNull();
    await says('Nam', 'đăng');
    expect(textOf(await says('Nam', word))).toBe('Vâng, em bỏ và không lưu gì.');
    expect(saved).toEqual([]);
  });

  test('that was left for half an hour is shown again before it is saved', async () => {
    await says('Nam', 'đăng Họp; đỏ');
    now += 31 * MINUTE;
    expect(textOf(await says('Nam', 'đồng ý'))).toMatch(
      /^Phần đang làm dở lúc 08:00 vẫn còn đây, em chưa lưu gì\.\nĐăng «Họp»/,
    );
    expect(saved).toEqual([]);
    expect(textOf(await says('Nam', 'đồng ý'))).toBe('Đã đăng.');
    await says('Nam', 'đăng Họp; đỏ');
    now += 25 * 60 * MINUTE;
    expect(await says('Nam', 'đồng ý')).toBeNull();
  });

  test('survives a restart', async () => {
    await says('Nam', 'đăng Họp');
    restart();
    await says('Nam', '1');
    restart();
    expect(textOf(await says('Nam', 'đồng ý'))).toBe('Đã đăng.');
  });

  test('is not disturbed by a look at something else, and gives way to another one', async () => {
    await says('Nam', 'đăng Họp');
    expect(textOf(await says('Nam', 'xem tin'))).toBe('Có 0 tin.');
    expect(textOf(await says('Nam', 'lạ quá'))).toMatch(/^Không có màu/);
    expect(textOf(await says('Nam', 'đăng tin Khác; xanh'))).toMatch(
      /^\(Phần «đăng» đang dở em bỏ, chưa lưu gì\.\)\nĐăng «Khác»/,
    );
  });

  test('asks for its question again where the words are no answer to it', async () => {
    await says('Nam', 'đăng Họp; đỏ');
    expect(textOf(await says('Nam', 'lạ quá'))).toMatch(/^Em chưa hiểu ý đó\. Đăng «Họp»/);
  });

  test.each(['ok', 'ừ', 'vâng ạ', 'được', 'Đúng rồi', 'đồng ý nhưng sửa màu xanh', 'nhất trí', 'đồng ý?'])(
    'is not agreed to by «%s»: the question comes again',
    async (word) => {
      await says('Nam', 'đăng Họp; đỏ');
      expect(textOf(await says('Nam', word))).toMatch(/^Em chưa hiểu ý đó\. Đăng «Họp»/);
      expect(saved).toEqual([]);
    },
  );

  test.each(['đồng ý nhé', 'Vâng, đồng ý', 'dong y luon a', 'ừ đồng ý', 'Ok, đồng ý ạ', 'được, lưu lại'])(
    'is agreed to by «%s»',
    async (word) => {
      await says('Nam', 'đăng Họp; đỏ');
      expect(textOf(await says('Nam', word))).toBe('Đã đăng.');
    },
  );

  test.each(['đồng ý không?', 'chưa đồng ý', 'không đồng ý', 'đừng đồng ý', 'ok ý'])(
    'is not agreed to by «%s»',
    async (word) => {
      await says('Nam', 'đăng Họp; đỏ');
      await says('Nam', word);
      expect(saved).toEqual([]);
    },
  );

  test('takes «đồng ý» for no title and no choice', async () => {
    await says('Nam', 'đăng');
    expect(textOf(await says('Nam', 'đồng ý'))).toBe('Tin gì ạ?');
    await says('Nam', 'Họp');
    expect(textOf(await says('Nam', 'đồng ý'))).toMatch(/^Màu nào ạ\?\n1\. đỏ/);
  });

  test('shows once more what has changed since it was shown', async () => {
    await says('Nam', 'đăng Họp; đỏ');
    office = 'khác';
    expect(textOf(await says('Nam', 'đồng ý'))).toMatch(
      /^Vừa có thay đổi nên em chưa lưu.*\nĐăng «Họp», màu đỏ, cỡ 1 \(khác\)\./,
    );
    expect(saved).toEqual([]);
    expect(textOf(await says('Nam', 'đồng ý'))).toBe('Đã đăng.');
  });

  test('takes a correction while it still asks', async () => {
    await says('Nam', 'đăng Họp');
    expect(textOf(await says('Nam', 'sửa tin Họp chiều'))).toMatch(/^Màu nào/);
    expect(textOf(await says('Nam', '1'))).toMatch(/«Họp chiều»/);
  });

  test('begins anew at its own name, and leaves an empty first part to be asked for', async () => {
    await says('Nam', 'đăng Họp');
    expect(textOf(await says('Nam', 'đăng'))).toMatch(/Tin gì ạ\?$/);
    expect(textOf(await says('Nam', 'đăng; đỏ'))).toMatch(/Tin gì ạ\?$/);
    expect(textOf(await says('Nam', 'Họp'))).toMatch(/«Họp», màu đỏ/);
  });

  test('that waited for a choice is answered later as well', async () => {
    await says('Nam', 'đăng Họp');
    now += 45 * MINUTE;
    expect(textOf(await says('Nam', 'xanh'))).toMatch(/«Họp», màu xanh/);
    expect(saved).toEqual([]);
  });

  test('is not answered by a message that is older than its question', async () => {
    await says('Nam', 'đăng Họp; đỏ');
    const late = await talkOf('Nam', 0);
    expect(await dialog.goOn(late, 'đồng ý', undefined)).toBeNull();
  });

  test('takes a title that looks like a command', async () => {
    await says('Nam', 'đăng');
    expect(textOf(await says('Nam', 'xem tin mới'))).toMatch(/^Màu nào/);
    expect(textOf(await says('Nam', '1'))).toMatch(/«xem tin mới»/);
  });

  test('belongs to one chat and one officer', async () => {
    await says('Nam', 'đăng Họp của Nam');
    await says('Mai', 'đăng Họp của Mai');
    expect(textOf(await says('Nam', '1'))).toMatch(/Họp của Nam/);
    expect(textOf(await says('Mai', '2'))).toMatch(/Họp của Mai/);
    // The chat goes to somebody else.
    expect(await says('Mai', 'đồng ý', 'Nam')).toBeNull();
    expect(saved).toEqual([]);
  });
});

describe('rights', () => {
  test('are asked for politely, and the attempt is in the log', async () => {
    expect(textOf(await says('Lan', 'đăng Họp; đỏ'))).toMatch(/^Lệnh «đăng» chỉ người quản trị dùng được ạ/);
    expect(textOf(await says('Lan', 'xem tin'))).toMatch(/^Lệnh «xem tin» chỉ lãnh đạo và người quản trị/);
    const log = await store.events({ limit: 100 });
    expect(log.filter((line) => line.kind === 'no-right')).toMatchObject([
      { officerId: officers.Lan.id, data: { command: 'post' } },
      { officerId: officers.Lan.id, data: { command: 'look' } },
    ]);
  });

  test('that were lost in the middle end the conversation', async () => {
    await says('Nam', 'đăng Họp; đỏ');
    officers = { ...officers, Nam: { ...officers.Nam, isAdmin: false } };
    expect(await says('Nam', 'đồng ý')).toBeNull();
    expect(saved).toEqual([]);
  });
});

test('help shows the commands that a person may use, and an example of each', async () => {
  const talk = { officer: officers.Lan, directory: await readDirectory(store, 19_797), now, inboundId: 0 };
  const chat = { channel: 'phone', account: 'bot', chatId: 'Lan' };
  const help = (officer: OfficerView, about: string | null) => textOf(dialog.help({ ...talk, officer, chat }, about));
  expect(help(officers.Lan, null)).not.toMatch(/đăng/);
  expect(help(officers.Nam, null)).toMatch(/Người quản trị: đăng\./);
  expect(help(officers.Nam, 'đăng')).toBe('đăng <tin>; <màu>\nđăng một tin\nVí dụ: đăng Tin; đỏ');
  expect(help(officers.Nam, 'bay')).toMatch(/^Em không có lệnh «bay»/);
});
