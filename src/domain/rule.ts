import * as z from 'zod';
import { parseIsoDate } from './civil-day.ts';

/** Where the named day stands: `on` and `by` include it; `before` excludes it, unless a clock time is named. */
const bound = z.enum(['on', 'by', 'before']);

/**
 * What a day off does to a deadline. `earlier`: a fixed reporting date; the legal day stays and one aims at the last
 * working day on or before it. `later`: a counted term; the law extends it to the next working day (Civil Code 2015,
 * art. 148 k5). `none`: the date itself, day off or not.
 */
const shift = z.enum(['none', 'earlier', 'later']);

const dayNumber = z.int().min(1).max(31);
const year = z.int().min(2000).max(2099);

/** The period whose figures are reported («chốt số liệu»): never the deadline itself. */
const cutoff = z.strictObject({
  fromDay: dayNumber,
  toDay: dayNumber,
  /** The month of `toDay`, counted back from the month of the deadline. */
  toMonthsBack: z.int().min(0).max(12).default(0),
  /** How many months the data cover: 1 a month, 3 a quarter. */
  months: z.int().min(1).max(12).default(1),
  basis: z.string().optional(),
});

/** A term of months ends on the same day of the month, or its last day (Civil Code 2015, art. 148 k3). */
const termUnit = z.enum(['day', 'working-day', 'month']);

/** Days of a month counted in working days: 1 the first of them, 31 the last. */
const counting = z.literal('working-days').optional();

const common = {
  /** What is due, where one task has several deadlines («báo cáo năm»). */
  what: z.string().min(1).max(90).optional(),
  bound: bound.default('by'),
  /** `HH:MM` on the last day. */
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not HH:MM')
    .optional(),
  shift: shift.optional(),
  cutoff: cutoff.optional(),
  /** What the document leaves open and what was taken instead; `doctor` lists it. */
  assumption: z.string().min(1).optional(),
};

export const ruleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('monthly'), day: dayNumber, counting, ...common }),
  z.strictObject({
    kind: z.literal('quarterly'),
    monthOfQuarter: z.int().min(1).max(3),
    day: dayNumber,
    counting,
    ...common,
  }),
  z.strictObject({ kind: z.literal('weekly'), weekday: z.int().min(1).max(7), ...common }),
  z.strictObject({
    kind: z.literal('every-n-months'),
    n: z.int().min(1).max(60),
    /** A month in which it is due, `YYYY-MM`. */
    anchor: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'not YYYY-MM'),
    day: dayNumber,
    ...common,
  }),
  z.strictObject({ kind: z.literal('yearly'), month: z.int().min(1).max(12), day: dayNumber, ...common }),
  z.strictObject({
    kind: z.literal('once'),
    date: z.string().refine((text) => parseIsoDate(text) !== null, 'not a date that exists (YYYY-MM-DD)'),
    ...common,
  }),
  z.strictObject({ kind: z.literal('month'), year, month: z.int().min(1).max(12), ...common }),
  z.strictObject({ kind: z.literal('quarter'), year, quarter: z.int().min(1).max(4), ...common }),
  z.strictObject({ kind: z.literal('half'), year, half: z.int().min(1).max(2), ...common }),
  z.strictObject({ kind: z.literal('year'), year, ...common }),
  /** Within n days of an event; the event's own day is not counted (Civil Code 2015, art. 147). */
  z.strictObject({
    kind: z.literal('within'),
    n: z.int().min(1).max(3650),
    unit: termUnit,
    event: z.string().min(1),
    ...common,
  }),
  /** n days before a date that each case has of its own (a dossier's due date). */
  z.strictObject({
    kind: z.literal('before-due'),
    n: z.int().min(1).max(3650),
    unit: termUnit,
    event: z.string().min(1),
    ...common,
  }),
  /** «ngay sau khi»: the event's own day, or the working day after it. */
  z.strictObject({
    kind: z.literal('immediately-after'),
    event: z.string().min(1),
    grace: z.enum(['same-day', 'next-working-day']).default('same-day'),
    ...common,
  }),
  z.strictObject({ kind: z.literal('ongoing'), what: common.what, assumption: common.assumption }),
  z.strictObject({ kind: z.literal('on-request'), what: common.what, assumption: common.assumption }),
]);

/** What stands in the place of a task's rules where nobody can read them: damaged, or of a kind that is not known here. */
export interface UnreadableRule {
  readonly kind: 'unreadable';
  /** Where and what, without the text itself. */
  readonly why: string;
  readonly what?: undefined;
  readonly assumption?: undefined;
}

/** A deadline rule («thời hạn»), as plans and the database hold it. */
export type Rule = z.infer<typeof ruleSchema> | UnreadableRule;
export type RuleKind = Rule['kind'];
export type DatedRule = Exclude<Rule, { kind: 'ongoing' | 'on-request' | 'unreadable' }>;
export type EventRule = Extract<Rule, { kind: 'within' | 'before-due' | 'immediately-after' }>;
/** Rules whose dates follow from the calendar alone. */
export type CalendarRule = Exclude<DatedRule, EventRule>;
export type Shift = z.infer<typeof shift>;
export type Cutoff = z.infer<typeof cutoff>;

export function isEventRule(rule: Rule): rule is EventRule {
  return rule.kind === 'within' || rule.kind === 'before-due' || rule.kind === 'immediately-after';
}

export function isCalendarRule(rule: Rule): rule is CalendarRule {
  return isDatedRule(rule) && !isEventRule(rule);
}

export function isDatedRule(rule: Rule): rule is DatedRule {
  return rule.kind !== 'ongoing' && rule.kind !== 'on-request' && rule.kind !== 'unreadable';
}

/** Why a task's rules cannot be read; null where they can. Nothing follows from those: what was planned by others stands. */
export function unreadable([first]: readonly Rule[]): string | null {
  return first?.kind === 'unreadable' ? first.why : null;
}

const rulesSchema = z.array(ruleSchema).min(1);

/** A task's rules from their JSON, all of them or one that says why not. */
export function readRules(json: string): readonly Rule[] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return [{ kind: 'unreadable', why: 'no JSON' }];
  }
  const read = rulesSchema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return [{ kind: 'unreadable', why: `${issue?.path.join('.') || 'rules'}: ${issue?.message}` }];
}

/** Terms counted from an event are extended by law; fixed dates are not. A rule may say otherwise. */
export function shiftOf(rule: DatedRule): Shift {
  return rule.shift ?? (rule.kind === 'within' || rule.kind === 'immediately-after' ? 'later' : 'earlier');
}
