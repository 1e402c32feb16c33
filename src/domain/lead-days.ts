/** `lead:10,3`: the rule's own policy, with other working days before the target. */
const LEAD_DAYS = /^lead:(\d{1,2}(?:,\d{1,2}){0,7})$/;
const MOST_LEAD_DAYS = 60;

/** The days of a policy like `lead:10,3`, the earliest step first; null for other names. */
export function leadDaysOf(name: string): number[] | null {
  const days = LEAD_DAYS.exec(name)?.[1]?.split(',').map(Number);
  if (!days || days.some((day) => day < 1 || day > MOST_LEAD_DAYS)) return null;
  return [...new Set(days)].sort((a, b) => b - a);
}

/** The name of a policy with lead days of one's own; null where they are too many, or not from 1 to 60. */
export function leadDaysPolicy(days: readonly number[]): string | null {
  const name = `lead:${[...new Set(days)].sort((a, b) => b - a).join(',')}`;
  return leadDaysOf(name) === null ? null : name;
}
