import { type Day, parseIsoDate } from '../domain/civil-day.ts';
import type { Office } from '../domain/office-hours.ts';
import type { JournalChange, JournalLine, JournalOccurrence, Said, ToldResult } from '../text/journal.ts';
import type { Directory } from './directory.ts';
import { namesOf } from './render.ts';
import type { EvidenceView, LoggedEvent, OccurrenceView, ResultView, StepView, Store, Telling } from './store.ts';

/** More log lines than one deadline ever gathers. */
const MOST_EVENTS = 2000;

type Parts = { readonly store: Store; readonly office: Office };

/** Everything that was told and said about each of the occurrences, in their order. */
export async function journalOf(
  { store, office }: Parts,
  directory: Directory,
  occurrences: readonly OccurrenceView[],
): Promise<JournalOccurrence[]> {
  const ids = occurrences.map((occurrence) => occurrence.id);
  const [tellings, steps, results, evidence] = await Promise.all([
    store.tellings(ids),
    store.steps(ids),
    store.results(ids),
    store.evidence(ids),
  ]);
  const events = await Promise.all(ids.map((occurrenceId) => store.events({ occurrenceId, limit: MOST_EVENTS })));
  return occurrences.map((occurrence, index) => {
    const own = <T extends { occurrenceId: number }>(all: readonly T[]) =>
      all.filter((each) => each.occurrenceId === occurrence.id);
    const lines = [
      ...own(tellings).map((telling) => toldLine(telling, office, directory)),
      ...own(steps).flatMap((step) => missedLine(step, office)),
      ...own(evidence).map((kept) => evidenceLine(kept, office, directory)),
      ...(events[index] ?? []).flatMap((event) => eventLine(event, own(results), office, directory)),
    ];
    return {
      label: namesOf(occurrence).label,
      legalLastDay: occurrence.legalLastDay,
      state: occurrence.state,
      lines: inOrder(lines),
    };
  });
}

/** What was changed about the task itself. */
export function taskChanges(events: readonly LoggedEvent[], office: Office, directory: Directory): JournalLine[] {
  return inOrder(events.flatMap((event) => eventLine(event, [], office, directory)));
}

/** A line and its instant. */
type Placed = { readonly at: number; readonly line: JournalLine };

function inOrder(lines: readonly Placed[]): JournalLine[] {
  return lines.toSorted((a, b) => a.at - b.at).map(({ line }) => line);
}

const momentOf = ({ zone }: Office, at: number) => ({ day: zone.dayOf(at), minute: zone.minuteOf(at) });

function toldLine(telling: Telling, office: Office, directory: Directory): Placed {
  const at = telling.settledAt ?? telling.dueAt;
  return {
    at,
    line: {
      moment: momentOf(office, at),
      kind: 'told',
      person: directory.officer(telling.officerId) ?? null,
      role: telling.role,
      channel: telling.channel,
      result: resultOf(telling),
    },
  };
}

function resultOf({ state, reason }: Telling): ToldResult {
  switch (state) {
    case 'sent':
      return 'sent';
    case 'unknown':
      return 'uncertain';
    case 'pending':
    case 'sending':
      return 'waiting';
    case 'skipped':
      return 'skipped';
    case 'failed':
      if (reason === 'no-link') return 'no-chat';
      return reason === 'blocked' ? 'blocked' : 'failed';
  }
}

/** A step that a newer one took the place of on a later day: the bot was off when it was due. */
function missedLine({ state, reason, fireAt, settledAt }: StepView, office: Office): Placed[] {
  const off = state === 'skipped' && reason === 'newer-step' && settledAt !== null;
  if (!off || office.zone.dayOf(settledAt) === office.zone.dayOf(fireAt)) return [];
  return [{ at: fireAt, line: { moment: momentOf(office, fireAt), kind: 'missed' } }];
}

/** What was taken back with its report is not there any more. */
function evidenceLine({ at, officerId, what }: EvidenceView, office: Office, directory: Directory): Placed {
  const person = directory.officer(officerId) ?? null;
  return { at, line: { moment: momentOf(office, at), kind: 'said', person, said: { kind: 'evidence', what } } };
}

function eventLine(event: LoggedEvent, results: readonly ResultView[], office: Office, directory: Directory): Placed[] {
  const { at } = event;
  const person = event.officerId === null ? null : (directory.officer(event.officerId) ?? null);
  const moment = momentOf(office, at);
  const said = saidOf(event, results);
  if (said) return [{ at, line: { moment, kind: 'said', person, said } }];
  const change = changeOf(event);
  return change ? [{ at, line: { moment, kind: 'changed', person, change } }] : [];
}

function saidOf({ kind, data, officerId, inboundId }: LoggedEvent, results: readonly ResultView[]): Said | null {
  const ownResult = results.find((result) => result.officerId === officerId);
  // Of several reports the newest holds the number; what was reported and taken back has none any more.
  const documentNumber =
    (kind === 'result-recorded' || ownResult?.inboundId === inboundId ? ownResult : null)?.documentNumber ?? null;
  switch (kind) {
    case 'acknowledged':
      return { kind };
    case 'remark':
      return { kind: 'not-done' };
    case 'promised':
      return { kind, day: dayIn(data.day) };
    case 'completed':
      return { kind: 'done', documentNumber, closes: data.closes === true };
    case 'result-recorded':
      return { kind: 'result', documentNumber };
    case 'acknowledgement-taken-back':
      return { kind: 'acknowledgement-undone' };
    case 'promise-taken-back':
      return { kind: 'promise-undone' };
    case 'completion-taken-back':
      return { kind: 'done-undone' };
    case 'request-asked':
      return { kind: 'asked-more-time', day: dayIn(data.until) };
    case 'request-approved':
      return { kind: 'approved' };
    case 'request-refused':
      return { kind: 'refused' };
    case 'request-withdrawn':
    case 'request-reopened':
      return { kind: 'request-undone' };
    default:
      return null;
  }
}

/** Lines about the bot's own work (steps planned, messages claimed) are no change that anybody made. */
function changeOf({ kind, data }: LoggedEvent): JournalChange | null {
  switch (kind) {
    case 'occurrence-cancelled':
      return { kind: 'cancelled' };
    case 'occurrence-skipped':
      return { kind: 'left-out' };
    case 'occurrence-reopened':
      return { kind: 'reopened' };
    case 'occurrence-released':
      return { kind: 'released' };
    case 'occurrence-redated':
      // Written also where only the certainty changed.
      return data.from === data.to ? null : { kind: 'redated', from: dayIn(data.from), to: dayIn(data.to) };
    case 'occurrence-moved':
      return { kind: 'moved', from: dayIn(data.from), to: dayIn(data.to) };
    case 'task-added':
    case 'task-paused':
    case 'task-resumed':
    case 'task-removed':
      return { kind };
    case 'task-edited':
      return { kind, fields: Array.isArray(data.fields) ? data.fields.map(String) : [] };
    default:
      return null;
  }
}

function dayIn(value: unknown): Day | null {
  return typeof value === 'string' ? parseIsoDate(value) : null;
}
