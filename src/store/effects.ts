import { sql } from 'kysely';
import type { ChatAddress, Effect, PendingQuestion } from '../app/store.ts';
import type { Message } from '../domain/message.ts';
import { closeOccurrences } from './closing.ts';
import { inChunks, write } from './dialect.ts';
import { append } from './log.ts';
import { touchTasks } from './plans.ts';
import { priorityOf } from './priorities.ts';
import type { Db } from './schema.ts';

interface Reply {
  readonly inboundId: number;
  readonly at: number;
  readonly officerId: number | null;
  readonly intent: string;
  readonly effects: readonly Effect[];
  readonly answer: (ChatAddress & { message: Message }) | null;
}

/** Thrown inside the transaction so that it is rolled back; never leaves this file. */
class Stale extends Error {}

export async function commitReply(db: Db, reply: Reply): Promise<'committed' | 'stale'> {
  try {
    await write(db, async (trx) => {
      const handled = await trx
        .updateTable('inbound')
        .set({ state: 'handled', intent: reply.intent, settled_at: reply.at })
        .where('id', '=', reply.inboundId)
        .where('state', '=', 'new')
        .returning('id')
        .executeTakeFirst();
      if (!handled) throw new Stale();
      for (const effect of reply.effects) await take(trx, effect, reply);
      const { inboundId, officerId, intent } = reply;
      await append(trx, reply.at, [{ kind: 'inbound-handled', officerId, inboundId, data: { intent } }]);
      await answer(trx, reply);
    });
    return 'committed';
  } catch (error) {
    if (error instanceof Stale) return 'stale';
    throw error;
  }
}

async function take(trx: Db, effect: Effect, { at, inboundId }: Reply): Promise<void> {
  switch (effect.kind) {
    case 'acknowledge':
      return acknowledge(trx, effect, { at, inboundId });
    case 'complete':
      return complete(trx, effect, { at, inboundId });
    case 'remark': {
      const { occurrenceId, officerId, what } = effect;
      return append(trx, at, [{ kind: 'remark', occurrenceId, officerId, inboundId, data: { what } }]);
    }
    case 'undo':
      return undo(trx, effect, { at, inboundId });
    case 'release':
      return release(trx, effect, { at, inboundId });
    case 'ask':
      return ask(trx, effect.officerId, effect.question);
    case 'forget-question':
      await trx.deleteFrom('questions').where('officer_id', '=', effect.officerId).execute();
  }
}

type Source = { readonly at: number; readonly inboundId: number };

async function acknowledge(
  trx: Db,
  { occurrenceId, officerId }: Extract<Effect, { kind: 'acknowledge' }>,
  { at, inboundId }: Source,
): Promise<void> {
  const open = await trx
    .selectFrom('occurrences')
    .select('id')
    .where('id', '=', occurrenceId)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (!open) return;
  await trx
    .insertInto('acknowledgements')
    .values({ occurrence_id: occurrenceId, officer_id: officerId, acknowledged_at: at })
    .onConflict((conflict) => conflict.columns(['occurrence_id', 'officer_id']).doUpdateSet({ acknowledged_at: at }))
    .execute();
  await append(trx, at, [{ kind: 'acknowledged', occurrenceId, officerId, inboundId }]);
}

async function complete(
  trx: Db,
  { occurrenceId, officerId, closes, documentNumber }: Extract<Effect, { kind: 'complete' }>,
  { at, inboundId }: Source,
): Promise<void> {
  const row = await trx
    .selectFrom('occurrences')
    .select('id')
    .where('id', '=', occurrenceId)
    .where('state', 'in', ['open', 'held'])
    .executeTakeFirst();
  if (!row) throw new Stale();
  const completion = { inbound_id: inboundId, document_number: documentNumber, completed_at: at };
  await trx
    .insertInto('completions')
    .values({ occurrence_id: occurrenceId, officer_id: officerId, ...completion })
    // Who reports the same thing again means the newer report; it is also the one that «hoàn tác» takes back.
    .onConflict((conflict) =>
      conflict
        .columns(['occurrence_id', 'officer_id'])
        .where('taken_back_at', 'is', null)
        .doUpdateSet((eb) => ({
          ...completion,
          document_number: eb.fn.coalesce('excluded.document_number', 'completions.document_number'),
        })),
    )
    .execute();
  const data = { closes };
  await append(trx, at, [{ kind: 'completed', occurrenceId, officerId, inboundId, data }]);
  if (!closes) return;
  const closed = await closeOccurrences(trx, [{ occurrenceId, reason: null }], {
    to: 'done',
    at,
    officerId,
    inboundId,
  });
  if (closed.length === 0) throw new Stale();
}

async function undo(trx: Db, effect: Extract<Effect, { kind: 'undo' }>, { at, inboundId }: Source): Promise<void> {
  const { officerId } = effect;
  const taken = await trx
    .updateTable('completions')
    .set({ taken_back_at: at })
    .where('officer_id', '=', officerId)
    .where('inbound_id', '=', effect.inboundId)
    .where('taken_back_at', 'is', null)
    .returning('occurrence_id')
    .execute();
  if (taken.length === 0) throw new Stale();
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
  const revived = await inChunks(
    reopened.map((row) => row.id),
    (chunk) =>
      trx
        .updateTable('reminders')
        .set({ state: 'planned', reason: null, settled_at: null })
        .where('occurrence_id', 'in', chunk)
        .where('state', '=', 'skipped')
        .where('reason', '=', 'closed')
        .where('fire_at', '>', at)
        .returning(['id', 'occurrence_id'])
        .execute(),
  );
  await append(trx, at, [
    ...reopened.map((row) => ({
      kind: 'occurrence-reopened',
      occurrenceId: row.id,
      officerId,
      inboundId,
      data: { to: row.state },
    })),
    ...revived.map((row) => ({
      kind: 'reminder-planned',
      occurrenceId: row.occurrence_id,
      data: { reminderId: row.id },
    })),
  ]);
  // Dates and steps may have changed while it was closed.
  await touchTasks(
    trx,
    reopened.map((row) => row.task_id),
  );
}

async function release(
  trx: Db,
  { occurrenceId, officerId }: Extract<Effect, { kind: 'release' }>,
  { at, inboundId }: Source,
): Promise<void> {
  const row = await trx
    .updateTable('occurrences')
    .set({ state: 'open' })
    .where('id', '=', occurrenceId)
    .where('state', '=', 'held')
    .returning('task_id')
    .executeTakeFirst();
  if (!row) throw new Stale();
  await append(trx, at, [{ kind: 'occurrence-released', occurrenceId, officerId, inboundId }]);
  // A held occurrence has no steps; planning gives it those that are still to come.
  await touchTasks(trx, [row.task_id]);
}

async function ask(trx: Db, officerId: number, question: PendingQuestion): Promise<void> {
  const columns = {
    choices: JSON.stringify(question.choices),
    document_number: question.documentNumber,
    expires_at: question.expiresAt,
  };
  await trx
    .insertInto('questions')
    .values({ officer_id: officerId, ...columns })
    .onConflict((conflict) => conflict.column('officer_id').doUpdateSet(columns))
    .execute();
}

async function answer(trx: Db, { answer: wanted, inboundId, officerId, at }: Reply): Promise<void> {
  if (!wanted) return;
  const row = await trx
    .insertInto('deliveries')
    .values({
      key: `answer:${inboundId}`,
      kind: 'answer',
      officer_id: officerId,
      state: 'pending',
      priority: priorityOf.answer,
      due_at: at,
      channel: wanted.channel,
      account: wanted.account,
      chat_id: wanted.chatId,
      message: JSON.stringify(wanted.message),
      created_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await append(trx, at, [
    { kind: 'delivery-pending', officerId, deliveryId: row.id, inboundId, data: { kind: 'answer' } },
  ]);
}
