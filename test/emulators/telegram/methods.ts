import { z } from 'zod';
import type { BotMessage, ChatState, Closed } from './chats.ts';
import type { SendLimits } from './limits.ts';

/** What a method answers: `result`, or Telegram's refusal. */
export type MethodAnswer =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly error_code: number; readonly description: string; readonly parameters?: object };

export interface BotState {
  readonly me: { readonly id: number; readonly username: string };
  readonly chats: Map<number, ChatState>;
  /** Callback queries that can still be answered. */
  readonly openQueries: Set<string>;
  readonly answeredQueries: string[];
  /** Reactions of the bot: chat id, message number, emoji. */
  readonly reactions: { chatId: number; messageId: number; emoji: string[] }[];
  commands: unknown;
  webhook: boolean;
  readonly limits: () => SendLimits | null;
  readonly now: () => number;
}

const refuse = (error_code: number, description: string, parameters?: object): MethodAnswer => ({
  ok: false,
  error_code,
  description,
  ...(parameters === undefined ? {} : { parameters }),
});
const bad = (description: string, parameters?: object) => refuse(400, `Bad Request: ${description}`, parameters);

const CLOSED_WORDS: Record<Closed, string> = {
  'never-started': "Forbidden: bot can't initiate conversation with a user",
  blocked: 'Forbidden: bot was blocked by the user',
  deactivated: 'Forbidden: user is deactivated',
  kicked: 'Forbidden: bot was kicked from the group chat',
};

const ChatId = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);
const Keyboard = z
  .object({ inline_keyboard: z.array(z.array(z.object({ text: z.string().min(1), callback_data: z.string() }))) })
  .optional();
const Send = z.looseObject({
  chat_id: ChatId,
  text: z.string().default(''),
  reply_parameters: z
    .object({ message_id: z.int(), allow_sending_without_reply: z.boolean().default(false) })
    .optional(),
  reply_markup: Keyboard,
});
const SendPhoto = Send.omit({ text: true }).extend({ photo: z.instanceof(Buffer), caption: z.string().default('') });
const Edit = z.object({ chat_id: ChatId, message_id: z.int(), text: z.string().optional(), reply_markup: Keyboard });
const Reaction = z.object({
  chat_id: ChatId,
  message_id: z.int(),
  reaction: z.array(z.object({ type: z.string(), emoji: z.string() })).default([]),
});

/** Carries out every method but getUpdates, which has to wait. */
export function callMethod(bot: BotState, method: string, params: unknown): MethodAnswer {
  switch (method) {
    case 'getMe':
      return { ok: true, result: { ...bot.me, is_bot: true, first_name: 'Nhắc Việc', can_join_groups: true } };
    case 'deleteWebhook':
      bot.webhook = false;
      return { ok: true, result: true };
    case 'setMyCommands':
      bot.commands = params;
      return { ok: true, result: true };
    case 'sendMessage':
      return withParams(Send, params, (send) => sendMessage(bot, send));
    case 'sendPhoto':
      return withParams(SendPhoto, params, ({ photo, caption, ...send }) => {
        if (caption.length > 1024) return bad('message caption is too long');
        if (!photo.subarray(1, 4).equals(Buffer.from('PNG'))) return bad('IMAGE_PROCESS_FAILED');
        return sendMessage(bot, { ...send, text: caption }, photo);
      });
    case 'editMessageText':
    case 'editMessageReplyMarkup':
      return withParams(Edit, params, (edit) => editMessage(bot, edit));
    case 'answerCallbackQuery':
      return withParams(z.object({ callback_query_id: z.string() }), params, ({ callback_query_id: id }) => {
        if (!bot.openQueries.delete(id)) {
          return bad('query is too old and response timeout expired or query ID is invalid');
        }
        bot.answeredQueries.push(id);
        return { ok: true, result: true };
      });
    case 'setMessageReaction':
      return withParams(Reaction, params, ({ chat_id: chatId, message_id: messageId, reaction }) => {
        if (!bot.chats.get(chatId)?.authors.has(messageId)) return bad('message to react not found');
        bot.reactions.push({ chatId, messageId, emoji: reaction.map(({ emoji }) => emoji) });
        return { ok: true, result: true };
      });
    default:
      return refuse(404, 'Not Found: method not found');
  }
}

function withParams<T>(schema: z.ZodType<T>, params: unknown, act: (value: T) => MethodAnswer): MethodAnswer {
  const parsed = schema.safeParse(params);
  return parsed.success ? act(parsed.data) : bad(`can't parse parameters: ${parsed.error.issues[0]?.path.join('.')}`);
}

function sendMessage(bot: BotState, send: z.infer<typeof Send>, photo?: Buffer): MethodAnswer {
  const chat = bot.chats.get(send.chat_id);
  if (chat === undefined) return bad('chat not found');
  if (chat.movedTo !== null) {
    return bad('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: chat.movedTo });
  }
  if (chat.closed !== null) return refuse(403, CLOSED_WORDS[chat.closed]);
  if (send.text.trim() === '' && photo === undefined) return bad('message text is empty');
  if (send.text.length > 4096) return bad('message is too long');
  const buttons = send.reply_markup?.inline_keyboard ?? [];
  if (buttons.flat().some(({ callback_data: data }) => Buffer.byteLength(data) > 64 || data === '')) {
    return bad('BUTTON_DATA_INVALID');
  }
  const reply = send.reply_parameters;
  const quotes = reply !== undefined && chat.authors.has(reply.message_id);
  if (reply !== undefined && !quotes && !reply.allow_sending_without_reply) {
    return bad('message to be replied not found');
  }
  const wait = bot.limits()?.take(chat.id) ?? 0;
  if (wait > 0) return refuse(429, `Too Many Requests: retry after ${wait}`, { retry_after: wait });

  const message: BotMessage = {
    messageId: chat.takeNumber(),
    at: bot.now(),
    text: send.text,
    buttons,
    ...(quotes ? { replyTo: reply.message_id } : {}),
    ...(photo === undefined ? {} : { photo }),
    payload: send,
  };
  chat.messages.push(message);
  chat.authors.set(message.messageId, 'bot');
  return { ok: true, result: messageJson(bot, chat, message) };
}

function editMessage(bot: BotState, edit: z.infer<typeof Edit>): MethodAnswer {
  const chat = bot.chats.get(edit.chat_id);
  const message = chat?.messages.find(({ messageId }) => messageId === edit.message_id);
  if (chat === undefined || message === undefined) return bad('message to edit not found');
  const text = edit.text ?? message.text;
  const buttons = edit.reply_markup?.inline_keyboard ?? [];
  if (text === message.text && JSON.stringify(buttons) === JSON.stringify(message.buttons)) {
    return bad('message is not modified: specified new message content and reply markup are exactly the same');
  }
  message.text = text;
  message.buttons = buttons;
  return { ok: true, result: messageJson(bot, chat, message) };
}

/** The message of the bot as updates and answers show it. */
export function messageJson(bot: BotState, chat: ChatState, { messageId, at, text }: BotMessage): object {
  return {
    message_id: messageId,
    from: { id: bot.me.id, is_bot: true, first_name: 'Nhắc Việc', username: bot.me.username },
    chat: chatJson(chat),
    date: Math.floor(at / 1_000),
    text,
  };
}

export const chatJson = (chat: ChatState): object => ({
  id: chat.id,
  type: chat.type(),
  [chat.type() === 'private' ? 'first_name' : 'title']: chat.title,
});
