import { text as readAll } from 'node:stream/consumers';
import type { Command } from 'commander';
import { type Day, isoDate } from '../domain/civil-day.ts';
import { type Clause, type Intent, intentOf, type Meaning, understand } from '../domain/reply.ts';
import { loadEnvironmentFile, readSettings } from '../runtime/settings.ts';
import { dayArgument } from './arguments.ts';
import { contextOf, print, UsageError } from './open-office.ts';

export function addReplyCommand(program: Command): void {
  program
    .command('reply')
    .description('what the bot makes of the replies given, or of one a line from standard input')
    .argument('[text...]', 'replies; each its own argument')
    .option('--on <date>', 'the day they are written on (default: today)', dayArgument)
    .option('--json', 'print JSON, one object a line')
    .action((texts: string[], options: { on?: Day; json?: true }) => replyCommand(texts, options));
}

async function replyCommand(texts: readonly string[], { on, json }: { on?: Day; json?: true }): Promise<void> {
  const today = on ?? officeToday();
  for (const text of texts.length > 0 ? texts : await lines()) {
    const reading = readingOf(text, today);
    print(json ? JSON.stringify(reading) : inWords(reading));
  }
}

/** Needs no more of the settings than the office's time zone. */
function officeToday(): Day {
  loadEnvironmentFile();
  const result = readSettings(process.env);
  if (!result.ok) throw new UsageError(`settings: ${result.problems.join('; ')}`);
  const { office, clock } = contextOf(result.settings);
  return office.zone.dayOf(clock.now());
}

async function lines(): Promise<string[]> {
  const given = await readAll(process.stdin);
  return given.replace(/\r?\n$/, '').split(/\r?\n/);
}

interface Reading {
  readonly text: string;
  readonly intent: Intent;
  readonly tasks: readonly number[] | 'all' | null;
  /** It may close a task when it quotes a reminder or exactly one is open. */
  readonly closes: boolean;
  /** The words leave a doubt, or a number of tasks has to agree. */
  readonly mustAsk: boolean;
  readonly documentNumber: string | null;
  readonly note: string | null;
  readonly extendDays: number | null;
  /** YYYY-MM-DD: promised, or asked for. */
  readonly until: string | null;
  readonly reason: string | null;
}

function readingOf(text: string, today: Day): Reading {
  const meaning = understand(text, today);
  return {
    text,
    intent: intentOf(meaning),
    tasks: null,
    closes: false,
    mustAsk: false,
    documentNumber: null,
    note: null,
    extendDays: null,
    until: null,
    reason: null,
    ...factsOf(meaning),
  };
}

function factsOf(meaning: Meaning): Partial<Reading> {
  const tasks = (codes: readonly number[]) => (codes.length > 0 ? codes : null);
  switch (meaning.kind) {
    case 'clauses':
      return factsOfClauses(meaning.clauses, intentOf(meaning));
    case 'unclear':
      return { tasks: tasks(meaning.codes), mustAsk: true };
    case 'question':
      return { tasks: tasks(meaning.codes) };
    case 'numbers':
      return { tasks: meaning.numbers };
    case 'detail':
      return { tasks: [meaning.code] };
    case 'document-number':
      return { tasks: meaning.code === null ? null : [meaning.code], documentNumber: meaning.number };
    case 'undo':
    case 'help':
    case 'list':
    case 'polite':
      return {};
  }
}

/** Of several statements those with the reply's intent count. */
function factsOfClauses(clauses: readonly Clause[], intent: Intent): Partial<Reading> {
  const same = clauses.filter((clause) => clause.intent === intent);
  const [first] = same;
  if (!first) return {};
  const codes = same.flatMap((clause) => clause.codes);
  const noTime = intent === 'extend' && first.days === null && first.until === null;
  return {
    tasks: first.all !== null ? 'all' : codes.length > 0 ? codes : null,
    closes: intent === 'done',
    mustAsk: typeof first.all === 'number' || noTime,
    documentNumber: first.documentNumber,
    note: first.note,
    extendDays: first.days,
    until: first.until === null ? null : isoDate(first.until),
    reason: first.reason,
  };
}

function inWords({ text, intent, tasks, closes, mustAsk, ...rest }: Reading): string {
  const details = Object.entries(rest).flatMap(([name, value]) => (value === null ? [] : [`${name} ${value}`]));
  const parts = [
    intent,
    tasks === null ? '' : tasks === 'all' ? 'all' : tasks.map((code) => `#${code}`).join(' '),
    closes ? 'closes' : '',
    mustAsk ? 'asks' : '',
    ...details,
  ];
  return `${text}\t${parts.filter((part) => part !== '').join(', ')}`;
}
