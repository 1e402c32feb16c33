import type { Day } from '../civil-day.ts';
import { resolveAnchored } from './anchored-cycle.ts';
import { combined, type DeadlineReading, MOST_RULES, refused } from './combined.ts';
import { resolveFeast } from './feasts.ts';
import { type Item, readItems } from './items.ts';
import { resolveOneOfPeriod } from './one-of-period.ts';
import { doubtful, failed, type Outcome, sure } from './outcome.ts';
import { resolveCycles } from './resolved-cycle.ts';
import { isImpossible, resolveDay } from './resolved-day.ts';
import { resolvePeriod, resolveYears } from './resolved-period.ts';
import { resolveTerm, type WorkingDays } from './resolved-term.ts';
import { resolveDaily, resolveUndated } from './resolved-undated.ts';
import { resolveNear, resolveVagueWeek, resolveWeekdays } from './resolved-week.ts';
import { type Target, targetsOf } from './targets.ts';
import { askedUntil, isTitleYear } from './title-years.ts';
import { at, type Token, tokenize } from './tokens.ts';

/** Longer texts are refused. */
export const LONGEST_PHRASE = 10_000;
/**
 * Reads a Vietnamese deadline phrase («trước ngày 25 hằng tháng», «quý I/2026»), however it is typed or scanned. `on` is
 * the day from which yearless dates and «tháng sau» are seen, `calendar` counts working days from a date. Never throws;
 * what law and usage leave open is asked.
 */
export function readDeadlines(text: string, on: Day, calendar: WorkingDays = null): DeadlineReading {
  if (text.length > LONGEST_PHRASE) return refused({ kind: 'too-long', text: text.slice(0, 60) });
  const tokens = tokenize(text);
  const items = readItems(tokens);
  return combined(outcomesOf(items, tokens, text, on, calendar), items, text);
}

function outcomesOf(
  items: readonly Item[],
  tokens: readonly Token[],
  text: string,
  on: Day,
  calendar: WorkingDays,
): Outcome[] {
  const words = (from: number, to: number): string =>
    to > from ? text.slice(at(tokens, from).from, at(tokens, to - 1).to) : '';
  const about = (from: number, to: number) => words(from, to).normalize('NFC').replace(/\s+/g, ' ').trim();
  if (items.some(({ kind }) => kind === 'lunar')) return [doubtful('lunar', about(0, tokens.length - 1), [], [])];
  const wrong = items.find((item) => item.kind === 'points' && !item.bare && item.points.some(isImpossible));
  if (wrong !== undefined) return [failed('impossible-date', about(wrong.from, wrong.to))];
  const targets = targetsOf(items);
  if (targets.length > MOST_RULES) return [failed('nothing-understood', about(0, 20))];
  const anchored = resolveAnchored(items, targets, on, about(0, tokens.length - 1));
  if (anchored !== null) return [anchored];
  const terms = items.flatMap((item) =>
    item.kind === 'term' ? [resolveTerm(item.term, on, about(item.from, item.to), words, calendar)] : [],
  );
  const dated = [
    ...targets.map((target) => {
      const outcome =
        resolveOneOfPeriod(target, targets, items, about(0, tokens.length - 1)) ??
        resolveTarget(target, on, about(target.from, target.to));
      return isTitleYear(target, items, tokens) ? askedUntil(outcome, about(target.from, target.to)) : outcome;
    }),
    ...terms,
  ];
  const undated = items.flatMap((item) =>
    item.kind === 'undated' ? [{ ...item, about: about(item.from, item.to) }] : [],
  );
  const daily = terms.length === 0 ? resolveDaily(items, targets, dated, on, about) : null;
  if (daily !== null) return daily;
  // «Thường xuyên trong năm 2026» is ongoing; the period is no deadline.
  const merely = terms.length === 0 && targets.every(({ point, weak }) => point.kind === 'period' && weak);
  const ongoing = undated.some(({ undated: kind }) => kind === 'ongoing');
  // «theo yêu cầu của UBND tỉnh năm 2026» too: the year belongs to what is asked for.
  const asked =
    undated.some(({ undated: kind }) => kind === 'on-request') &&
    targets.every(({ point, limit }) => point.kind === 'period' && point.unit === 'year' && limit === null);
  if (dated.length > 0 && !(merely && (ongoing || asked))) {
    // «Thường xuyên; báo cáo trước ngày 25»: two things; «Thường xuyên (trước 01 ngày …)»: one.
    const apart = undated.find(
      ({ undated: kind, to }) => kind === 'ongoing' && items.some((item) => item.kind === 'break' && item.from === to),
    );
    return apart === undefined ? dated : [sure({ kind: 'ongoing' }), ...dated];
  }
  const cycles = items.flatMap((item) => (item.kind === 'cycles' ? item.cycles : []));
  const known = cycles.filter(({ unit }) => unit !== 'unknown');
  const firstCycle = items.find(({ kind }) => kind === 'cycles');
  const aboutCycle = firstCycle === undefined ? '' : about(firstCycle.from, firstCycle.to);
  if (known.length > 0) return [resolveCycles(known, on, aboutCycle)];
  const [only] = undated;
  if (only !== undefined) {
    const outcome = resolveUndated(only.undated, on, only.about);
    if (cycles.length === 0 || outcome.kind === 'error') return [outcome];
    const open = resolveCycles(cycles, on, aboutCycle);
    return [
      open.kind === 'rules' && open.question !== null
        ? doubtful('recurrence', aboutCycle, outcome.rules, [outcome.rules, ...open.question.choices])
        : open,
    ];
  }
  if (cycles.length > 0) return [resolveCycles(cycles, on, aboutCycle)];
  if (items.some((item) => item.kind === 'aside' && item.aside.kind === 'cutoff'))
    return [doubtful('cutoff', about(0, tokens.length - 1), [], [])];
  if (!items.some(({ kind }) => kind === 'words')) {
    const span = items.flatMap((item) =>
      item.kind === 'aside' && item.aside.kind === 'noise' && item.aside.lastYear !== undefined
        ? [resolveYears(item.aside.lastYear, about(item.from, item.to))]
        : [],
    );
    if (span.length > 0) return span.slice(0, 1);
  }
  return [failed('nothing-understood', text.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, 60))];
}

function resolveTarget(target: Target, on: Day, about: string): Outcome {
  const { point, limit, time } = target;
  if (time !== null && time.minute === null) return failed('impossible-time', time.text);
  if (limit === 'after' || limit === 'from') {
    const until = resolveTarget({ ...target, limit: 'by' }, on, about);
    if (until.kind === 'error') return until;
    return doubtful(
      limit === 'after' ? 'earliest-or-latest' : 'start-or-end',
      about,
      [],
      [until.rules, [{ kind: 'ongoing' }]],
    );
  }
  switch (point.kind) {
    case 'day':
      return resolveDay(target, point, on, about);
    case 'weekday':
      return resolveWeekdays(target, point, on, about);
    case 'period':
      return resolvePeriod(target, point, on, about);
    case 'near':
      return resolveNear(target, point, on, about);
    case 'vague-week':
      return resolveVagueWeek(point, on, about);
    case 'feast':
      return resolveFeast(target, point, on, about);
  }
}
