import fc from 'fast-check';
import { hostileText } from './hostile.ts';

/** An update by its kind and what is in it; `id` where it needs one. */
export interface TelegramUpdate {
  readonly id: number;
  readonly kind: string;
  readonly payload: object;
}

/** Who takes part. */
export interface TelegramCast {
  readonly people: readonly { readonly id: number; readonly name: string }[];
  readonly group: number;
  /** Numbers of messages that were said before. */
  readonly messages: readonly number[];
}

const AT = Date.parse('2024-03-15T07:31:00+07:00') / 1_000;

/** Sound updates of Telegram, with hostile words in them. */
export function telegramUpdates(
  { people, group, messages }: TelegramCast,
  texts = hostileText,
): fc.Arbitrary<TelegramUpdate> {
  const message = fc
    .record({
      person: fc.constantFrom(...people),
      inGroup: fc.nat({ max: 3 }).map((one) => one === 0),
      number: fc.integer({ min: 1_000, max: 1_000_000 }),
      text: texts,
      quoted: fc.option(fc.constantFrom(...messages), { nil: undefined }),
      migrate_to_chat_id: fc.oneof(
        { weight: 20, arbitrary: fc.constant(undefined) },
        fc.constantFrom(-1_002, 6_000_000_000),
      ),
      entities: fc.array(
        fc.record({
          type: fc.constantFrom('mention', 'bot_command', 'text_mention'),
          offset: fc.integer(),
          length: fc.integer(),
        }),
        { maxLength: 3 },
      ),
    })
    .map(({ person, inGroup, number, quoted, ...said }) => {
      const from = { id: person.id, is_bot: false, first_name: person.name };
      const chat = inGroup ? { id: group, type: 'group', title: 'Nhóm' } : { id: person.id, type: 'private' };
      const reply = { message_id: quoted, from: { id: 7_000_000_001, is_bot: true }, chat, date: AT };
      const quote = quoted === undefined ? {} : { reply_to_message: reply };
      return { message_id: number, from, chat, date: AT, ...said, ...quote };
    });
  const body = fc.oneof(
    { weight: 5, arbitrary: message.map((one) => ['message', one] as const) },
    message.map((one) => ['edited_message', { ...one, edit_date: AT + 1 }] as const),
    message.map((one) => ['callback_query', { id: '1', from: one.from, data: one.text, message: one }] as const),
    fc.tuple(message, fc.oneof(fc.constantFrom('👍', '✅'), texts)).map(([{ chat, from }, emoji]) => {
      const reaction = { chat, message_id: messages[0], date: AT, user: from, old_reaction: [] };
      return ['message_reaction', { ...reaction, new_reaction: [{ type: 'emoji', emoji }] }] as const;
    }),
    message.map(({ chat, from }) => {
      const change = { old_chat_member: { status: 'left' }, new_chat_member: { status: 'member' } };
      return ['my_chat_member', { chat, from, date: AT, ...change }] as const;
    }),
  );
  return fc.tuple(fc.nat(), body).map(([id, [kind, payload]]) => ({ id, kind, payload }));
}
