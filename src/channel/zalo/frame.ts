import { createDecipheriv } from 'node:crypto';
import { unzipSync } from 'node:zlib';
import * as z from 'zod';

/** One binary message of the listener's socket: version, command and subcommand, then JSON. */
export interface Frame {
  readonly version: number;
  readonly command: number;
  readonly subCommand: number;
  /** Null for a frame without content. */
  readonly json: unknown;
}

const HEADER_BYTES = 4;
const IV_BYTES = 16;
const TAG_BYTES = 16;
/** Nobody writes the office a book; a frame that unpacks to more is an attack or an accident. */
const MOST_BYTES = 16 * 1024 * 1024;

const Envelope = z.object({ encrypt: z.int().min(0).max(3), data: z.string() });
const Unpacked = z.looseObject({ data: z.unknown() });
const Key = z.object({ key: z.string().min(1) });

/** Null where the bytes are no frame. */
export function readFrame(bytes: Uint8Array): Frame | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < HEADER_BYTES) return null;
  const head = { version: buffer.readUInt8(0), command: buffer.readUInt16LE(1), subCommand: buffer.readUInt8(3) };
  const text = buffer.toString('utf8', HEADER_BYTES);
  if (text === '') return { ...head, json: null };
  try {
    return { ...head, json: parse(text) };
  } catch {
    return null;
  }
}

/** The key that opens later frames; null for every other frame. */
export function keyOf({ version, command, subCommand, json }: Frame): string | null {
  if (version !== 1 || command !== 1 || subCommand !== 1) return null;
  const parsed = Key.safeParse(json);
  return parsed.success ? parsed.data.key : null;
}

/**
 * What is in the frame. Throws where it cannot be opened. As zca-js does it: `encrypt` 0 is plain JSON, 1 is compressed,
 * 2 encrypted (AES-GCM; 16 bytes of IV and 16 of additional data come first) and compressed, 3 encrypted alone.
 */
export function openFrame(frame: Frame, key: string | null): unknown {
  const { encrypt, data } = Envelope.parse(frame.json);
  if (encrypt === 0) return Unpacked.parse(parse(data)).data;
  const packed = Buffer.from(encrypt === 1 ? data : decodeURIComponent(data), 'base64');
  const plain = encrypt === 1 ? packed : decrypt(packed, key);
  const text = encrypt === 3 ? plain : unzipSync(plain, { maxOutputLength: MOST_BYTES });
  return Unpacked.parse(parse(text.toString('utf8'))).data;
}

function decrypt(packed: Buffer, key: string | null): Buffer {
  if (key === null) throw new Error('encrypted before there was a key');
  if (packed.length < IV_BYTES * 2 + TAG_BYTES) throw new Error('too short to be encrypted');
  const secret = Buffer.from(key, 'base64');
  const cipher = createDecipheriv(
    `aes-${secret.length * 8}-gcm` as 'aes-256-gcm',
    secret,
    packed.subarray(0, IV_BYTES),
    {
      authTagLength: TAG_BYTES,
    },
  );
  cipher.setAAD(packed.subarray(IV_BYTES, IV_BYTES * 2));
  cipher.setAuthTag(packed.subarray(-TAG_BYTES));
  return Buffer.concat([cipher.update(packed.subarray(IV_BYTES * 2, -TAG_BYTES)), cipher.final()]);
}

/** A number that a double may not hold, where a value stands; also within a text, where it only costs time. */
const LONG_NUMBER = /[:[,]\s*-?\d{16}/;

/** Where a text begins or ends, what is escaped in it, and whole numbers of 16 digits and more. */
const EXACT_PARTS = /\\.|"|(?<![\w.+-])-?\d{16,}(?![\d.eE])/gs;

/** Ids may be numbers longer than a double holds; those stay as they are written. */
function parse(text: string): unknown {
  // Looking for them takes several times as long.
  if (!LONG_NUMBER.test(text)) return JSON.parse(text);
  let withinText = false;
  // Before parsing: what JSON.parse calls for each value fails on deep nesting, which costs the whole frame.
  const exact = text.replace(EXACT_PARTS, (part) => {
    if (part === '"') withinText = !withinText;
    const isNumber = !withinText && part !== '"' && !part.startsWith('\\');
    return isNumber && !Number.isSafeInteger(Number(part)) ? `"${part}"` : part;
  });
  return JSON.parse(exact);
}
