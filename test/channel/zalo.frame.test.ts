import { createCipheriv, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { keyOf, openFrame, readFrame } from '../../src/channel/zalo/frame.ts';

const frameOf = (command: number, json: unknown, version = 1, subCommand = 0) => {
  const head = Buffer.from([version, command & 255, command >> 8, subCommand]);
  return readFrame(Buffer.concat([head, Buffer.from(typeof json === 'string' ? json : JSON.stringify(json))]));
};
const plain = (text: string) => openFrame(frameOf(501, { encrypt: 0, data: text })!, null);

test('ids that no double holds stay as they are written, at any depth, and small numbers stay numbers', () => {
  const text =
    '{"data":{"a":7100000000000031337,"b":[-7100000000000031337,5],"c":1.5,"d":"7100000000000031337","e":1e30}}';
  expect(plain(text)).toEqual({
    a: '7100000000000031337',
    b: ['-7100000000000031337', 5],
    c: 1.5,
    d: '7100000000000031337',
    e: 1e30,
  });
  expect(plain('{"data":{"a":9007199254740991}}')).toEqual({ a: 9_007_199_254_740_991 });
});

test.each([16, 32])('frames encrypted with a key of %i bytes open with it, and with no other', (bytes) => {
  const [key, other] = [randomBytes(bytes), randomBytes(bytes)];
  const [iv, aad] = [randomBytes(16), randomBytes(16)];
  const cipher = createCipheriv(`aes-${bytes * 8}-gcm` as 'aes-256-gcm', key, iv).setAAD(aad);
  const sealed = Buffer.concat([cipher.update(gzipSync('{"data":{"x":1}}')), cipher.final()]);
  const data = encodeURIComponent(Buffer.concat([iv, aad, sealed, cipher.getAuthTag()]).toString('base64'));
  const frame = frameOf(501, { encrypt: 2, data })!;
  expect(openFrame(frame, key.toString('base64'))).toEqual({ x: 1 });
  expect(() => openFrame(frame, other.toString('base64'))).toThrow();
  expect(() => openFrame(frame, null)).toThrow();
});

test('a frame that unpacks to more than anybody writes is refused', () => {
  const data = gzipSync(Buffer.alloc(20 * 1024 * 1024, 'x')).toString('base64');
  expect(() => openFrame(frameOf(501, { encrypt: 1, data })!, null)).toThrow();
});

test('only the first command brings a key', () => {
  expect(keyOf(frameOf(1, { key: 'k' }, 1, 1)!)).toBe('k');
  expect(keyOf(frameOf(1, { key: '' }, 1, 1)!)).toBeNull();
  expect(keyOf(frameOf(501, { key: 'k' }, 1, 1)!)).toBeNull();
});

test.each([Buffer.alloc(0), Buffer.from([1, 2, 3]), Buffer.from([1, 0xf5, 1, 0, 0x7b])])('%j is no frame', (bytes) => {
  expect(readFrame(bytes)).toBeNull();
});
