import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

const MODULES = 25;
const SCALE = 8;
const MARGIN = 4;

/** Whether a module is dark: the three corner squares, and a pattern that differs from code to code. Nobody can scan it. */
function isDark(code: string): (x: number, y: number) => boolean {
  const noise = createHash('sha512').update(code).digest();
  const inSquare = (x: number, y: number) => {
    const far = Math.max(Math.abs(x - 3), Math.abs(y - 3));
    return far === 3 || far <= 1;
  };
  return (x, y) => {
    if (x < 8 && y < 8) return x < 7 && y < 7 && inSquare(x, y);
    if (x >= MODULES - 8 && y < 8) return x > MODULES - 8 && y < 7 && inSquare(MODULES - 1 - x, y);
    if (x < 8 && y >= MODULES - 8) return x < 7 && y > MODULES - 8 && inSquare(x, MODULES - 1 - y);
    return (noise[(y * MODULES + x) % noise.length]! & (1 << (y % 8))) !== 0;
  };
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
}

/** A PNG (8 bit grey, 264 pixels square) that looks like a code to scan. */
export function qrImage(code: string): Buffer {
  const dark = isDark(code);
  const side = (MODULES + 2 * MARGIN) * SCALE;
  const rows = Buffer.alloc(side * (side + 1), 0xff);
  for (let y = 0; y < side; y += 1) {
    rows[y * (side + 1)] = 0;
    for (let x = 0; x < side; x += 1) {
      const [column, row] = [Math.floor(x / SCALE) - MARGIN, Math.floor(y / SCALE) - MARGIN];
      const inside = column >= 0 && row >= 0 && column < MODULES && row < MODULES;
      if (inside && dark(column, row)) rows[y * (side + 1) + 1 + x] = 0;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head[8] = 8;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
