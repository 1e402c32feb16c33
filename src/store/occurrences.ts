import type { Selectable } from 'kysely';
import type { OccurrenceDates, OccurrenceView } from '../app/store.ts';
import { dayFromIso } from '../domain/civil-day.ts';
import { readRules } from '../domain/rule.ts';
import { splitPeriod } from '../domain/schedule.ts';
import { groupBy } from './dialect.ts';
import { byIds } from './prepared.ts';
import type { Database, Db } from './schema.ts';

type DateColumns = Pick<
  Selectable<Database['occurrences']>,
  'label' | 'nominal_day' | 'last_day' | 'legal_last_day' | 'target_day' | 'minute' | 'certainty' | 'cutoff_to_day'
>;

export const datesOf = (row: DateColumns): OccurrenceDates => ({
  label: row.label,
  nominal: dayFromIso(row.nominal_day),
  lastDay: dayFromIso(row.last_day),
  legalLastDay: dayFromIso(row.legal_last_day),
  target: dayFromIso(row.target_day),
  time: row.minute,
  certainty: row.certainty,
  cutoffTo: row.cutoff_to_day === null ? null : dayFromIso(row.cutoff_to_day),
});

/** The occurrences with these ids, in the order of the ids, loaded in a fixed number of queries. */
export async function loadOccurrences(trx: Db, ids: Iterable<number>): Promise<Map<number, OccurrenceView>> {
  const wanted = [...new Set(ids)];
  const rows = await occurrencesById(trx, wanted);
  const taskIds = rows.map((row) => row.task_id);
  const tasks = await tasksById(trx, taskIds);
  const positions = await positionsOfTasks(trx, taskIds);
  const completions = await completionsOf(trx, wanted);
  const acknowledgements = await acknowledgementsOf(trx, wanted);
  const events = await eventsById(
    trx,
    rows.map((row) => eventIdOf(row.period)).filter((id) => id !== null),
  );

  const eventDays = new Map(events.map((event) => [event.id, dayFromIso(event.day)]));
  const positionsOf = groupBy(positions, (row) => row.task_id);
  const briefs = new Map(tasks.map((task) => [task.id, briefOf(task, positionsOf.get(task.id) ?? [])]));
  const doneOf = groupBy(completions, (row) => row.occurrence_id);
  const acknowledgedOf = groupBy(acknowledgements, (row) => row.occurrence_id);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const views = new Map<number, OccurrenceView>();
  for (const id of wanted) {
    const row = byId.get(id);
    if (!row) continue;
    views.set(id, {
      ...datesOf(row),
      id,
      period: row.period,
      state: row.state,
      task: briefs.get(row.task_id)!,
      eventDay: eventDays.get(eventIdOf(row.period) ?? 0) ?? null,
      remindBy: row.remind_by_day === null ? null : dayFromIso(row.remind_by_day),
      movedTo: row.moved_to_day === null ? null : dayFromIso(row.moved_to_day),
      doneBy: (doneOf.get(id) ?? []).map((completion) => completion.officer_id),
      acknowledged: (acknowledgedOf.get(id) ?? []).map((one) => ({
        officerId: one.officer_id,
        at: one.acknowledged_at,
      })),
    });
  }
  return views;
}

const occurrencesById = byIds((db, ids) => db.selectFrom('occurrences').selectAll().where('id', 'in', ids));
const tasksById = byIds((db, ids) => db.selectFrom('tasks').selectAll().where('id', 'in', ids));
const positionsOfTasks = byIds((db, ids) =>
  db.selectFrom('task_positions').selectAll().where('task_id', 'in', ids).orderBy('rank'),
);
const completionsOf = byIds((db, ids) =>
  db
    .selectFrom('completions')
    .select(['occurrence_id', 'officer_id'])
    .where('occurrence_id', 'in', ids)
    .where('taken_back_at', 'is', null)
    .orderBy('id'),
);
const acknowledgementsOf = byIds((db, ids) =>
  db
    .selectFrom('acknowledgements')
    .selectAll()
    .where('occurrence_id', 'in', ids)
    .orderBy('acknowledged_at')
    .orderBy('officer_id'),
);
const eventsById = byIds((db, ids) => db.selectFrom('office_events').select(['id', 'day']).where('id', 'in', ids));

/** Periods that are counted from an event are named after it: `e12`, `e12/2`. */
function eventIdOf(period: string): number | null {
  const match = /^e(\d+)$/.exec(splitPeriod(period).key);
  return match ? Number(match[1]) : null;
}

function briefOf(
  task: Selectable<Database['tasks']>,
  positions: readonly Database['task_positions'][],
): OccurrenceView['task'] {
  const idsOf = (part: 'lead' | 'cooperating') =>
    positions.filter((position) => position.part === part).map((position) => position.position_id);
  return {
    id: task.id,
    ref: task.ref,
    kind: task.kind,
    title: task.title,
    completion: task.completion,
    policy: task.policy,
    rules: readRules(task.rules),
    leadIds: idsOf('lead'),
    cooperatingIds: idsOf('cooperating'),
    recipient: task.recipient,
    deadlineText: task.deadline_text,
    result: task.result,
    notes: task.notes,
  };
}
