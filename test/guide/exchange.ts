/** One line of an exchange in a guide, with the bot's words below it. */
export type Entry =
  /** «(thứ Sáu 4/12, 07:30)»: time passes until then. */
  | {
      readonly kind: 'time';
      readonly line: string;
      readonly day: number;
      readonly month: number;
      readonly clock: string;
    }
  | {
      readonly kind: 'says' | 'presses' | 'reacts' | 'quotes' | 'group';
      readonly line: string;
      readonly who: string;
      /** What is typed, with its further lines; or the button's label, or the emoji. */
      readonly text: string;
      readonly answer: string;
    }
  /** «Nhắc Việc → Lan:» */
  | { readonly kind: 'hears'; readonly line: string; readonly who: string; readonly answer: string };

export interface Block {
  readonly text: string;
  readonly entries: readonly Entry[];
}

const FENCE = /^```hội-thoại\n([\s\S]*?)^```$/gmu;
const TIME = /^\((?:thứ \p{L}+|Chủ nhật) (\d{1,2})\/(\d{1,2}), (\d\d:\d\d)\)$/u;
const HEARS = /^Nhắc Việc → (\p{L}+):$/u;
const VERBS = {
  '': 'says',
  ' bấm': 'presses',
  ' thả': 'reacts',
  ' trả lời tin trên': 'quotes',
  ' trong nhóm': 'group',
} as const;
const SAYS = /^(\p{Lu}\p{L}+)( bấm| thả| trả lời tin trên| trong nhóm|): (.+)$/u;

/** The exchanges of a guide. Lines that begin with «> » go on with what is typed. */
export function blocksOf(guide: string, names: readonly string[]): Block[] {
  return [...guide.matchAll(FENCE)].map(([, text = '']) => ({ text, entries: entriesOf(text, names) }));
}

function entriesOf(text: string, names: readonly string[]): Entry[] {
  const found: { entry: Entry; typed: string[]; answer: string[] }[] = [];
  for (const line of text.replace(/\n$/, '').split('\n')) {
    const entry = opening(line, names);
    const last = found.at(-1);
    if (entry) found.push({ entry, typed: [], answer: [] });
    else if (!last) throw new Error(`an exchange begins with a time or a person: ${line}`);
    else if (line.startsWith('> ') && last.answer.length === 0) last.typed.push(line.slice(2));
    else last.answer.push(line);
  }
  return found.map(({ entry, typed, answer }) => {
    const said = answer.join('\n').trimEnd();
    if (entry.kind === 'time') return entry;
    if (entry.kind === 'hears') return { ...entry, answer: said };
    return { ...entry, text: [entry.text, ...typed].join('\n'), answer: said };
  });
}

function opening(line: string, names: readonly string[]): Entry | null {
  const time = TIME.exec(line);
  if (time) return { kind: 'time', line, day: Number(time[1]), month: Number(time[2]), clock: time[3]! };
  const hears = HEARS.exec(line);
  if (hears) return { kind: 'hears', line, who: hears[1]!, answer: '' };
  const says = SAYS.exec(line);
  if (!says || !names.includes(says[1]!)) return null;
  return { kind: VERBS[says[2] as keyof typeof VERBS], line, who: says[1]!, text: says[3]!, answer: '' };
}

/** An exchange as it is written, with what the bot says now. */
export function written(entries: readonly Entry[]): string {
  const lines = entries.map((entry) => {
    if (entry.kind === 'time') return entry.line;
    const [, ...more] = entry.kind === 'hears' ? [] : entry.text.split('\n');
    return [entry.line, ...more.map((line) => `> ${line}`), entry.answer].filter((line) => line !== '').join('\n');
  });
  return `${lines.join('\n')}\n`;
}

/** The guide with other exchanges in the places of its own. */
export function withBlocks(guide: string, texts: readonly string[]): string {
  let index = 0;
  return guide.replace(FENCE, () => `\`\`\`hội-thoại\n${texts[index++]}\`\`\``);
}
