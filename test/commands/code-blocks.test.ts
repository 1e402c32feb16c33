import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { codeBlocks } from '../../src/commands/code-blocks.ts';
import { qrImage } from '../emulators/zalo/qr-image.ts';

/** Dark modules of a picture drawn with this many pixels for each, and as many light modules around as given. */
function picture(size: number, scale: number, margin: number, isDark: (x: number, y: number) => boolean): Buffer {
  const side = (size + 2 * margin) * scale;
  const png = new PNG({ width: side, height: side });
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const [column, row] = [Math.floor(x / scale) - margin, Math.floor(y / scale) - margin];
      const inside = column >= 0 && row >= 0 && column < size && row < size;
      const shade = inside && isDark(column, row) ? 20 : 250;
      png.data.set([shade, shade, shade, 255], (y * side + x) * 4);
    }
  }
  return PNG.sync.write(png);
}

/** Corner squares as in every code, the rest a chequered field. */
function isDark(x: number, y: number): boolean {
  const far = (column: number, row: number) => Math.max(Math.abs(x - column), Math.abs(y - row));
  for (const square of [far(3, 3), far(21, 3), far(3, 21)]) {
    if (square <= 4) return square === 3 || square <= 1;
  }
  return (x + y) % 2 === 0;
}

/** Modules back from the half blocks: true is dark. */
function modulesOf(lines: readonly string[]): boolean[][] {
  return lines.flatMap((line) => [
    [...line].map((half) => half === ' ' || half === '▄'),
    [...line].map((half) => half === ' ' || half === '▀'),
  ]);
}

test.each([
  [1, 4],
  [3, 0],
  [7, 2],
  [10, 6],
])('a code of %i pixels a module and a margin of %i is drawn module by module', (scale, margin) => {
  const lines = codeBlocks(picture(25, scale, margin, isDark), { colours: false });
  const modules = modulesOf(lines ?? []);
  for (let y = 0; y < 25; y += 1) {
    for (let x = 0; x < 25; x += 1) expect(modules[y + 2]?.[x + 2]).toBe(isDark(x, y));
  }
  expect(modules[0]).not.toContain(true);
  expect(lines?.[0]).toHaveLength(29);
});

test('in colours it looks the same on a light terminal', () => {
  const lines = codeBlocks(qrImage('x'), { colours: true });
  expect(lines?.every((line) => line.startsWith('\x1b[97;40m') && line.endsWith('\x1b[0m'))).toBe(true);
});

test.each([
  ['no picture', Buffer.from('văn bản')],
  ['a white one', picture(25, 2, 1, () => false)],
  ['a black one', picture(25, 2, 1, () => true)],
])('%s is no code', (_name, png) => {
  expect(codeBlocks(png, { colours: false })).toBeNull();
});
