import type { ChatAddress, Effect, PendingQuestion } from '../app/store.ts';
import { isoDate } from '../domain/civil-day.ts';
import type { Message } from '../domain/message.ts';
import { type Source, takeChange } from './changes.ts';
import { closeOccurrences } from './closing.ts';
import { write } from './dialect.ts';
import { takeDraftEffect } from './drafts.ts';
import { append } from './log.ts';
import { priorityOf } from './priorities.ts';
import type { Db } from './schema.ts';
import { Stale } from './stale.ts';
import { touchTasks } from './task-rows.ts';
import { undo } from './undo.ts';

interface Reply {
  readonly inboundId: number;
  readonly at: number;
  readonly officerId: number | null;
  readonly intent: string;
  readonly effects: readonly Effect[];
  readonly answers: readonly (ChatAddress & { message: Message })[];
}

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
      await rememberAct(trx, reply);
      for (const [index, each] of reply.answers.entries()) await answer(trx, reply, each, index);
    });
    return 'committed';
  } catch (error) {
    if (error instanceof Stale) return 'stale';
    throw error;
  }
}

async function take(trx: Db, effect: Effect, source: Reply): Promise<void> {
  const { at, inboundId } = source;
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
      return;
    case 'record-result':
      return recordResult(trx, effect, { at, inboundId });
    case 'promise':
      return promise(trx, effect, { at, inboundId });
    case 'keep-draft':
    case 'drop-draft':
      return takeDraftEffect(trx, effect);
    default:
      return takeChange(trx, effect, source satisfies Source);
  }
}

/** Effects that change nothing anybody would want to take back. */
const NO_ACT: ReadonlySet<Effect['kind']> = new Set([
  'ask',
  'forget-question',
  'keep-draft',
  'drop-draft',
  'undo',
  'notice',
  'note',
  'restored',
]);

async function rememberAct(trx: Db, { inboundId, officerId, intent, effects, at }: Reply): Promise<void> {
  const lasting = effects.filter((effect) => !NO_ACT.has(effect.kind));
  if (lasting.length === 0 || officerId === null) return;
  await trx
    .insertInto('acts')
    .values({
      inbound_id: inboundId,
      officer_id: officerId,
      intent,
      effects: JSON.stringify(lasting),
      acted_at: at,
    })
    .execute();
}

type Told = { readonly at: number; readonly inboundId: number };

async function acknowledge(
  trx: Db,
  { occurrenceId, officerId }: Extract<Effect, { kind: 'acknowledge' }>,
  { at, inboundId }: Told,
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
  { occurrenceId, officerId, closes, documentNumber, note = null }: Extract<Effect, { kind: 'complete' }>,
  { at, inboundId }: Told,
): Promise<void> {
  const row = await trx
    .selectFrom('occurrences')
    .select('id')
    .where('id', '=', occurrenceId)
    .where('state', 'in', ['open', 'held'])
    .executeTakeFirst();
  if (!row) throw new Stale();
  const completion = { inbound_id: inboundId, document_number: documentNumber, note, completed_at: at };
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
          note: eb.fn.coalesce('excluded.note', 'completions.note'),
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

async function recordResult(
  trx: Db,
  { occurrenceId, officerId, documentNumber, note }: Extract<Effect, { kind: 'record-result' }>,
  { at, inboundId }: Told,
): Promise<void> {
  const row = await trx
    .updateTable('completions')
    .set((eb) => ({
      document_number: eb.fn.coalesce(eb.val(documentNumber), 'document_number'),
      note: eb.fn.coalesce(eb.val(note), 'note'),
    }))
    .where('occurrence_id', '=', occurrenceId)
    .where('officer_id', '=', officerId)
    .where('taken_back_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!row) throw new Stale();
  await append(trx, at, [{ kind: 'result-recorded', occurrenceId, officerId, inboundId }]);
}

async function promise(
  trx: Db,
  { occurrenceId, officerId, day }: Extract<Effect, { kind: 'promise' }>,
  { at, inboundId }: Told,
): Promise<void> {
  const values = { day: isoDate(day), inbound_id: inboundId, promised_at: at };
  await trx
    .insertInto('promises')
    .values({ occurrence_id: occurrenceId, officer_id: officerId, ...values })
    .onConflict((conflict) => conflict.columns(['occurrence_id', 'officer_id']).doUpdateSet(values))
    .execute();
  await append(trx, at, [{ kind: 'promised', occurrenceId, officerId, inboundId, data: { day: isoDate(day) } }]);
}

async function release(
  trx: Db,
  { occurrenceId, officerId }: Extract<Effect, { kind: 'release' }>,
  { at, inboundId }: Told,
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
    note: question.note,
    asked_at: question.askedAt,
    expires_at: question.expiresAt,
  };
  await trx
    .insertInto('questions')
    .values({ officer_id: officerId, ...columns })
    .onConflict((conflict) => conflict.column('officer_id').doUpdateSet(columns))
    .execute();
}

async function answer(
  trx: Db,
  { inboundId, officerId, at }: Reply,
  { channel, account, chatId, message }: Reply['answers'][number],
  index: number,
): Promise<void> {
  const row = await trx
    .insertInto('deliveries')
    .values({
      key: index === 0 ? `answer:${inboundId}` : `answer:${inboundId}:${index + 1}`,
      kind: 'answer',
      officer_id: officerId,
      state: 'pending',
      priority: priorityOf.answer,
      due_at: at,
      channel,
      account,
      chat_id: chatId,
      message: JSON.stringify(message),
      created_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await append(trx, at, [
    { kind: 'delivery-pending', officerId, deliveryId: row.id, inboundId, data: { kind: 'answer' } },
  ]);
}
