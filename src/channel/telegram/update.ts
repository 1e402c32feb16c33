import * as z from 'zod';
import type { Attachment, Inbound, InboundContent } from '../../domain/message.ts';
import { messageName } from './message-id.ts';

/** The bot's own identity, to know when a group speaks to it. */
export interface Me {
  readonly id: number;
  readonly username: string;
}

export type Reading =
  | { readonly kind: 'inbound'; readonly inbound: Inbound; readonly callbackId?: string }
  | { readonly kind: 'moved'; readonly from: string; readonly to: string }
  /** Nothing the office can mean: other bots, service messages, groups talking among themselves. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'malformed' };

const Chat = z.object({ id: z.int(), type: z.string() });
/** Unix seconds. Anything else could not be journaled, and would be offered again for ever. */
const Seconds = z.int().min(0).max(100_000_000_000);
const Entity = z.object({
  type: z.string(),
  offset: z.int(),
  length: z.int(),
  user: z.object({ id: z.int() }).optional(),
});
const Sender = z.object({ id: z.int(), is_bot: z.boolean().default(false) });

const ChatMessage = z.looseObject({
  message_id: z.int(),
  chat: Chat,
  date: Seconds,
  edit_date: Seconds.optional().catch(undefined),
  from: Sender.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  // What a person typed matters more than its trimmings: those may be unreadable without costing the text.
  entities: z.array(Entity).optional().catch(undefined),
  caption_entities: z.array(Entity).optional().catch(undefined),
  reply_to_message: z.object({ message_id: z.int(), from: Sender.optional() }).optional().catch(undefined),
  migrate_to_chat_id: z.int().optional(),
  migrate_from_chat_id: z.int().optional(),
});
type ChatMessage = z.infer<typeof ChatMessage>;

const EmojiList = z.array(z.looseObject({ type: z.string(), emoji: z.string().optional() }));

const Membership = z.object({ status: z.string(), is_member: z.boolean().optional() });

const Update = z.object({
  update_id: z.int(),
  message: ChatMessage.optional(),
  edited_message: ChatMessage.optional(),
  callback_query: z
    .object({
      id: z.string(),
      from: Sender,
      data: z.string().optional(),
      message: z.object({ message_id: z.int(), chat: Chat }).optional(),
    })
    .optional(),
  message_reaction: z
    .object({
      chat: Chat,
      message_id: z.int(),
      date: Seconds,
      user: Sender.optional(),
      old_reaction: EmojiList,
      new_reaction: EmojiList,
    })
    .optional(),
  my_chat_member: z
    .object({ chat: Chat, date: Seconds, old_chat_member: Membership, new_chat_member: Membership })
    .optional()
    .catch(undefined),
});
type Update = z.infer<typeof Update>;

/** In the order in which Telegram's own clients would name the message. */
const UNREADABLE = [
  ...['sticker', 'animation', 'photo', 'video', 'video_note', 'voice', 'audio', 'document', 'contact', 'location'],
  ...['venue', 'poll', 'dice', 'story', 'paid_media', 'checklist'],
];

const IGNORED: Reading = { kind: 'ignored' };
const MALFORMED: Reading = { kind: 'malformed' };

/** Translates one update of getUpdates. `receivedAt` stands in where Telegram gives no time (button presses). */
export function readUpdate(raw: unknown, me: Me, receivedAt: number): Reading {
  const parsed = Update.safeParse(raw);
  if (!parsed.success) return MALFORMED;
  const update = parsed.data;
  if (update.message !== undefined) return readMessage(update, update.message, me, false);
  if (update.edited_message !== undefined) return readMessage(update, update.edited_message, me, true);
  if (update.callback_query !== undefined) return readPress(update, update.callback_query, receivedAt);
  if (update.message_reaction !== undefined) return readReaction(update, update.message_reaction);
  if (update.my_chat_member !== undefined) return readMembership(update, update.my_chat_member);
  return IGNORED;
}

function readMessage(update: Update, message: ChatMessage, me: Me, edited: boolean): Reading {
  const chatId = String(message.chat.id);
  // Telegram tells a move twice, in the old chat and in the new one; either may come first.
  const { migrate_to_chat_id: to, migrate_from_chat_id: from } = message;
  if (to !== undefined) return moved(chatId, String(to));
  if (from !== undefined) return moved(String(from), chatId);
  if (message.from === undefined || message.from.is_bot) return IGNORED;

  const messageId = messageName(chatId, message.message_id);
  const text = addressedText(message, me);
  let content: InboundContent;
  if (text !== null) {
    const attached = attachmentOf(message);
    content = edited
      ? { kind: 'edited', text, messageId }
      : { kind: 'text', text, messageId, ...quotesOf(message), ...(attached === null ? {} : { attached }) };
  } else {
    const attached = attachmentOf(message);
    // An edit without text is a moving live location or a new cover of a picture: nothing was said.
    if (attached === null || edited || (message.chat.type !== 'private' && !repliesTo(message, me))) return IGNORED;
    content = { kind: 'unreadable', messageId, ...attached, ...quotesOf(message) };
  }
  const at = (edited ? (message.edit_date ?? message.date) : message.date) * 1_000;
  return inbound(update, message.chat, message.from, at, content);
}

/** Only groups move, and theirs are the negative ids: nobody's own chat becomes another one. */
function moved(from: string, to: string): Reading {
  return from.startsWith('-') && to.startsWith('-') ? { kind: 'moved', from, to } : MALFORMED;
}

function quotesOf({ chat, reply_to_message: quoted }: ChatMessage): { quotes?: string } {
  return quoted === undefined ? {} : { quotes: messageName(String(chat.id), quoted.message_id) };
}

const FileId = z.object({ file_id: z.string() });

/** What a message holds besides text; of a picture's sizes the last is the largest. */
function attachmentOf(message: ChatMessage): Attachment | null {
  const what = UNREADABLE.find((kind) => message[kind] !== undefined);
  if (what === undefined) return null;
  const content = message[what];
  const file = FileId.safeParse(Array.isArray(content) ? content.at(-1) : content);
  return { what, ...(file.success ? { file: file.data.file_id } : {}) };
}

const repliesTo = (message: ChatMessage, me: Me) => message.reply_to_message?.from?.id === me.id;

/** Typed by hand, also with diacritics, where Telegram itself marks no command: «/việc». */
const COMMAND = /^(\/[\p{L}\p{M}\p{N}_]+)(?:@(\w+))?(?=\s|$)/u;

/**
 * The typed text (or caption) without the bot's own name; null where there is none, or where a group did not speak to
 * the bot. Entities count UTF-16 code units, as JavaScript does.
 */
function addressedText(message: ChatMessage, me: Me): string | null {
  const text = message.text ?? message.caption;
  if (text === undefined) return null;
  const entities = (message.text === undefined ? message.caption_entities : message.entities) ?? [];
  let addressed = message.chat.type === 'private' || repliesTo(message, me);
  let rest = text;
  // From the end, so that what is cut out does not move the entities before it.
  for (const { type, offset, length, user } of entities.toSorted((a, b) => b.offset - a.offset)) {
    const isMe =
      (type === 'mention' && isMyName(text.slice(offset + 1, offset + length), me)) ||
      (type === 'text_mention' && user?.id === me.id);
    if (!isMe) continue;
    addressed = true;
    rest = rest.slice(0, offset) + rest.slice(offset + length);
  }
  const command = COMMAND.exec(rest);
  if (command !== null) {
    const [all, name = '', target] = command;
    if (target !== undefined && !isMyName(target, me)) return null;
    addressed = true;
    rest = name + rest.slice(all.length);
  }
  return addressed ? rest.trim() : null;
}

const isMyName = (name: string, me: Me) => name.toLowerCase() === me.username.toLowerCase();

function readPress(update: Update, query: NonNullable<Update['callback_query']>, receivedAt: number): Reading {
  const { message, data } = query;
  if (query.from.is_bot || message === undefined || data === undefined) return IGNORED;
  const messageId = messageName(String(message.chat.id), message.message_id);
  const reading = inbound(update, message.chat, query.from, receivedAt, { kind: 'button', data, messageId });
  return reading.kind === 'inbound' ? { ...reading, callbackId: query.id } : reading;
}

function readReaction(update: Update, reaction: NonNullable<Update['message_reaction']>): Reading {
  if (reaction.user === undefined || reaction.user.is_bot) return IGNORED;
  const before = new Set(reaction.old_reaction.map(({ emoji }) => emoji));
  const emoji = reaction.new_reaction.find((one) => one.emoji !== undefined && !before.has(one.emoji))?.emoji;
  if (emoji === undefined) return IGNORED;
  const messageId = messageName(String(reaction.chat.id), reaction.message_id);
  return inbound(update, reaction.chat, reaction.user, reaction.date * 1_000, { kind: 'reaction', emoji, messageId });
}

/** In a private chat it says that the bot was blocked or let in again; the next message to that person shows it, too. */
function readMembership(update: Update, change: NonNullable<Update['my_chat_member']>): Reading {
  const [before, after] = [isMember(change.old_chat_member), isMember(change.new_chat_member)];
  if (change.chat.type === 'private' || before === after) return IGNORED;
  return inbound(update, change.chat, undefined, change.date * 1_000, { kind: 'membership', member: after });
}

function isMember({ status, is_member }: z.infer<typeof Membership>): boolean {
  return ['member', 'administrator', 'creator'].includes(status) || (status === 'restricted' && is_member === true);
}

function inbound(
  update: Update,
  chat: z.infer<typeof Chat>,
  from: z.infer<typeof Sender> | undefined,
  at: number,
  content: InboundContent,
): Reading {
  const isGroup = chat.type === 'group' || chat.type === 'supergroup';
  if (!isGroup && chat.type !== 'private') return IGNORED;
  return {
    kind: 'inbound',
    inbound: {
      externalId: String(update.update_id),
      chatId: String(chat.id),
      chatKind: isGroup ? 'group' : 'private',
      // A person has the same id as their private chat with the bot.
      ...(isGroup && from !== undefined ? { author: String(from.id) } : {}),
      at,
      content,
    },
  };
}
