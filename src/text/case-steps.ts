import type { Day } from '../domain/civil-day.ts';
import type { DeadlineDates } from '../domain/deadline.ts';
import { type Lead, leadsText, sayDates } from './task-words.ts';

/** A deadline that an event would start. */
export interface StartedStep {
  /** Reference in the plan; empty where it is not a task yet. */
  readonly ref: string;
  readonly title: string;
  readonly dates: DeadlineDates;
  readonly leads: readonly Lead[];
  /** Those of them that somebody holds. */
  readonly cooperating: readonly Lead[];
}

/** «thứ Bảy 27/4, theo luật đến thứ Năm 2/5 → nên gửi thứ Sáu 26/4», and whether that is over. */
export function stepDatesText(dates: DeadlineDates, today: Day): string {
  return `${sayDates(dates, today)}${dates.legalLastDay < today ? ' (đã quá hạn)' : ''}`;
}

const MOST_LISTED = 12;

export function startedStepsText(steps: readonly StartedStep[], today: Day): string {
  const more = steps.length - MOST_LISTED;
  return [
    ...steps
      .slice(0, MOST_LISTED)
      .flatMap(({ ref, title, dates, leads, cooperating }) => [
        `• ${ref === '' ? '' : `${ref} `}${title}`,
        `   hạn ${stepDatesText(dates, today)}`,
        `   chủ trì: ${leadsText(leads)}${cooperating.length === 0 ? '' : `; phối hợp: ${leadsText(cooperating)}`}`,
      ]),
    ...(more > 0 ? [`và ${more} việc nữa.`] : []),
  ].join('\n');
}
