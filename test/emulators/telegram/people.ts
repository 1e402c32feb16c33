import type { ChatState, EmulatedChat } from './chats.ts';
import { type BotState, chatJson, messageJson } from './methods.ts';
import type { UpdateQueue } from './updates.ts';

export interface SayOptions {
  /** A message number of the chat. */
  readonly replyTo?: number;
  /** Where it is said; the person's private chat with the bot where missing. */
  readonly in?: EmulatedGroup;
}

/** Kinds of messages without text that a person can send. */
export type Media = 'sticker' | 'photo' | 'voice' | 'video' | 'document' | 'location';

/** A person with Telegram in hand. Message numbers are Telegram's; acts return the number of the message made. */
export interface EmulatedUser {
  readonly id: number;
  readonly chat: EmulatedChat;
  says(text: string, options?: SayOptions): number;
  sends(media: Media, options?: SayOptions & { caption?: string }): number;
  sendsSticker(options?: SayOptions): number;
  edits(messageId: number, text: string, options?: SayOptions): void;
  /** Presses the button so labelled under the bot's message; returns the id of the callback query. */
  presses(messageId: number, label: string, options?: SayOptions): string;
  reacts(messageId: number, emoji: string, options?: SayOptions): void;
  takesBackReaction(messageId: number, emoji: string, options?: SayOptions): void;
  blocks(): void;
  unblocks(): void;
  deactivates(): void;
}

/** A group with the bot in it, as an administrator who gets every message (privacy mode off). */
export interface EmulatedGroup extends EmulatedChat {
  /** Telegram gives it another id, and tells so in both chats unless silent. */
  becomesSupergroup(options?: { silent?: boolean }): void;
  kicksBot(): void;
  /** Puts the bot in (again): its own updates say so, as they do when it is kicked. */
  addsBot(): void;
}

interface World {
  readonly bot: BotState;
  readonly updates: UpdateQueue;
}

const seconds = (bot: BotState) => Math.floor(bot.now() / 1_000);

/** As Telegram marks them: a command at the beginning (ASCII only), and names. */
function entitiesOf(text: string): object[] {
  const command = /^\/\w+(?:@\w+)?(?![\p{L}\p{M}])/u.exec(text);
  const mentions = [...text.matchAll(/(?<![\w/])@\w+/g)];
  return [
    ...(command === null ? [] : [{ type: 'bot_command', offset: 0, length: command[0].length }]),
    ...mentions.map((mention) => ({ type: 'mention', offset: mention.index, length: mention[0].length })),
  ];
}

export function makeUser({ bot, updates }: World, person: { id: number; name: string; chat: ChatState }): EmulatedUser {
  const { id, name, chat: own } = person;
  const from = { id, is_bot: false, first_name: name };
  const place = (options?: SayOptions): ChatState =>
    options?.in === undefined ? own : (options.in as ChatState & EmulatedGroup);

  function write(content: object, options?: SayOptions): number {
    const chat = place(options);
    if (chat === own && chat.closed === 'never-started') chat.closed = null;
    const messageId = chat.takeNumber();
    chat.authors.set(messageId, id);
    updates.push('message', {
      message_id: messageId,
      from,
      chat: chatJson(chat),
      date: seconds(bot),
      ...quote(chat, options?.replyTo),
      ...content,
    });
    return messageId;
  }

  function quote(chat: ChatState, replyTo: number | undefined): object {
    if (replyTo === undefined) return {};
    const ours = chat.messages.find(({ messageId }) => messageId === replyTo);
    const quoted =
      ours === undefined ? { message_id: replyTo, from, chat: chatJson(chat), date: 0 } : messageJson(bot, chat, ours);
    return { reply_to_message: quoted };
  }

  function react(messageId: number, before: string[], after: string[], options?: SayOptions): void {
    const emoji = (list: string[]) => list.map((one) => ({ type: 'emoji', emoji: one }));
    updates.push('message_reaction', {
      chat: chatJson(place(options)),
      message_id: messageId,
      user: from,
      date: seconds(bot),
      old_reaction: emoji(before),
      new_reaction: emoji(after),
    });
  }

  return {
    id,
    chat: own,
    says: (text, options) => write({ text, entities: entitiesOf(text) }, options),
    sends(media, options) {
      const file = { file_id: 'f', file_unique_id: 'u' };
      const content = { [media]: media === 'photo' ? [file] : file };
      const caption = options?.caption;
      return write(
        caption === undefined ? content : { ...content, caption, caption_entities: entitiesOf(caption) },
        options,
      );
    },
    sendsSticker: (options) => write({ sticker: { file_id: 'f', file_unique_id: 'u', emoji: '👍' } }, options),
    edits(messageId, text, options) {
      const now = seconds(bot);
      const chat = chatJson(place(options));
      const message = {
        message_id: messageId,
        from,
        chat,
        date: now - 1,
        edit_date: now,
        text,
        entities: entitiesOf(text),
      };
      updates.push('edited_message', message);
    },
    presses(messageId, label, options) {
      const chat = place(options);
      const message = chat.messages.find((one) => one.messageId === messageId);
      const button = message?.buttons.flat().find(({ text }) => text === label);
      if (message === undefined || button === undefined) throw new Error(`no button «${label}» under ${messageId}`);
      const queryId = `${id}${bot.openQueries.size}${messageId}${bot.answeredQueries.length}`;
      bot.openQueries.add(queryId);
      const query = { id: queryId, from, chat_instance: '1', message: messageJson(bot, chat, message) };
      updates.push('callback_query', { ...query, data: button.callback_data });
      return queryId;
    },
    reacts: (messageId, emoji, options) => react(messageId, [], [emoji], options),
    takesBackReaction: (messageId, emoji, options) => react(messageId, [emoji], [], options),
    blocks() {
      own.closed = 'blocked';
    },
    unblocks() {
      own.closed = null;
    },
    deactivates() {
      own.closed = 'deactivated';
    },
  };
}

/** Adds what people can do with a group to the chat itself. */
export function makeGroup({ bot, updates }: World, chat: ChatState, newId: () => number): EmulatedGroup {
  const tellMembership = (before: string, after: string) => {
    const user = { ...bot.me, is_bot: true };
    updates.push('my_chat_member', {
      chat: chatJson(chat),
      from: { id: 1, is_bot: false, first_name: 'Quản trị' },
      date: seconds(bot),
      old_chat_member: { user, status: before },
      new_chat_member: { user, status: after },
    });
  };
  return Object.assign(chat, {
    becomesSupergroup({ silent = false } = {}) {
      const old = { ...chat, type: () => 'group' as const, movedTo: newId(), authors: new Map(chat.authors) };
      // A supergroup numbers its messages anew, and nobody can reply to the old ones there.
      chat.authors.clear();
      bot.chats.set(old.id, old);
      chat.id = old.movedTo;
      bot.chats.set(chat.id, chat);
      if (silent) return;
      const from = { id: 1, is_bot: false, first_name: 'Quản trị' };
      const date = seconds(bot);
      updates.push('message', {
        message_id: old.takeNumber(),
        from,
        chat: chatJson(old),
        date,
        migrate_to_chat_id: chat.id,
      });
      updates.push('message', { message_id: 1, from, chat: chatJson(chat), date, migrate_from_chat_id: old.id });
    },
    kicksBot() {
      chat.closed = 'kicked';
      tellMembership('administrator', 'kicked');
    },
    addsBot() {
      chat.closed = null;
      tellMembership('left', 'member');
    },
  });
}
