import { sql } from 'kysely';
import type { Effect } from '../app/store.ts';
import { reviveReminders } from './closing.ts';
import { inChunks } from './dialect.ts';
import { dropEvidence } from './evidence.ts';
import { append } from './log.ts';
import { takeBackRequest } from './request-changes.ts';
import type { Db } from './schema.ts';
import { Stale } from './stale.ts';
import { touchTasks } from './task-rows.ts';

/**
 * Takes back what one message of the officer did: completions, acknowledgements, promises, requests and decisions. Throws
 * Stale where it was taken back before.
 */
export async function undo(
  trx: Db,
  effect: Extract<Effect, { kind: 'undo' }>,
  source: { readonly at: number; readonly inboundId: number },
): Promise<void> {
  const act = await trx
    .updateTable('acts')
    .set({ undone_at: source.at })
    .where('inbound_id', '=', effect.inboundId)
    .where('officer_id', '=', effect.officerId)
    .where('undone_at', 'is', null)
    .returning('effects')
    .executeTakeFirst();
  const effects = act ? (JSON.parse(act.effects) as Effect[]) : [];
  for (const each of effects) {
    if (each.kind === 'request') await takeBackRequest(trx, each.change, effect, source);
    else await takeBack(trx, each, source);
  }
  const reopened = await uncomplete(trx, effect, source);
  if (!act && !reopened) throw new Stale();
}

async function takeBack(
  trx: Db,
  effect: Effect,
  { at, inboundId }: { readonly at: number; readonly inboundId: number },
): Promise<void> {
  if (effect.kind !== 'acknowledge' && effect.kind !== 'promise') return;
  const { occurrenceId, officerId } = effect;
  const [table, kind] =
    effect.kind === 'acknowledge'
      ? (['acknowledgements', 'acknowledgement-taken-back'] as const)
      : (['promises', 'promise-taken-back'] as const);
  const gone = await trx
    .deleteFrom(table)
    .where('occurrence_id', '=', occurrenceId)
    .where('officer_id', '=', officerId)
    .returning('occurrence_id')
    .executeTakeFirst();
  if (gone) await append(trx, at, [{ kind, occurrenceId, officerId, inboundId }]);
}

/** Reopens what the message closed; false where it closed nothing that still stands. */
async function uncomplete(
  trx: Db,
  effect: Extract<Effect, { kind: 'undo' }>,
  { at, inboundId }: { readonly at: number; readonly inboundId: number },
): Promise<boolean> {
  const { officerId } = effect;
  const taken = await trx
    .updateTable('completions')
    .set({ taken_back_at: at })
    .where('officer_id', '=', officerId)
    .where('inbound_id', '=', effect.inboundId)
    .where('taken_back_at', 'is', null)
    .returning('occurrence_id')
    .execute();
  if (taken.length === 0) return false;
  await dropEvidence(trx, { officerId, inboundId: effect.inboundId }, at);
  const ids = taken.map((row) => row.occurrence_id);
  await append(
    trx,
    at,
    ids.map((occurrenceId) => ({
      kind: 'completion-taken-back',
      occurrenceId,
      officerId,
      inboundId,
      data: { completedBy: effect.inboundId },
    })),
  );
  const reopened = await inChunks(ids, (chunk) =>
    trx
      .updateTable('occurrences')
      // A held one goes back to being held: nobody has said yet that it is to be reminded of.
      .set({
        state: sql<'open' | 'held'>`coalesce(${sql.ref('closed_from')}, 'open')`,
        reason: null,
        closed_at: null,
        closed_from: null,
      })
      .where('id', 'in', chunk)
      .where('state', '=', 'done')
      .returning(['id', 'task_id', 'state'])
      .execute(),
  );
  await append(
    trx,
    at,
    reopened.map((row) => ({
      kind: 'occurrence-reopened',
      occurrenceId: row.id,
      officerId,
      inboundId,
      data: { to: row.state },
    })),
  );
  await reviveReminders(
    trx,
    reopened.map((row) => row.id),
    { reason: 'closed', at },
  );
  // Dates and steps may have changed while it was closed.
  await touchTasks(
    trx,
    reopened.map((row) => row.task_id),
  );
  return true;
}
