import { gzipSync } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openFrame, readFrame } from '../../src/channel/zalo/frame.ts';
import { readPayload } from '../../src/channel/zalo/update.ts';
import { until } from '../channel/journal.ts';
import { encodeFrame } from '../emulators/zalo/frames.ts';
import { SOAK } from './burst.ts';
import { hostileText, isPlain, maySayDone, mutated } from './hostile.ts';
import { deep, zaloEvents } from './hostile-zalo.ts';
import { officeOnZalo } from './zalo-office.ts';

const ME = '7100000000000031337';
const LAN = '4000000000000007919';
const NOW = Date.parse('2024-03-15T07:31:00+07:00');
const runs = (few: number) => ({ numRuns: SOAK ? few * 50 : few });

const events = zaloEvents({
  account: ME,
  people: [LAN, '0', ME],
  group: '2800000000000104729',
  messages: [6_400_000_000_001],
});
const payload = events.map(({ list, json }) => ({ [list]: [json] }));

test('whatever a frame holds, what is read of it has ids, an instant and texts as Zalo gives them', () => {
  fc.assert(
    fc.property(fc.oneof({ weight: 5, arbitrary: mutated(payload) }, payload, fc.jsonValue(), hostileText), (raw) => {
      for (const reading of readPayload(raw, ME, NOW)) {
        if (reading.kind !== 'inbound') continue;
        const { externalId, chatId, author = '1', at, content } = reading.inbound;
        expect(chatId).toMatch(/^g?\d{1,32}$/);
        expect(author).toMatch(/^\d{1,32}$/);
        expect(externalId).toMatch(
          /^(\d{1,32}|undo:\d{1,32}|reaction(:\d{1,32}){3}|friend:\d{1,32}:\d+|group:\d{1,32}:[a-z_]+:\d+)$/,
        );
        expect(Number.isSafeInteger(at) && at >= 0).toBe(true);
        if ('messageId' in content) expect(content.messageId).toMatch(/^\d{1,32}$/);
        if ('quotes' in content) expect(content.quotes).toMatch(/^\d{1,32}$/);
        for (const name of ['text', 'emoji', 'what', 'file']) {
          if (name in content) expect(typeof (content as unknown as Record<string, unknown>)[name]).toBe('string');
        }
      }
    }),
    runs(3_000),
  );
});

test('whatever bytes come, they are no frame, one that cannot be opened, or one that is read', () => {
  const head = fc.record({
    version: fc.nat({ max: 255 }),
    cmd: fc.constantFrom(1, 501, 521, 601, 612, 65_535),
    subCmd: fc.constantFrom(0, 1),
  });
  const envelope = fc.record({
    encrypt: fc.constantFrom(0, 1, 2, 3),
    data: fc.oneof(
      hostileText,
      fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes).toString('base64')),
      payload.map((data) => JSON.stringify({ data })),
      payload.map((data) => gzipSync(JSON.stringify({ data })).toString('base64')),
    ),
  });
  const sound = fc.record({
    encrypt: fc.constantFrom(0, 1),
    data: payload.map((data) => JSON.stringify({ data })),
  });
  const packed = sound.map(({ encrypt, data }) => ({
    encrypt,
    data: encrypt === 0 ? data : gzipSync(data).toString('base64'),
  }));
  const frame = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc
      .tuple(head, fc.oneof(mutated(packed), envelope, packed, fc.jsonValue()))
      .map(([at, json]) => encodeFrame(at, JSON.stringify(json) ?? '')),
  );
  let opened = 0;
  fc.assert(
    fc.property(frame, (bytes) => {
      const read = readFrame(bytes);
      if (read === null) return;
      let held: unknown;
      try {
        held = openFrame(read, 'AAAAAAAAAAAAAAAAAAAAAA==');
      } catch (error) {
        // What the connection skips and counts; anything that is no error would be one of ours.
        expect(error).toBeInstanceOf(Error);
        return;
      }
      opened += 1;
      readPayload(held, ME, NOW);
    }),
    runs(1_000),
  );
  expect(opened).toBeGreaterThan(100);
});

test('what is nested as deep as a frame allows costs nobody but its sender', () => {
  const sound = JSON.stringify({ msgId: '6400000000001', uidFrom: LAN, idTo: '0', ts: String(NOW), content: 'việc' });
  const levels = 100_000;
  const holding = (extra: string) =>
    encodeFrame(
      { cmd: 501, subCmd: 0 },
      JSON.stringify({ encrypt: 0, data: `{"data":{"msgs":[${sound}],"x":${deep(levels, extra)}}}` }),
    );
  const textsIn = (bytes: Buffer) =>
    readPayload(openFrame(readFrame(bytes)!, null), ME, NOW).flatMap((reading) =>
      reading.kind === 'inbound' && 'text' in reading.inbound.content ? [reading.inbound.content.text] : [],
    );
  expect(textsIn(holding('1'))).toEqual(['việc']);
  // With an id that no double holds, every value is looked at.
  expect(textsIn(holding('7100000000000031337'))).toEqual(['việc']);
});

describe('an office on Zalo', () => {
  test('whatever its frames hold, in whatever order and however often: nothing is closed, lost or done twice', {
    timeout: SOAK ? 3_600_000 : 120_000,
  }, async () => {
    const it = await officeOnZalo();
    const { zalo, store, nam, lan, mai } = it;
    const { line } = zalo.bot;
    const stranger = zalo.user('Người lạ');
    const group = zalo.group('UBND xã', [lan, mai]);
    const digest = await lan.chat.next(/Chị có 2 việc/);
    const cast = { account: zalo.bot.uid, group: group.id, messages: [digest.msgId] };
    const ids = { lan: lan.idAt(), others: [mai.idAt(), mai.idAt(), stranger.idAt(), '0', cast.account] };

    // A number may answer a question.
    const harmless = hostileText.filter((text) => !maySayDone(text) && !/\p{N}/u.test(text));
    const closing = fc.oneof(fc.constantFrom('xong', 'xong 1', 'xong cả 2', 'đã gửi #1', '1'), hostileText);
    const hers = zaloEvents({ ...cast, people: [ids.lan] }, harmless);
    const theirs = zaloEvents({ ...cast, people: ids.others }, closing);
    const hersInGroup = zaloEvents({ ...cast, people: [ids.lan] }, closing).filter(({ list }) => list === 'groupMsgs');
    const bent = fc
      .oneof(hers, theirs)
      .chain(({ list, json }) => mutated(fc.constant(json)).map((changed) => ({ list, json: changed as object })))
      // What came of it may be a clear «xong» of hers after all.
      .filter(({ json }) => !(maySayDone(JSON.stringify(json) ?? '') && JSON.stringify(json).includes(ids.lan)));
    const event = fc.record({
      kind: fc.constant('event' as const),
      event: fc.oneof({ weight: 3, arbitrary: hers }, { weight: 3, arbitrary: theirs }, hersInGroup, {
        weight: 4,
        arbitrary: bent,
      }),
      cmd: fc.constantFrom(501, 504, 510, 511, 521, 524, 551, 601, 610, 612),
    });
    const junk = fc.record({
      kind: fc.constant('junk' as const),
      bytes: fc.oneof(
        fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
        fc
          .tuple(fc.constantFrom(1, 2, 501, 510, 601, 612, 65_535), fc.oneof(fc.jsonValue(), hostileText))
          .map(([cmd, json]) => encodeFrame({ cmd, subCmd: 0 }, JSON.stringify(json))),
        // Her «xong 1», in a frame that nobody can open.
        fc
          .constantFrom('{"encrypt":2,"data":"xong 1"}', '{"encrypt":1,"data":"xong 1"}', '{"msgs":["xong 1"]}')
          .map((text) => encodeFrame({ cmd: 501, subCmd: 0 }, text)),
      ),
    });
    const act = fc.oneof(
      { weight: 24, arbitrary: event },
      { weight: 6, arbitrary: junk },
      { weight: 1, arbitrary: fc.constant({ kind: 'cut' as const }) },
    );
    type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

    let past = 6_400_000_000_000;
    async function bring(one: Act): Promise<void> {
      if (one.kind === 'junk') return line.sendRaw(one.bytes);
      if (one.kind === 'event') {
        const { event: given, cmd } = one;
        // What is lost on a connection that is cut is asked for again.
        if (given.list !== 'controls')
          zalo.bot.past.push({ ...given, list: given.list, id: ++past, at: it.clock.now() });
        return line.deliver({ cmd, subCmd: 0 }, given.list, given.json);
      }
      line.cut();
      await line.untilOpen();
    }
    /** Whatever came before is handled once this is answered. */
    async function answered(): Promise<void> {
      await line.untilOpen();
      const asked = nam.says('việc');
      await until(() => nam.chat.messages().some(({ quote }) => quote === asked), 20_000);
      await it.engine.idle();
    }
    const file = new Sqlite(it.path, { readonly: true });
    onTestFinished(() => void file.close());
    const count = (sql: string) => file.prepare(sql).pluck().get() as number;
    /** Nam's own messages aside; Zalo gives neither requests nor the like an id. */
    const journaled = () =>
      count(
        `select count(*) from inbound where chat_id <> '${nam.idAt()}'
          and json_extract(content, '$.kind') not in ('friend-request', 'membership')`,
      );
    const answers = () =>
      count(`select count(*) from deliveries where kind = 'answer' and chat_id in ('${ids.lan}', '${mai.idAt()}')`);
    const closedOfHers = async () =>
      (await store.occurrences({ states: ['done'] })).filter(({ task }) => !task.title.includes('Mai'));

    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 30, maxLength: 60 }), fc.nat(), async (storm, seed) => {
        for (const one of storm) await bring(one);
        await answered();
        const before = { journaled: journaled(), answers: answers() };
        const again = storm.filter((one) => one.kind === 'event' && one.event.list !== 'controls');
        for (const one of fc.sample(fc.shuffledSubarray(again, { minLength: again.length }), { numRuns: 1, seed })[0]!)
          await bring(one);
        await answered();
        expect({ journaled: journaled(), answers: answers() }).toEqual(before);
        expect(await closedOfHers()).toEqual([]);
        for (const { text, params, mentions } of zalo.sent()) {
          expect(isPlain(text)).toBe(true);
          expect(mentions).toEqual([]);
          // Zalo's only markup.
          expect(params).not.toHaveProperty('textProperties');
        }
        expect(await store.deliveries({ states: ['failed', 'unknown'], limit: 10 })).toEqual([]);
        expect(it.errors()).toEqual([]);
      }),
      // A storm that fails is not made smaller: the office has seen it.
      { ...runs(8), endOnFailure: true, ...(SOAK ? {} : { seed: 7 }) },
    );
    expect(journaled()).toBeGreaterThan(100);
    const logged = new Set(it.log.lines.filter(({ level }) => level === 'error').map(({ message }) => message));
    expect([...logged]).toEqual(['updates that cannot be read were skipped']);

    lan.says('xong 1');
    await lan.chat.next(/^Đã ghi #1/, { timeoutMs: 20_000 });
    expect(await closedOfHers()).toMatchObject([{ task: { title: 'Báo cáo quý' } }]);
  });

  test.each<[string, string, Record<string, unknown>]>([
    ['of a megabyte', 'việc '.repeat(200_000), {}],
    ['of a megabyte without a space', '1'.repeat(1_000_000), {}],
    ['of nothing but marks', 'a\u0301'.repeat(300_000), {}],
    ['that calls itself a poll', 'việc', { msgType: 'group.poll' }],
    [
      'whose trimmings are long',
      'việc',
      { cliMsgId: '9'.repeat(100_000), ttl: 1e308, propertyExt: 'x'.repeat(500_000) },
    ],
    ['that quotes what nobody wrote', 'việc', { quote: { ownerId: '1', globalMsgId: '9'.repeat(1_000), msg: {} } }],
  ])('a message %s is answered, once and at once', { timeout: 30_000 }, async (_, text, fields) => {
    const it = await officeOnZalo();
    const said = it.lan.says(text, { fields });
    await until(() => it.lan.chat.messages().some(({ quote }) => quote === said), 10_000);
    await it.engine.idle();
    const answer = it.lan.chat.messages().filter(({ quote }) => quote === said);
    expect(answer).toHaveLength(1);
    expect(isPlain(answer[0]!.text)).toBe(true);
    // What is quoted goes back to Zalo, which would not take all of that.
    expect(JSON.stringify(answer[0]!.params).length).toBeLessThan(20_000);
    expect(it.errors()).toEqual([]);
    expect(await it.store.deliveries({ states: ['failed', 'unknown', 'pending'], limit: 10 })).toEqual([]);
  });

  test('a message whose trimmings are nested deeper than can be written out is answered', async () => {
    const { zalo, lan } = await officeOnZalo();
    const group = zalo.group('UBND xã', [lan]);
    const msgId = 6_500_000_000_000;
    // In a group a quote carries them.
    const said = { msgType: 'webchat', content: 'nhóm', mentions: [{ uid: zalo.bot.uid, pos: 0, len: 0 }] };
    const message = { msgId, uidFrom: lan.idAt(), idTo: group.id, ts: Date.now(), ...said };
    const nested = `${JSON.stringify(message).slice(0, -1)},"propertyExt":${deep(100_000)}}`;
    const data = `{"data":{"groupMsgs":[${nested}]}}`;
    zalo.bot.line.send({ cmd: 521, subCmd: 0 }, JSON.stringify({ encrypt: 0, data }));
    await until(() => group.chat.messages().some(({ quote }) => quote === msgId));
  });
});
