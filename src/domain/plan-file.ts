import * as z from 'zod';
import { ruleSchema } from './rule.ts';

const text = z.string().trim().min(1);

const planTaskSchema = z.strictObject({
  /** The row's number in the document («III.1.6»). */
  ref: text.max(20),
  /** An indicator («chỉ tiêu») is a figure to reach by the end of the period, not a document to send. */
  kind: z.enum(['task', 'indicator']),
  /** Our own short title; `{year}` stands for the year that the plan is applied to. */
  title: text.max(90),
  /** Positions that answer for it here. */
  lead: z.array(text),
  /** Who leads by the document, where that is not `lead`. */
  leadInPlan: z.array(text).optional(),
  cooperating: z.array(text),
  /** The deadline in the document's own words, wherever in the row it stands. */
  deadlineText: z.string(),
  rules: z.array(ruleSchema).min(1),
  /** Where several officers lead: one answer closes it, or each answers for themselves. */
  completion: z.enum(['any', 'each']).default('any'),
  /** A policy of `data/policies/`; without it the rule's kind decides. */
  policy: text.optional(),
  recipient: text.optional(),
  result: z.string().default(''),
  notes: z.string().default(''),
});

/** A plan («kế hoạch») as a file of `data/plans/`: a template that is applied to a year. */
export const planFileSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'lower-case letters, digits and hyphens only'),
    name: text,
    source: text,
    /** The year that the dated rules of the file are written for. */
    year: z.int().min(2000).max(2099),
    positions: z.array(
      z.strictObject({
        name: text,
        aliases: z.array(text).default([]),
        /** Whether someone of this office can hold it; positions outside are never asked for a holder. */
        place: z.enum(['office', 'outside']),
      }),
    ),
    tasks: z.array(planTaskSchema).min(1),
  })
  .superRefine((plan, context) => {
    const problem = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    const known = new Set<string>();
    plan.positions.forEach((position, index) => {
      for (const name of [position.name, ...position.aliases]) {
        if (known.has(name)) problem(['positions', index], `position listed twice: ${name}`);
        known.add(name);
      }
    });
    const refs = new Set<string>();
    plan.tasks.forEach((task, index) => {
      if (refs.has(task.ref)) problem(['tasks', index, 'ref'], 'listed twice');
      refs.add(task.ref);
      for (const field of ['lead', 'cooperating', 'leadInPlan'] as const) {
        for (const name of task[field] ?? []) {
          if (!known.has(name)) problem(['tasks', index, field], `unknown position: ${name}`);
        }
      }
    });
  });

export type PlanFile = z.infer<typeof planFileSchema>;
export type PlanTask = z.infer<typeof planTaskSchema>;

/** Problems of a plan file, each with the row's reference and the field: `III.1.6 rules.0.day: …`. */
export function planFileProblems(error: z.ZodError, raw: unknown): string[] {
  return error.issues.map((issue) => {
    const [first, index, ...rest] = issue.path;
    if (first !== 'tasks' || typeof index !== 'number') return `${issue.path.join('.') || 'file'}: ${issue.message}`;
    return `${rowName(raw, index)} ${rest.join('.') || 'row'}: ${issue.message}`;
  });
}

function rowName(raw: unknown, index: number): string {
  const tasks = (raw as { tasks?: unknown } | null)?.tasks;
  const ref = Array.isArray(tasks) ? (tasks[index] as { ref?: unknown } | null)?.ref : undefined;
  return typeof ref === 'string' && ref !== '' ? ref : `tasks[${index}]`;
}
