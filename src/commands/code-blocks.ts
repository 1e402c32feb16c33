import { PNG } from 'pngjs';

/** Light modules around a code, without which telephones do not find it. */
const QUIET = 2;

/**
 * A picture of a QR code as lines of half blocks, light ones drawn: right on a dark terminal, and in `colours` on any.
 * Null where the picture is no plain QR code.
 */
export function codeBlocks(png: Buffer, { colours }: { colours: boolean }): string[] | null {
  const code = readCode(png);
  if (code === null) return null;
  const isLight = (x: number, y: number) => !code.isDark(x, y);
  const lines: string[] = [];
  for (let y = -QUIET; y < code.size + QUIET; y += 2) {
    let line = '';
    for (let x = -QUIET; x < code.size + QUIET; x += 1) {
      // Two modules in a character: it is about twice as high as it is wide.
      const [above, below] = [isLight(x, y), isLight(x, y + 1)];
      line += above ? (below ? '█' : '▀') : below ? '▄' : ' ';
    }
    lines.push(colours ? `\x1b[97;40m${line}\x1b[0m` : line);
  }
  return lines;
}

interface Code {
  /** Modules on each side. */
  readonly size: number;
  /** False outside the code. */
  isDark(x: number, y: number): boolean;
}

/** By its corners: the square at the upper left is seven modules wide, whatever the scale of the picture. */
function readCode(png: Buffer): Code | null {
  let picture: PNG;
  try {
    picture = PNG.sync.read(png);
  } catch {
    return null;
  }
  const { width, height, data } = picture;
  const isInk = (x: number, y: number): boolean => {
    const at = (y * width + x) * 4;
    const [red = 255, green = 255, blue = 255, alpha = 255] = data.subarray(at, at + 4);
    return alpha >= 128 && red * 0.3 + green * 0.59 + blue * 0.11 < 128;
  };
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!isInk(x, y)) continue;
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x);
      bottom = Math.max(bottom, y);
    }
  }
  const side = right - left + 1;
  if (right < 0 || Math.abs(side - (bottom - top + 1)) > side / 50) return null;
  let square = 0;
  while (left + square <= right && isInk(left + square, top)) square += 1;
  const size = Math.round(side / (square / 7));
  if (size < 21 || size > 177 || (size - 17) % 4 !== 0) return null;
  const scale = side / size;
  const middle = (from: number, module: number) => Math.floor(from + (module + 0.5) * scale);
  return {
    size,
    isDark: (x, y) => x >= 0 && y >= 0 && x < size && y < size && isInk(middle(left, x), middle(top, y)),
  };
}
