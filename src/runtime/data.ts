import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type * as z from 'zod';
import { type Calendar, type CalendarYear, calendarYearSchema, makeCalendar } from '../domain/calendar.ts';
import { type PlanFile, planFileProblems, planFileSchema } from '../domain/plan-file.ts';
import { type Policies, policiesSchema } from '../domain/policy.ts';

/** The data that ship with the program. */
export const DATA = resolve(import.meta.dirname, '../../data');
export const SHIPPED_PLAN = join(DATA, 'plans/kstthc.json');

/** A file that cannot be used; the message names the file and what is wrong in it, one problem a line. */
export class DataError extends Error {
  override readonly name = 'DataError';
}

export function loadCalendarFiles(folder = join(DATA, 'calendar')): CalendarYear[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => readChecked(join(folder, name), calendarYearSchema));
}

/** The shipped calendar alone, without what an office entered. */
export function loadCalendar(folder?: string): Calendar {
  return makeCalendar(loadCalendarFiles(folder));
}

export function loadPolicies(path = join(DATA, 'policies/default.json')): Policies {
  return readChecked(path, policiesSchema);
}

/** A plan file, whole and checked, or a DataError that names each bad row and field. */
export function loadPlan(path: string): PlanFile {
  return readChecked(path, planFileSchema, planFileProblems);
}

function readChecked<T>(
  path: string,
  schema: z.ZodType<T>,
  problemsOf: (error: z.ZodError, raw: unknown) => string[] = (error) =>
    error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`),
): T {
  const raw = readJson(path);
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new DataError(`${path}: ${problemsOf(parsed.error, raw).join('; ')}`);
}

function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new DataError(`${path}: ${code === 'ENOENT' ? 'no such file' : `cannot be read (${code})`}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DataError(`${path}: not JSON (${(error as Error).message.split('\n')[0]})`);
  }
}
