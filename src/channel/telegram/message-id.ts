/**
 * Telegram numbers the messages of private chats per account, but those of each supergroup from 1. Our ids have to be
 * unique for the account, so those of groups carry the group. Private ones must not: their chat id is a person.
 */
export function messageName(chatId: string, messageId: number): string {
  return chatId.startsWith('-') ? `${chatId}:${messageId}` : String(messageId);
}

/** The number to quote in this chat, or null where the name is not one of this chat. */
export function messageNumber(chatId: string, name: string): number | null {
  const number = Number(/\d+$/.exec(name)?.[0]);
  return Number.isSafeInteger(number) && messageName(chatId, number) === name ? number : null;
}
