import type { Attachment, InboundContent } from '../domain/message.ts';
import { captionedText, evidenceKeptText } from '../text/evidence.ts';
import type { Answer, Talk } from './conversation/talk.ts';
import { namesOf } from './render.ts';
import type { EvidenceEffect, OccurrenceView, Store } from './store.ts';

/** A picture so long after «xong» is about something else. */
const EVIDENCE_MS = 30 * 60_000;

/**
 * What comes without words belongs to what the officer has just reported done in this chat, or to the report whose answer
 * it quotes; null where there is no such report.
 */
export async function evidenceFor(
  store: Store,
  { officer, chat, now }: Talk,
  content: Extract<InboundContent, { kind: 'unreadable' }>,
): Promise<Answer | null> {
  const done = await store.completedInChat({
    officerId: officer.id,
    chat,
    since: now - EVIDENCE_MS,
    quotes: content.quotes ?? null,
  });
  if (!done) return null;
  const views = await Promise.all(done.occurrenceIds.map((id) => store.occurrence(id)));
  const tasks = views.filter((view): view is OccurrenceView => view !== null);
  return {
    intent: 'evidence',
    effects: [effectOf(officer.id, done.occurrenceIds, content.messageId, content)],
    text: evidenceKeptText(
      tasks.map((task) => ({ code: null, ...namesOf(task) })),
      content.what,
    ),
  };
}

/** The picture whose caption reported something, kept with it. */
export function withAttached(answer: Answer, officerId: number, messageId: string, attached: Attachment): Answer {
  const ids = answer.effects.flatMap((effect) =>
    effect.kind === 'complete' || effect.kind === 'record-result' ? [effect.occurrenceId] : [],
  );
  if (ids.length === 0 || answer.text === null) return answer;
  return {
    ...answer,
    effects: [...answer.effects, effectOf(officerId, ids, messageId, attached)],
    text: captionedText(answer.text, attached.what),
  };
}

function effectOf(
  officerId: number,
  occurrenceIds: readonly number[],
  messageId: string,
  { what, file }: Attachment,
): EvidenceEffect {
  return { kind: 'keep-evidence', officerId, occurrenceIds, what, file: file ?? null, messageId };
}
