import type { Day } from '../../domain/civil-day.ts';
import type { InboundContent } from '../../domain/message.ts';
import { understand } from '../../domain/reply.ts';
import { amendedText } from '../../text/answers.ts';
import { draftKeptText } from '../../text/conversation.ts';
import type { Store } from '../store.ts';
import type { Answer, Talk } from './talk.ts';

const UNDO_LIFE_MS = 24 * 3_600_000;

/**
 * A message that was edited or taken back afterwards. What was done because of it stays done, and the person is asked;
 * the journal has both versions, and the log says which belong together.
 */
export async function amended(
  store: Store,
  talk: Talk,
  today: Day,
  content: Extract<InboundContent, { kind: 'edited' | 'deleted' }>,
  /** The name that a command goes by; null for questions that need not be answered. */
  headOf: (command: string) => string | null,
): Promise<Answer> {
  const { officer, now, inboundId } = talk;
  const message = { ...talk.chat, messageId: content.messageId };
  const earlier = await store.earlierVersion({ message, before: inboundId });
  const data = earlier ? { earlier: earlier.inboundId } : {};
  const intent = content.kind;
  const effects = [{ kind: 'note', what: `message-${content.kind}`, data }] as const;
  const meaning = content.kind === 'edited' ? understand(content.text, today).kind : 'unclear';
  const before = earlier?.content.kind === 'text' || earlier?.content.kind === 'edited' ? earlier.content.text : null;
  const after = content.kind === 'edited' ? content.text : null;
  if (before !== null && before === after) return { intent, effects, text: null };
  const draft = await store.draft(talk.chat);
  const head = draft && draft.officerId === officer.id && draft.expiresAt >= now ? headOf(draft.command) : null;
  // Its words are in the conversation that waits, and stay there.
  if (head !== null && !earlier?.act && before !== null && earlier !== null && draft?.revision === earlier.inboundId) {
    return { intent, effects, text: draftKeptText(officer, head) };
  }
  if (!earlier?.act && meaning !== 'clauses' && meaning !== 'undo') return { intent, effects, text: null };
  const last = await store.lastAct({ officerId: officer.id, since: now - UNDO_LIFE_MS });
  const did = !earlier?.act ? 'nothing' : last?.inboundId === earlier.inboundId ? 'last' : 'something';
  return { intent, effects, text: amendedText(officer, { before, after, did }) };
}
