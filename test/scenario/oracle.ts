/**
 * What has to be sent in a stretch of time, worked out from the written rules alone: plain, slow, and without a line of
 * the program. Days are `YYYY-MM-DD` and instants `YYYY-MM-DDTHH:MM`, local; both compare as text.
 */

export interface CalendarFile {
  readonly days: readonly { readonly date: string; readonly kind: string; readonly certainty: string }[];
}

interface RuleOfFile {
  readonly kind: string;
  readonly what?: string;
  readonly bound?: 'on' | 'by' | 'before';
  readonly time?: string;
  readonly shift?: 'none' | 'earlier' | 'later';
  readonly day?: number;
  readonly month?: number;
  readonly monthOfQuarter?: number;
  readonly quarter?: number;
  readonly half?: number;
  readonly year?: number;
  readonly weekday?: number;
  readonly n?: number;
  readonly anchor?: string;
  readonly date?: string;
  readonly unit?: 'day' | 'working-day';
  readonly event?: string;
  readonly grace?: 'same-day' | 'next-working-day';
}

export interface PlanOfFile {
  readonly year: number;
  readonly positions: readonly { readonly name: string; readonly aliases?: readonly string[] }[];
  readonly tasks: readonly {
    readonly ref: string;
    readonly lead: readonly string[];
    readonly cooperating: readonly string[];
    readonly policy?: string;
    readonly rules: readonly RuleOfFile[];
  }[];
}

export interface OfficerOfOracle {
  readonly name: string;
  readonly isAdmin?: boolean;
  readonly isLeader?: boolean;
  readonly supervisor?: string;
  readonly positions: readonly string[];
  /** The first day on which the positions are held. */
  readonly since?: string;
  readonly leaves?: readonly Leave[];
}

interface Leave {
  readonly from: string;
  readonly to: string;
  readonly standIn: string | null;
}

export interface EventOfOracle {
  readonly name: string;
  readonly day: string;
  /** The day on which the office hears of it, before it opens. */
  readonly recordedOn: string;
}

export interface World {
  readonly plan: PlanOfFile;
  readonly calendar: readonly CalendarFile[];
  /** The year that the plan is applied to, and the day from which it counts. */
  readonly year: number;
  readonly appliedFrom: string;
  readonly officers: readonly OfficerOfOracle[];
  readonly events: readonly EventOfOracle[];
  readonly from: string;
  readonly to: string;
}

/** One line per thing said: `2024-03-15T07:30 → Name: X.1.1|quý I/2024|2024-03-15|due`. */
export function expectedLines(world: World): string[] {
  const worked = workingDays(world.calendar);
  const lines: string[] = [];
  for (const occurrence of occurrences(world, worked)) {
    // Two steps of one deadline at one instant are one reminder: the newest.
    const newest = new Map<string, Step>();
    for (const step of stepsOf(occurrence, world, worked)) {
      if (step.at < `${world.appliedFrom}T00:00`) continue;
      // What had passed when the office heard of the event is told when it opens.
      const at = [step.at, occurrence.knownAt].sort()[1]!;
      newest.set(at, { ...step, at });
    }
    for (const step of newest.values()) {
      if (step.at < `${world.from}T00:00` || step.at > `${world.to}T23:59`) continue;
      for (const name of hearers(step, occurrence, world)) {
        lines.push(line(step.at, name, occurrence, step.id));
      }
    }
  }
  return lines;
}

const line = (at: string, name: string, { ref, label, target }: Occurrence, step: string): string =>
  `${at} → ${name}: ${ref}|${label}|${target}|${step}`;

// ---- days -----------------------------------------------------------------------------------------------------------

const DAY_MS = 86_400_000;
const pad = (value: number): string => String(value).padStart(2, '0');
const iso = (year: number, month: number, day: number): string => `${year}-${pad(month)}-${pad(day)}`;
const utc = (day: string): number => Date.UTC(yearOf(day), monthOf(day) - 1, Number(day.slice(8)));
const yearOf = (day: string): number => Number(day.slice(0, 4));
const monthOf = (day: string): number => Number(day.slice(5, 7));
const dayNumberOf = (day: string): number => Number(day.slice(8));
const plus = (day: string, days: number): string => new Date(utc(day) + days * DAY_MS).toISOString().slice(0, 10);
/** 1 is Monday, 7 is Sunday. */
const weekday = (day: string): number => new Date(utc(day)).getUTCDay() || 7;
const lengthOfMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
const lastOfMonth = (year: number, month: number): string => iso(year, month, lengthOfMonth(year, month));
const inMonth = (year: number, month: number, day: number): string =>
  iso(year, month, Math.min(day, lengthOfMonth(year, month)));

type Works = (day: string) => boolean;

/** Monday to Friday without the days off, and the Saturdays that are worked. What is still pending changes nothing. */
export function workingDays(calendar: readonly CalendarFile[]): Works {
  const off = new Set<string>();
  const worked = new Set<string>();
  for (const file of calendar) {
    for (const { date, kind, certainty } of file.days) {
      if (certainty === 'pending') continue;
      if (kind === 'off') off.add(date);
      else if (kind === 'worked') worked.add(date);
      else throw new Error(`what is a day that is ${kind}?`);
    }
  }
  return (day) => worked.has(day) || (weekday(day) <= 5 && !off.has(day));
}

function onOrBefore(day: string, works: Works): string {
  let found = day;
  while (!works(found)) found = plus(found, -1);
  return found;
}

function onOrAfter(day: string, works: Works): string {
  let found = day;
  while (!works(found)) found = plus(found, 1);
  return found;
}

/** The nth working day before (n < 0) or after (n > 0) a day, which does not count itself. */
function workingDaysFrom(day: string, n: number, works: Works): string {
  let found = day;
  for (let left = Math.abs(n); left > 0; ) {
    found = plus(found, Math.sign(n));
    if (works(found)) left -= 1;
  }
  return found;
}

// ---- deadlines ------------------------------------------------------------------------------------------------------

interface Occurrence {
  readonly ref: string;
  readonly label: string;
  readonly policy: string;
  /** The last timely day, and the last day by law. */
  readonly lastDay: string;
  readonly legalLastDay: string;
  readonly target: string;
  /** Nothing is said about it before this instant; empty for deadlines of the calendar. */
  readonly knownAt: string;
  readonly lead: readonly string[];
  readonly cooperating: readonly string[];
}

const ONE_OFF = new Set(['once', 'month', 'quarter', 'half', 'year']);
const FROM_EVENTS = new Set(['within', 'before-due', 'immediately-after']);
const WITHOUT_DATES = new Set(['ongoing', 'on-request']);
const ROMAN = ['', 'I', 'II', 'III', 'IV'];

interface Named {
  readonly day: string;
  readonly label: string;
  readonly knownAt?: string;
}

/** Every deadline of the world that anybody may hear of. */
function occurrences(world: World, works: Works): Occurrence[] {
  const found: Occurrence[] = [];
  for (const task of world.plan.tasks) {
    for (const rule of task.rules) {
      if (WITHOUT_DATES.has(rule.kind)) continue;
      for (const named of namedDays(rule, world, works)) {
        const before = rule.bound === 'before' && rule.time === undefined;
        const lastDay = before ? plus(named.day, -1) : named.day;
        const shift = rule.shift ?? (['within', 'immediately-after'].includes(rule.kind) ? 'later' : 'earlier');
        const legalLastDay = shift === 'later' ? onOrAfter(lastDay, works) : lastDay;
        const target = shift === 'none' ? lastDay : onOrBefore(lastDay, works);
        if (ONE_OFF.has(rule.kind) && legalLastDay < world.appliedFrom) continue;
        if (!ONE_OFF.has(rule.kind) && !FROM_EVENTS.has(rule.kind) && target < world.appliedFrom) continue;
        found.push({
          ref: task.ref,
          label: named.label,
          policy: task.policy ?? policyOf(rule.kind),
          lastDay,
          legalLastDay,
          target,
          knownAt: named.knownAt ?? '',
          lead: task.lead,
          cooperating: task.cooperating,
        });
      }
    }
  }
  return found;
}

function policyOf(kind: string): string {
  if (['month', 'quarter', 'half', 'year'].includes(kind)) return 'period';
  return kind === 'weekly' ? 'weekly' : 'report';
}

/** The days that a rule names, around the time that the world is about. */
function namedDays(rule: RuleOfFile, world: World, works: Works): Named[] {
  const later = world.year - world.plan.year;
  const moved = (rule.year ?? 0) + later;
  const once = (day: string, label: string): Named[] => [{ day, label }];
  const day = rule.day ?? 0;
  switch (rule.kind) {
    case 'once': {
      const date = rule.date ?? '';
      return once(inMonth(yearOf(date) + later, monthOf(date), dayNumberOf(date)), '');
    }
    case 'month':
      return once(lastOfMonth(moved, rule.month ?? 0), `tháng ${rule.month}/${moved}`);
    case 'quarter':
      return once(lastOfMonth(moved, 3 * (rule.quarter ?? 0)), `quý ${ROMAN[rule.quarter ?? 0]}/${moved}`);
    case 'half':
      return once(lastOfMonth(moved, 6 * (rule.half ?? 0)), `6 tháng ${rule.half === 1 ? 'đầu' : 'cuối'} năm ${moved}`);
    case 'year':
      return once(`${moved}-12-31`, `năm ${moved}`);
    case 'monthly':
      return months(world).map(([year, month]) => ({
        day: inMonth(year, month, day),
        label: `tháng ${month}/${year}`,
      }));
    case 'quarterly':
      return months(world)
        .filter(([, month]) => (month - (rule.monthOfQuarter ?? 0)) % 3 === 0)
        .map(([year, month]) => ({
          day: inMonth(year, month, day),
          label: `quý ${ROMAN[Math.ceil(month / 3)]}/${year}`,
        }));
    case 'every-n-months': {
      const anchor = `${rule.anchor ?? ''}-01`;
      const since = (year: number, month: number) => (year - yearOf(anchor) - later) * 12 + month - monthOf(anchor);
      return months(world)
        .filter(([year, month]) => since(year, month) % (rule.n ?? 0) === 0)
        .map(([year, month]) => ({ day: inMonth(year, month, day), label: `tháng ${month}/${year}` }));
    }
    case 'yearly':
      return months(world)
        .filter(([, month]) => month === rule.month)
        .map(([year, month]) => ({ day: inMonth(year, month, day), label: `năm ${year}` }));
    case 'weekly': {
      const days: Named[] = [];
      for (let date = plus(world.appliedFrom, -14); date <= plus(world.to, 60); date = plus(date, 1)) {
        if (weekday(date) === rule.weekday) days.push({ day: date, label: weekLabel(date) });
      }
      return days;
    }
    case 'within':
      return events(rule, world, works, (day) =>
        rule.unit === 'working-day' ? workingDaysFrom(day, rule.n ?? 0, works) : plus(day, rule.n ?? 0),
      );
    case 'before-due':
      return events(rule, world, works, (day) =>
        rule.unit === 'working-day' ? workingDaysFrom(day, -(rule.n ?? 0), works) : plus(day, -(rule.n ?? 0)),
      );
    case 'immediately-after':
      return events(rule, world, works, (day) =>
        rule.grace === 'next-working-day' ? workingDaysFrom(day, 1, works) : day,
      );
    default:
      throw new Error(`what is a rule of kind ${rule.kind}?`);
  }
}

/** Every month from the year before the plan was applied until two years after the end. */
function months(world: World): [year: number, month: number][] {
  const found: [number, number][] = [];
  for (let year = yearOf(world.appliedFrom) - 1; year <= yearOf(world.to) + 2; year += 1) {
    for (let month = 1; month <= 12; month += 1) found.push([year, month]);
  }
  return found;
}

/** From the week's Monday to its Sunday. */
function weekLabel(day: string): string {
  const monday = plus(day, 1 - weekday(day));
  const sunday = plus(monday, 6);
  const short = (date: string) => `${dayNumberOf(date)}/${monthOf(date)}`;
  return `tuần ${short(monday)}–${short(sunday)}/${yearOf(sunday)}`;
}

function events(rule: RuleOfFile, world: World, works: Works, named: (day: string) => string): Named[] {
  return world.events
    .filter((event) => event.name === rule.event)
    .map(({ day, recordedOn }) => ({
      day: named(day),
      label: `${rule.kind === 'before-due' ? 'đến hạn' : 'tính từ'} ngày ${dayNumberOf(day)}/${monthOf(day)}/${yearOf(day)}`,
      knownAt: `${onOrAfter(recordedOn, works)}T07:30`,
    }));
}

// ---- what is said when, and to whom ---------------------------------------------------------------------------------

type Part = 'lead' | 'cooperating';

interface Step {
  readonly id: string;
  readonly at: string;
  /** Who hears it before and on the target day; how many working days it is late after it. */
  readonly to: readonly Part[] | 'overdue';
  readonly late: number;
}

const BOTH: readonly Part[] = ['lead', 'cooperating'];
const LEAD: readonly Part[] = ['lead'];

/** Working days before the target, and who hears then. */
const BEFORE: Record<string, readonly (readonly [days: number, to: readonly Part[]])[]> = {
  report: [
    [5, BOTH],
    [2, LEAD],
    [1, LEAD],
  ],
  period: [
    [20, BOTH],
    [10, LEAD],
    [5, LEAD],
    [2, LEAD],
    [1, LEAD],
  ],
  weekly: [[1, BOTH]],
  indicator: [
    [20, BOTH],
    [5, LEAD],
  ],
};

/** All steps of a deadline in order of time, each with the instant at which it is said. */
function stepsOf(occurrence: Occurrence, world: World, works: Works): Step[] {
  const { policy, target, lastDay, legalLastDay } = occurrence;
  const before = BEFORE[policy];
  if (!before) throw new Error(`what is the policy ${policy}?`);
  const steps: Step[] = [];
  for (const [days, to] of before) {
    steps.push({ id: `before-${days}`, at: `${workingDaysFrom(target, -days, works)}T07:30`, to, late: 0 });
  }
  steps.push({ id: 'due', at: `${target}T07:30`, to: BOTH, late: 0 });
  if (policy === 'report' || policy === 'period') {
    steps.push({ id: 'due-again', at: `${target}T14:00`, to: LEAD, late: 0 });
  }
  if (policy === 'report' && legalLastDay > lastDay) {
    steps.push({ id: 'legal', at: `${legalLastDay}T07:30`, to: LEAD, late: 0 });
  }
  if (policy === 'indicator') return steps;

  let late = 0;
  for (let day = plus(legalLastDay, 1); day <= world.to; day = plus(day, 1)) {
    if (works(day)) late += 1;
    if (works(day) && late <= 5) steps.push({ id: `overdue-${late}`, at: `${day}T07:30`, to: 'overdue', late });
    const afterTheFive = late > 5 || (late === 5 && !works(day));
    if (afterTheFive && policy !== 'weekly' && weekday(day) === 1) {
      steps.push({ id: `monday-${day}`, at: `${onOrAfter(day, works)}T07:30`, to: 'overdue', late: 6 });
    }
  }
  return steps;
}

/** Names of those who hear a step, each once. */
function hearers(step: Step, occurrence: Occurrence, world: World): Set<string> {
  const day = step.at.slice(0, 10);
  const leads = holders(occurrence.lead, day, world);
  const told: OfficerOfOracle[] = [];
  if (step.to === 'overdue') {
    told.push(...leads);
    if (step.late >= 1) {
      for (const lead of leads) told.push(...world.officers.filter((officer) => officer.name === lead.supervisor));
    }
    if (step.late >= 3) told.push(...world.officers.filter((officer) => officer.isLeader));
  } else {
    if (step.to.includes('lead')) told.push(...leads);
    if (step.to.includes('cooperating')) {
      told.push(...holders(occurrence.cooperating, day, world));
      if (leads.length === 0) told.push(...world.officers.filter((officer) => officer.isAdmin));
    }
  }
  return new Set(told.map((officer) => presentFor(officer, day, world)));
}

function holders(positions: readonly string[], day: string, world: World): OfficerOfOracle[] {
  const wanted = new Set(positions.map((name) => properName(name, world)));
  return world.officers.filter(
    ({ since, positions: held }) =>
      (since === undefined || since <= day) && held.some((name) => wanted.has(properName(name, world))),
  );
}

function properName(name: string, { plan }: World): string {
  const found = plan.positions.find((each) => each.name === name || each.aliases?.includes(name));
  if (!found) throw new Error(`nobody knows the position ${name}`);
  return found.name;
}

/** Who hears for the officer on a day: the stand-in, the stand-in's stand-in, or the officer where nobody is there. */
function presentFor(officer: OfficerOfOracle, day: string, world: World): string {
  const asked = new Set<string>();
  let current: OfficerOfOracle | undefined = officer;
  while (current && !asked.has(current.name)) {
    const away: Leave | undefined = current.leaves?.find(({ from, to }) => from <= day && day <= to);
    if (!away) return current.name;
    asked.add(current.name);
    current = world.officers.find(({ name }) => name === away.standIn);
  }
  return officer.name;
}
