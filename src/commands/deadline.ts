import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import type { Calendar } from '../domain/calendar.ts';
import { clockFromMinute, type Day, isoDate } from '../domain/civil-day.ts';
import type { Deadline } from '../domain/deadline.ts';
import { nextDeadline } from '../domain/next-deadline.ts';
import { readDeadlines } from '../domain/phrase/reading.ts';
import type { Rule } from '../domain/rule.ts';
import { loadCalendar } from '../runtime/data.ts';
import { deadlineErrorText, deadlineQuestionText, sayRules } from '../text/deadline-questions.ts';
import { dayArgument } from './arguments.ts';
import { contextOf, print, settingsOrFail } from './open-office.ts';

/** A dossier that needs a due date of its own is taken to be due two weeks on. */
const ASSUMED_CASE_DAYS = 14;

export function addDeadlineCommand(program: Command): void {
  program
    .command('deadline [phrases...]')
    .description('read deadline phrases, or the lines of standard input, and show what they mean')
    .option('--on <date>', 'the day from which they are seen (default: today)', dayArgument)
    .option('--json', 'print one JSON object a line')
    .action((phrases: string[], options: { on?: Day; json?: true }) => deadlineCommand(phrases, options));
}

async function deadlineCommand(
  phrases: readonly string[],
  { on: given, json }: { on?: Day; json?: true },
): Promise<void> {
  const calendar = loadCalendar();
  const on = given ?? today();
  const show = (phrase: string) => {
    const line = lineOf(phrase, calendar, on);
    return json ? JSON.stringify(line) : plain(line);
  };
  if (phrases.length > 0) {
    for (const phrase of phrases) print(show(phrase));
    return;
  }
  let block: string[] = [];
  for await (const phrase of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    block.push(show(phrase));
    if (block.length < 500) continue;
    print(block.join('\n'));
    block = [];
  }
  if (block.length > 0) print(block.join('\n'));
}

function today(): Day {
  const { office, clock } = contextOf(settingsOrFail());
  return office.zone.dayOf(clock.now());
}

interface Line {
  readonly phrase: string;
  readonly rules: readonly Rule[];
  /** The days of the next occurrence, `YYYY-MM-DD`; null where there is none. `lastDay` is before any shift. */
  readonly nominal: string | null;
  readonly lastDay: string | null;
  readonly legalLastDay: string | null;
  readonly target: string | null;
  readonly time: string | null;
  readonly question: { readonly kind: string; readonly text: string; readonly choices: readonly string[] } | null;
  readonly error: string | null;
}

function lineOf(phrase: string, calendar: Calendar, on: Day): Line {
  const { rules, question, error } = readDeadlines(phrase, on, calendar);
  const next = soonest(
    rules.map((rule) => nextDeadline(rule, calendar, on, on + ASSUMED_CASE_DAYS)),
    on,
  );
  const date = (day: Day | undefined) => (day === undefined ? null : isoDate(day));
  return {
    phrase,
    rules,
    nominal: date(next?.nominal),
    lastDay: date(next?.lastDay),
    legalLastDay: date(next?.legalLastDay),
    target: date(next?.target),
    time: next?.time == null ? null : clockFromMinute(next.time),
    question: question && {
      kind: question.kind,
      text: deadlineQuestionText(question, on),
      choices: question.choices.map((rules) => sayRules(rules)),
    },
    error: error && deadlineErrorText(error, on),
  };
}

/** The first deadline that is not past; where all are, the last of them. */
function soonest(deadlines: readonly (Deadline | null)[], on: Day): Deadline | undefined {
  const dated = deadlines.filter((deadline) => deadline !== null).sort((a, b) => a.lastDay - b.lastDay);
  return dated.find(({ lastDay }) => lastDay >= on) ?? dated.at(-1);
}

function plain({ phrase, rules, lastDay, target, time, question, error }: Line): string {
  const rows = [`${phrase} → ${error ?? (rules.length > 0 ? sayRules(rules) : '?')}`];
  if (lastDay !== null)
    rows.push(`  ${lastDay}${time === null ? '' : ` ${time}`}${target === lastDay ? '' : ` (target ${target})`}`);
  if (question !== null)
    rows.push(`  ${question.text}`, ...question.choices.map((choice, index) => `  ${index + 1}. ${choice}`));
  return rows.join('\n');
}
