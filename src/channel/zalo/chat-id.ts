/** Ids of people and of groups look alike, and a send has to know which it is: those of groups get a letter. */
export const groupChat = (groupId: string): string => `g${groupId}`;

/** Who or what a chat id names on Zalo; null where Zalo never gave such an id. */
export function threadOf(chatId: string): { readonly id: string; readonly isGroup: boolean } | null {
  const parts = /^(g?)(\d+)$/.exec(chatId);
  return parts === null ? null : { id: parts[2]!, isGroup: parts[1] === 'g' };
}
