import type { Calendar } from './calendar.ts';
import type { Day } from './civil-day.ts';
import { fold } from './fold.ts';
import { isEventRule, type Rule } from './rule.ts';
import type { OccurrenceState } from './states.ts';

/** What an event belongs to. Everything else that happens is `event`. */
export type EventKind =
  /** Something happened that starts terms. */
  | 'event'
  /** A petition («phản ánh, kiến nghị») was received. */
  | 'petition'
  /** It was answered: its result is to be published. */
  | 'petition-result'
  /** A dossier («hồ sơ») has a day on which its result is to be handed over. */
  | 'dossier'
  /** That day went by. */
  | 'dossier-late';

/** The names of these events; petitions take the plan's own words where it has some. */
export const EVENT_NAMES = {
  petition: 'tiếp nhận phản ánh, kiến nghị',
  'petition-result': 'có kết quả xử lý phản ánh, kiến nghị',
  // Not the words that plans wait with: a dossier that is handed over in time needs no explanation and no apology.
  dossier: 'theo dõi hồ sơ hẹn trả',
  'dossier-late': 'hồ sơ quá hẹn trả kết quả',
} as const satisfies Record<Exclude<EventKind, 'event'>, string>;

/** What happens in an event of that name; plans word it in different ways. */
export function eventKindOf(name: string): EventKind {
  const text = ` ${fold(name).replace(/[^a-z0-9]+/g, ' ')} `;
  const has = (...words: string[]) => words.every((word) => text.includes(` ${word} `));
  if (has('kien nghi') || has('phan anh')) {
    if (has('ket qua')) return 'petition-result';
    return has('nhan') || has('tiep nhan') ? 'petition' : 'event';
  }
  if (has('ho so') && (has('den han') || has('hen tra') || has('den hen'))) return 'dossier';
  return 'event';
}

/** The names under which the rules wait for events of a kind, each once. */
export function eventNamesOf(rules: readonly Rule[], kind: EventKind): string[] {
  const names = rules.filter(isEventRule).map((rule) => rule.event);
  return [...new Set(names)].filter((name) => eventKindOf(name) === kind);
}

/** The number of days within which petitions are answered. */
export interface PetitionTerm {
  readonly n: number;
  readonly unit: 'day' | 'working-day';
  /** The legal source, as the administrator named it; null for the default. */
  readonly source: string | null;
}

/**
 * Decision 31/2021/QĐ-TTg named ten days. It was replaced by decision 29/2026/QĐ-TTg on 20 July 2026, so the number has to
 * be checked, and an administrator can change it.
 */
export const DEFAULT_TERM: PetitionTerm = { n: 10, unit: 'day', source: null };

/** One deadline of a case. */
export interface CaseStep {
  readonly occurrenceId: number;
  readonly taskId: number;
  readonly state: OccurrenceState;
  readonly legalLastDay: Day;
  /** The day on which it was closed. */
  readonly closedOn: Day | null;
  /** Left out because another step of the case made it needless. */
  readonly settled: boolean;
  /** It belongs to the case's follow-up (the published result, the late dossier), not to the case itself. */
  readonly followUp: boolean;
}

/** A petition or dossier with all of its deadlines. */
export interface CaseState {
  readonly kind: 'petition' | 'dossier';
  /** The standing follow-up event; `once` where there was one that was withdrawn. */
  readonly followUp: { readonly eventId: number } | 'once' | null;
  /** The task that tracks a dossier. */
  readonly taskId: number | null;
  /** Tasks that publish the result of a petition. */
  readonly publishing: ReadonlySet<number>;
  readonly steps: readonly CaseStep[];
}

export type CaseMove =
  /** The petition is answered: publication begins, counted from that day. */
  | { readonly kind: 'publish'; readonly day: Day }
  /** The answer was taken back. */
  | { readonly kind: 'unpublish'; readonly eventId: number }
  /** The dossier is late: explanation and apology are asked for by `due`. */
  | { readonly kind: 'late'; readonly due: Day }
  /** Nobody needs to be reminded of this step any more, or of course again. */
  | { readonly kind: 'settle' | 'unsettle'; readonly occurrenceId: number };

/**
 * What has to happen so that a case goes on by itself. Asking again after it was done gives nothing, so that it can be
 * asked at any time, and whatever was missed is made up for.
 */
export function caseMoves(state: CaseState, today: Day, calendar: Calendar): CaseMove[] {
  const needless = needlessOfPetition(state);
  const settling = state.steps.flatMap((step): CaseMove[] => {
    if (step.state === 'open' && needless.has(step.occurrenceId))
      return [{ kind: 'settle', occurrenceId: step.occurrenceId }];
    if (step.settled && !needless.has(step.occurrenceId))
      return [{ kind: 'unsettle', occurrenceId: step.occurrenceId }];
    return [];
  });
  const next = state.kind === 'petition' ? nextOfPetition(state) : nextOfDossier(state, today, calendar);
  return next ? [next, ...settling] : settling;
}

function nextOfPetition({ followUp, publishing, steps }: CaseState): CaseMove | null {
  const replies = steps.filter((step) => !publishing.has(step.taskId) && step.state !== 'cancelled');
  const answered = replies.length > 0 && replies.every((step) => step.state === 'done');
  const standing = followUp !== null && followUp !== 'once' ? followUp : null;
  if (answered && !standing && publishing.size > 0)
    return { kind: 'publish', day: Math.max(...replies.map((step) => step.closedOn ?? 0)) };
  return !answered && standing ? { kind: 'unpublish', eventId: standing.eventId } : null;
}

/** «ngay sau khi có kết quả; trong 10 ngày kể từ ngày tiếp nhận» is one publication: the earlier of both days counts. */
function needlessOfPetition({ followUp, publishing, steps }: CaseState): Set<number> {
  const needless = new Set<number>();
  if (followUp === null || followUp === 'once') return needless;
  for (const taskId of publishing) {
    const own = steps.filter((step) => step.taskId === taskId);
    // Until the new step is there, the one that is must go on.
    if (!own.some((step) => step.followUp)) continue;
    const waiting = own
      .filter((step) => step.state === 'open' || step.settled)
      .sort((a, b) => a.legalLastDay - b.legalLastDay || Number(b.followUp) - Number(a.followUp));
    const published = own.some((step) => step.state === 'done');
    for (const step of published ? waiting : waiting.slice(1)) needless.add(step.occurrenceId);
  }
  return needless;
}

function nextOfDossier(state: CaseState, today: Day, calendar: Calendar): CaseMove | null {
  const tracking = state.steps.find((step) => step.taskId === state.taskId);
  // Its own last day, which an administrator may have moved.
  if (state.followUp !== null || tracking?.state !== 'open' || today <= tracking.legalLastDay) return null;
  return { kind: 'late', due: calendar.firstWorkingDayOnOrAfter(tracking.legalLastDay + 1) };
}
