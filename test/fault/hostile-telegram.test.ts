import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { until } from '../channel/journal.ts';
import { SOAK } from './burst.ts';
import { hostileText, isPlain, maySayDone, mutated } from './hostile.ts';
import { type TelegramUpdate, telegramUpdates } from './hostile-telegram.ts';
import { runningOffice } from './telegram-office.ts';

const runs = (few: number) => ({ numRuns: SOAK ? few * 50 : few });

test('whatever Telegram sends, in whatever order and however often: nothing is closed, lost or done twice', {
  timeout: SOAK ? 3_600_000 : 120_000,
}, async () => {
  const it = await runningOffice('2024-03-15T07:29:00+07:00', { others: 1, speed: 30 });
  const { telegram, store, nam, lan } = it;
  const mai = it.others[0]!;
  await it.at('2024-03-15T07:30:01+07:00');
  const digest = await lan.chat.next(/Chị có 2 việc/);
  const group = telegram.group('Nhóm');
  const cast = { group: group.id, messages: [digest.messageId] };
  const hers = { id: lan.id, name: 'Lan' };
  const theirs = [
    { id: mai.id, name: 'Mai' },
    { id: 6_000_000_000, name: 'Người lạ' },
  ];
  // A number may answer a question.
  const harmless = hostileText.filter((text) => !maySayDone(text) && !/\p{N}/u.test(text));
  const closing = fc.oneof(fc.constantFrom('xong', 'xong 1', 'xong cả 2', 'đã gửi #1', '1', 'd:1'), hostileText);
  const sound = fc.oneof(
    telegramUpdates({ ...cast, people: [hers] }, harmless),
    telegramUpdates({ ...cast, people: theirs }, closing),
    telegramUpdates({ ...cast, people: [hers] }, closing).filter(
      ({ payload }) => 'chat' in payload && (payload.chat as { type: string }).type === 'group',
    ),
  );
  const bent = sound
    .chain(({ payload, ...update }) =>
      mutated(fc.constant(payload)).map((changed): TelegramUpdate => ({ ...update, payload: changed as object })),
    )
    // What came of it may be a clear «xong» of hers after all.
    .filter(({ payload }) => {
      const written = JSON.stringify(payload) ?? '';
      return !(written.includes(String(hers.id)) && (maySayDone(written) || /"text":"[^"]*\p{N}/u.test(written)));
    });
  const raw = fc.oneof(
    fc.jsonValue(),
    hostileText,
    fc.record({ update_id: fc.constantFrom<unknown>('x', null, -1, 0, 1.5, [7]), message: fc.jsonValue() }),
  );

  /** Whatever came before is handled once this is answered. */
  async function answered(): Promise<void> {
    const asked = nam.says('việc');
    // Messages of other chats have made-up numbers, this one's among them.
    const isAnswer = (params: unknown) => {
      const { chat_id, reply_parameters } = params as {
        chat_id?: unknown;
        reply_parameters?: { message_id?: number };
      };
      return String(chat_id) === String(nam.id) && reply_parameters?.message_id === asked;
    };
    await until(
      () => telegram.calls.some(({ method, params }) => method === 'sendMessage' && isAnswer(params)),
      20_000,
    );
    await it.engine.idle();
  }
  const file = new Sqlite(it.path, { readonly: true });
  onTestFinished(() => void file.close());
  const count = (sql: string) => file.prepare(sql).pluck().get() as number;
  const journaled = () => count(`select count(*) from inbound where chat_id <> '${nam.id}'`);
  const answers = () =>
    count(`select count(*) from deliveries where kind = 'answer' and chat_id in ('${lan.id}', '${mai.id}')`);
  const closedOfHers = async () =>
    (await store.occurrences({ states: ['done'] })).filter(({ task }) => task.title !== 'Báo cáo 0');

  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 3, arbitrary: sound }, { weight: 3, arbitrary: bent }), {
        minLength: 30,
        maxLength: 60,
      }),
      fc.array(raw, { maxLength: 8 }),
      fc.nat(),
      async (storm, rubbish, seed) => {
        const given = storm.flatMap(({ kind, payload }) => {
          const id = telegram.updates.push(kind, payload);
          return id === null ? [] : [{ update_id: id, [kind]: payload }];
        });
        for (const one of rubbish) telegram.updates.pushRaw(one);
        await answered();
        const before = { journaled: journaled(), answers: answers() };
        const again = fc.shuffledSubarray(given, { minLength: given.length });
        for (const one of fc.sample(again, { numRuns: 1, seed })[0]!) telegram.updates.pushRaw(one);
        await answered();
        expect({ journaled: journaled(), answers: answers() }).toEqual(before);
        expect(await closedOfHers()).toEqual([]);
        for (const { params } of telegram.calls.filter(({ method }) => method === 'sendMessage')) {
          const { text } = params as { text: string };
          expect(isPlain(text)).toBe(true);
          // Plain text: nothing that somebody typed can become a link or a tag.
          expect(params).not.toHaveProperty('parse_mode');
          expect(params).not.toHaveProperty('entities');
        }
        const lost = await store.deliveries({ states: ['failed', 'unknown'], limit: 1_000 });
        // Chats that were made up answer nothing.
        expect(lost.filter(({ officerId }) => officerId !== null)).toEqual([]);
        // What cannot be read is logged, and nothing else went wrong.
        expect(it.errors()).toEqual([]);
      },
    ),
    // A storm that fails is not made smaller: the office has seen it.
    { ...runs(12), endOnFailure: true, ...(SOAK ? {} : { seed: 7 }) },
  );
  expect(journaled()).toBeGreaterThan(150);

  lan.says('xong 1');
  await lan.chat.next(/^Đã ghi #1/, { timeoutMs: 20_000 });
  expect(await closedOfHers()).toMatchObject([{ task: { title: 'Báo cáo quý' } }]);
});
