import { readFileSync } from 'node:fs';
import { fold } from '../domain/fold.ts';
import { UsageError } from './open-office.ts';

/** One row of a table, with the number of the line on which it begins. */
export interface TableRow<Key extends string> {
  readonly line: number;
  readonly values: Readonly<Record<Key, string>>;
}

interface Table<Key extends string> {
  readonly rows: readonly TableRow<Key>[];
  /** Rows that are none, each as «line 3: …». */
  readonly problems: readonly string[];
}

/** A file that people wrote or a spreadsheet saved; `-` is standard input. */
export function readTableFile<Key extends string>(
  path: string,
  columns: Readonly<Record<Key, readonly string[]>>,
): Table<Key> {
  let text: string;
  try {
    text = readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}`);
  }
  return readTable(text, columns);
}

/**
 * Rows of cells, one a line, cut at «;», or at commas where the first line has no «;»; cells may be quoted as spreadsheets
 * do it. A first row of column names says their order; without it they stand in the order of `columns`. Lines that begin
 * with `{` are JSON objects. Empty lines and lines that begin with `#` say nothing.
 */
export function readTable<Key extends string>(
  text: string,
  columns: Readonly<Record<Key, readonly string[]>>,
): Table<Key> {
  const keys = Object.keys(columns) as Key[];
  const keyOf = (name: string) => keys.find((key) => [key, ...columns[key]].some((each) => fold(each) === fold(name)));
  const plain = text.replace(/^\uFEFF/, '');
  const problems: string[] = [];
  if (/^\s*\{/.test(plain)) {
    const rows = plain.split(LINE_END).flatMap((line, index): TableRow<Key>[] => {
      if (line.trim() === '') return [];
      const values = jsonRow(line, keyOf);
      if (values) return [{ line: index + 1, values: { ...emptyRow(keys), ...values } }];
      problems.push(`line ${index + 1}: not a JSON object of texts with ${keys.join(', ')}`);
      return [];
    });
    return { rows, problems };
  }
  const delimiter = (plain.split(LINE_END).find(isRow) ?? '').includes(';') ? ';' : ',';
  const [first, ...rest] = cellRows(plain, delimiter).filter(({ line, isOpen }) => {
    if (isOpen) problems.push(`line ${line}: a quote is opened and never closed`);
    return !isOpen;
  });
  if (!first) return { rows: [], problems };
  const named = first.cells.map(keyOf);
  const isHeader = named.every((key) => key !== undefined);
  const order = isHeader ? named : keys;
  const rows = (isHeader ? rest : [first, ...rest]).flatMap(({ line, cells }): TableRow<Key>[] => {
    if (cells.slice(order.length).some((cell) => cell !== '')) {
      problems.push(`line ${line}: ${cells.length} cells, expected ${order.length}`);
      return [];
    }
    const values = Object.fromEntries(order.map((key, index) => [key, cells[index] ?? '']));
    return [{ line, values: { ...emptyRow(keys), ...values } }];
  });
  return { rows, problems };
}

/** Of any machine. */
const LINE_END = /\r\n?|\n/;

const isRow = (line: string) => line.trim() !== '' && !line.trimStart().startsWith('#');

const emptyRow = <Key extends string>(keys: readonly Key[]) =>
  Object.fromEntries(keys.map((key) => [key, ''])) as Record<Key, string>;

function jsonRow<Key extends string>(
  line: string,
  keyOf: (name: string) => Key | undefined,
): Partial<Record<Key, string>> | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const entries = Object.entries(value).map(([name, cell]) => [keyOf(name), cell] as const);
  if (entries.some(([key, cell]) => key === undefined || typeof cell !== 'string')) return null;
  return Object.fromEntries(entries) as Partial<Record<Key, string>>;
}

interface CellRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** A cell of it begins with a quote that nothing ends. */
  readonly isOpen: boolean;
}

const CLOSED = /^(?:[^"]|"")*"(?!")/;

/** Cells as spreadsheets save them: one that begins with a quote runs to the next single one, line breaks included. */
function cellRows(text: string, delimiter: string): CellRow[] {
  const rows: CellRow[] = [];
  const lines = text.split(LINE_END);
  for (let index = 0; index < lines.length; index++) {
    if (!isRow(lines[index]!)) continue;
    const line = index + 1;
    const cells: string[] = [];
    let isOpen = false;
    let rest = lines[index]!;
    for (;;) {
      const cell = rest.trimStart();
      if (cell.startsWith('"')) {
        let last = cell.slice(1);
        let quoted = last;
        // Two quotes for one stand in one line, so that each line is looked at once.
        while (!CLOSED.test(last) && index + 1 < lines.length) {
          last = lines[++index]!;
          quoted += `\n${last}`;
        }
        isOpen ||= !CLOSED.test(last);
        const end = /^(?:[^"]|"")*/.exec(quoted)![0];
        cells.push(end.replaceAll('""', '"').trim());
        rest = quoted.slice(end.length + 1);
        const next = rest.indexOf(delimiter);
        if (next < 0) break;
        rest = rest.slice(next + 1);
        continue;
      }
      const next = rest.indexOf(delimiter);
      cells.push((next < 0 ? rest : rest.slice(0, next)).trim());
      if (next < 0) break;
      rest = rest.slice(next + 1);
    }
    rows.push({ line, cells, isOpen });
  }
  return rows;
}
