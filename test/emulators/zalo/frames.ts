import { deflateSync, gzipSync } from 'node:zlib';
import { sealGcm } from './cipher.ts';

/** Frames of the listener's socket, as `zca-js/dist/apis/listen.js` reads and writes them. */
export interface FrameHead {
  readonly version?: number;
  readonly cmd: number;
  readonly subCmd: number;
}

/** How events are packed: `decodeEventData` in `zca-js/dist/utils.js` reads all of these. */
export interface Packing {
  /** 0 plain JSON, 1 compressed, 2 compressed and encrypted, 3 encrypted. */
  readonly encrypt: 0 | 1 | 2 | 3;
  readonly compression: 'gzip' | 'zlib';
}

/** What the commands of the listener's frames mean. */
export const commands = {
  key: { cmd: 1, subCmd: 1 },
  ping: { cmd: 2, subCmd: 1 },
  message: { cmd: 501, subCmd: 0 },
  seen: { cmd: 502, subCmd: 0 },
  groupMessage: { cmd: 521, subCmd: 0 },
  oldMessages: { cmd: 510, subCmd: 1 },
  oldGroupMessages: { cmd: 511, subCmd: 1 },
  control: { cmd: 601, subCmd: 0 },
  typing: { cmd: 602, subCmd: 0 },
  oldReactions: { cmd: 610, subCmd: 1 },
  oldGroupReactions: { cmd: 611, subCmd: 1 },
  reaction: { cmd: 612, subCmd: 0 },
  duplicate: { cmd: 3000, subCmd: 0 },
} as const satisfies Record<string, FrameHead>;

/** Version (1 byte), command (2 bytes, little endian), sub-command (1 byte), then the payload. */
export function encodeFrame({ version = 1, cmd, subCmd }: FrameHead, payload: string | Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt8(version, 0);
  head.writeUInt16LE(cmd, 1);
  head.writeUInt8(subCmd, 3);
  return Buffer.concat([head, Buffer.from(payload)]);
}

/** A frame of the client; null where it is none. */
export function decodeFrame(frame: Buffer): { cmd: number; subCmd: number; data: Record<string, unknown> } | null {
  if (frame.length <= 4) return null;
  return { cmd: frame.readUInt16LE(1), subCmd: frame.readUInt8(3), data: JSON.parse(frame.subarray(4).toString()) };
}

/** The payload of an event frame: `{ encrypt, data }`, where `data` holds `{ error_code, error_message, data: body }`. */
export function packEvent(body: unknown, cipherKey: string, { encrypt, compression }: Packing): string {
  const json = JSON.stringify({ error_code: 0, error_message: '', data: body });
  if (encrypt === 0) return JSON.stringify({ encrypt, data: json });
  const compress = compression === 'gzip' ? gzipSync : deflateSync;
  const plain = encrypt === 3 ? Buffer.from(json) : compress(json);
  const packed = (encrypt === 1 ? plain : sealGcm(cipherKey, plain)).toString('base64');
  // Types 2 and 3 go through decodeURIComponent.
  return JSON.stringify({ encrypt, data: encrypt === 1 ? packed : encodeURIComponent(packed) });
}
