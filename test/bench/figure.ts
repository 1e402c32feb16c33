/** One line of the table. */
export interface Figure {
  readonly what: string;
  readonly must: string;
  readonly got: string;
  readonly reached: boolean;
  /** What else was measured, or why it is not reached. */
  readonly note: string;
}

/** How much is measured: as the table asks, or a part of it for a look. */
export interface Scale {
  readonly quick: boolean;
  readonly many: number;
  readonly rounds: number;
}

export const scaleOf = (quick: boolean): Scale =>
  quick ? { quick, many: 15_000, rounds: 3 } : { quick, many: 100_000, rounds: 5 };

/** The value below which the share `part` of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Milliseconds that the work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** CPU milliseconds that this process has used. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** `1.234`, `12.3`, `1 234`: as many digits as mean something. */
export function plain(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en').replaceAll(',', ' ');
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3);
}

export function table(figures: readonly Figure[]): string {
  const lines = figures.map(({ what, must, got, reached, note }) => {
    return `| ${what} | ${must} | ${got} | ${reached ? 'yes' : 'no'} | ${note} |`;
  });
  return [
    '| what | must reach | got | reached | besides, or why not |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}
