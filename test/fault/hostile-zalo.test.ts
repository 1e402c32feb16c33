import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openFrame, readFrame } from '../../src/channel/zalo/frame.ts';
import { readPayload } from '../../src/channel/zalo/update.ts';
import { encodeFrame } from '../emulators/zalo/frames.ts';
import { SOAK } from './burst.ts';
import { hostileText, mutated } from './hostile.ts';
import { deep, zaloEvents } from './hostile-zalo.ts';

const ME = '7100000000000031337';
const LAN = '4000000000000007919';
const NOW = Date.parse('2024-03-15T07:31:00+07:00');
const runs = (few: number) => ({ numRuns: SOAK ? few * 50 : few });

const events = zaloEvents({ account: ME, people: [LAN, '0', ME], messages: [6_400_000_000_001] });
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
