import type { Selectable } from 'kysely';
import type { CaseStore, EventStep, OfficeCase, RecordedEvent } from '../app/store.ts';
import { type EventKind, eventKindOf, type PetitionTerm } from '../domain/case.ts';
import { type Day, dayFromIso, isoDate } from '../domain/civil-day.ts';
import { splitPeriod } from '../domain/schedule.ts';
import { PETITION_TERM, recordEvent } from './case-changes.ts';
import { groupBy, inChunks, read, write } from './dialect.ts';
import { datesOf } from './occurrences.ts';
import type { Database, Db } from './schema.ts';

export function makeCases(db: Db): CaseStore {
  return {
    officeEvents: async () => {
      const rows = await db
        .selectFrom('office_events')
        .selectAll()
        .where('withdrawn_at', 'is', null)
        .orderBy('id')
        .execute();
      return rows.map(eventOf);
    },
    recordEvent: ({ name, day, note, at }) =>
      write(db, async (trx) => {
        const event = { kind: eventKindOf(name), name, day, note, caseId: null, taskRef: null };
        const id = await recordEvent(trx, event, { at, officerId: null, inboundId: null });
        return { id, name, day, note, recordedAt: at };
      }),
    officeCases: (query) => read(db, (trx) => officeCases(trx, query)),
    petitionTerm: async () => {
      const row = await db
        .selectFrom('office_settings')
        .select('value')
        .where('name', '=', PETITION_TERM)
        .executeTakeFirst();
      return row ? (JSON.parse(row.value) as PetitionTerm) : null;
    },
  };
}

function eventOf(row: Selectable<Database['office_events']>): RecordedEvent {
  return {
    id: row.id,
    // Events of earlier versions have no kind of their own.
    kind: row.kind ?? eventKindOf(row.name),
    name: row.name,
    day: dayFromIso(row.day),
    note: row.note,
    recordedAt: row.recorded_at,
    caseId: row.case_id,
    taskId: row.task_id,
    withdrawn: row.withdrawn_at !== null,
  };
}

async function officeCases(trx: Db, { kinds, since }: { kinds: readonly EventKind[]; since: Day }) {
  const rows = await trx
    .selectFrom('office_events')
    .selectAll()
    .where('day', '>=', isoDate(since))
    .where('case_id', 'is', null)
    .where('withdrawn_at', 'is', null)
    .orderBy('day')
    .orderBy('id')
    .execute();
  const events = rows.map(eventOf).filter((event) => kinds.includes(event.kind));
  const followUps = await inChunks(
    events.map((event) => event.id),
    (chunk) => trx.selectFrom('office_events').selectAll().where('case_id', 'in', chunk).orderBy('id').execute(),
  );
  const followUpsOf = groupBy(followUps.map(eventOf), (event) => event.caseId);
  const all = [...events, ...[...followUpsOf.values()].flat()];
  const stepsOf = groupBy(await eventSteps(trx, all), (step) => step.eventId);
  return events.map((event): OfficeCase => {
    const own = followUpsOf.get(event.id) ?? [];
    return { event, followUps: own, steps: [event, ...own].flatMap(({ id }) => stepsOf.get(id) ?? []) };
  });
}

/** The deadlines that events started: those counted from them, and those of the tasks that were made for them. */
async function eventSteps(trx: Db, events: readonly RecordedEvent[]): Promise<EventStep[]> {
  if (events.length === 0) return [];
  const waiting = await trx.selectFrom('tasks').select('id').where('rules', 'like', '%"event":%').execute();
  const eventOfTask = new Map(events.flatMap(({ id, taskId }) => (taskId === null ? [] : [[taskId, id] as const])));
  const known = new Set(events.map((event) => event.id));
  const rows = await inChunks([...waiting.map((row) => row.id), ...eventOfTask.keys()], (chunk) =>
    trx.selectFrom('occurrences').selectAll().where('task_id', 'in', chunk).orderBy('id').execute(),
  );
  return rows.flatMap((row): EventStep[] => {
    const counted = Number(/^e(\d+)$/.exec(splitPeriod(row.period).key)?.[1]);
    const eventId = eventOfTask.get(row.task_id) ?? counted;
    if (!known.has(eventId)) return [];
    return [
      {
        occurrenceId: row.id,
        taskId: row.task_id,
        eventId,
        state: row.state,
        reason: row.reason,
        dates: datesOf(row),
        closedAt: row.closed_at,
      },
    ];
  });
}
