import type * as z from 'zod';
import type { Inbound, InboundContent } from '../../domain/message.ts';
import { groupChat } from './chat-id.ts';
import {
  Acquaintance,
  Attachment,
  ChatMessage,
  Control,
  FriendRequest,
  GroupChange,
  Lists,
  Reaction,
  Undone,
} from './payload.ts';

export type Reading =
  | {
      readonly kind: 'inbound';
      readonly inbound: Inbound;
      /** A message that may be quoted in an answer. */
      readonly quotable?: ChatMessage;
    }
  /** Nothing the office can mean: its own messages, groups talking among themselves, typing and the like. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'malformed' };

const IGNORED: Reading = { kind: 'ignored' };
const MALFORMED: Reading = { kind: 'malformed' };

/**
 * What a frame says, entry by entry, whatever its command: people's messages come under 501 and 521, but also under
 * commands that zca-js does not know (504, 524, 551 and 553 were seen). `ownId` is the account's; `receivedAt` stands in
 * where Zalo gives no time.
 */
export function readPayload(payload: unknown, ownId: string, receivedAt: number): Reading[] {
  const lists = Lists.safeParse(payload);
  if (!lists.success) return [IGNORED];
  const { msgs, groupMsgs, reacts, reactGroups, controls, recommItems } = lists.data;
  return [
    ...(msgs ?? []).flatMap((raw) => guarded(() => readMessage(raw, ownId, false))),
    ...(groupMsgs ?? []).flatMap((raw) => guarded(() => readMessage(raw, ownId, true))),
    ...(reacts ?? []).flatMap((raw) => guarded(() => [readReaction(raw, ownId)])),
    // A reaction in a group names no one whom the bot has asked anything there.
    ...(reactGroups ?? []).map(() => IGNORED),
    ...(controls ?? []).flatMap((raw) => guarded(() => [readControl(raw, ownId, receivedAt)])),
    ...(recommItems ?? []).flatMap((raw) => guarded(() => [readAcquaintance(raw, receivedAt)])),
  ];
}

function guarded(read: () => Reading[]): Reading[] {
  try {
    return read();
  } catch {
    return [MALFORMED];
  }
}

/** Zalo writes 0 for the account itself. */
const isSelf = (id: string, ownId: string) => id === '0' || id === ownId;

function readMessage(raw: unknown, ownId: string, inGroup: boolean): Reading[] {
  const parsed = ChatMessage.safeParse(raw);
  if (!parsed.success) return [MALFORMED];
  const message = parsed.data;
  if (isSelf(message.uidFrom, ownId)) return [IGNORED];

  const undone = Undone.safeParse(message.content);
  if (undone.success) {
    if (inGroup) return [IGNORED];
    const messageId = undone.data.globalMsgId;
    return [inbound(message, inGroup, `undo:${messageId}`, { kind: 'deleted', messageId })];
  }
  if (inGroup && !isAddressed(message, ownId)) return [IGNORED];
  if (typeof message.content === 'string') {
    const text = inGroup ? withoutMention(message.content, message, ownId) : message.content;
    return [inbound(message, inGroup, message.msgId, said(message, text))];
  }
  const attachment = Attachment.safeParse(message.content);
  // Also content that is null: something was said, though nobody can tell what.
  return readAttachment(message, inGroup, attachment.success ? attachment.data : null);
}

const isAddressed = ({ mentions, quote }: ChatMessage, ownId: string) =>
  (mentions ?? []).some(({ uid }) => uid === ownId) || (quote != null && isSelf(quote.ownerId, ownId));

/** Positions count UTF-16 code units, as JavaScript does. */
function withoutMention(text: string, { mentions }: ChatMessage, ownId: string): string {
  let rest = text;
  // From the end, so that what is cut out does not move the mentions before it.
  for (const { uid, pos, len } of (mentions ?? []).toSorted((a, b) => b.pos - a.pos)) {
    if (uid === ownId) rest = rest.slice(0, pos) + rest.slice(pos + len);
  }
  return rest.replace(/\s+/g, ' ').trim();
}

function said(message: ChatMessage, text: string, attached?: { what: string; file?: string }): InboundContent {
  return {
    kind: 'text',
    text,
    messageId: message.msgId,
    ...quotesOf(message),
    ...(attached === undefined ? {} : { attached }),
  };
}

const quotesOf = ({ quote }: ChatMessage) => (quote == null ? {} : { quotes: quote.globalMsgId });

const WHAT = new Map([
  ['chat.photo', 'photo'],
  ['chat.sticker', 'sticker'],
  ['chat.voice', 'voice'],
  ['chat.video.msg', 'video'],
  ['chat.gif', 'animation'],
  ['chat.doodle', 'photo'],
  ['chat.location.new', 'location'],
  ['share.file', 'document'],
  ['group.poll', 'poll'],
]);

function readAttachment(message: ChatMessage, inGroup: boolean, content: z.infer<typeof Attachment> | null): Reading[] {
  const { msgId, msgType } = message;
  // A text with an address in it comes as a link whose title is the text.
  const isLink = msgType === 'chat.link' || (msgType === 'chat.recommended' && content?.action === 'recommened.link');
  if (isLink && content !== null && content.title.trim() !== '') {
    return [inbound(message, inGroup, msgId, said(message, content.title))];
  }
  const what = WHAT.get(msgType) ?? (msgType === 'chat.recommended' ? 'contact' : 'message');
  const file = [content?.href, content?.thumb].find((address) => address !== undefined && URL.canParse(address));
  const attached = { what, ...(file === undefined ? {} : { file }) };
  // Of a file the title is its name, and of a picture what was said with it.
  const caption = what === 'photo' ? (content?.title.trim() ?? '') : '';
  const nothingSaid = { kind: 'unreadable', messageId: msgId, ...quotesOf(message), ...attached } as const;
  return [inbound(message, inGroup, msgId, caption === '' ? nothingSaid : said(message, caption, attached))];
}

/** What Zalo calls its reactions, as far as they mean something to the office; others keep Zalo's own name. */
const EMOJI = new Map([
  ['/-strong', '👍'],
  ['/-heart', '❤️'],
  ['/-ok', '👌'],
  ['_()_', '🙏'],
  ['/-thanks', '🙏'],
  [':handclap', '👏'],
  ['/-weak', '👎'],
  ['/-no', '🙅'],
]);

function readReaction(raw: unknown, ownId: string): Reading {
  const parsed = Reaction.safeParse(raw);
  if (!parsed.success) return MALFORMED;
  const { uidFrom, ts, content } = parsed.data;
  const messageId = content.rMsg[0]!.gMsgID;
  if (isSelf(uidFrom, ownId) || content.rIcon === '') return IGNORED;
  return {
    kind: 'inbound',
    inbound: {
      externalId: `reaction:${uidFrom}:${messageId}:${ts}`,
      chatId: uidFrom,
      chatKind: 'private',
      at: ts,
      content: { kind: 'reaction', emoji: EMOJI.get(content.rIcon) ?? content.rIcon, messageId },
    },
  };
}

const HOUR_MS = 3_600_000;

function readControl(raw: unknown, ownId: string, receivedAt: number): Reading {
  const parsed = Control.safeParse(raw);
  if (!parsed.success) return MALFORMED;
  const { act_type, act, data } = parsed.data.content;
  // Zalo tells each request twice, as `req` and as `req_v2`.
  if (act_type === 'fr') return act === 'req_v2' ? readFriendRequest(data, ownId, receivedAt) : IGNORED;
  if (act_type === 'group') return readGroupChange(act, data, ownId, receivedAt);
  return IGNORED;
}

function readFriendRequest(data: unknown, ownId: string, receivedAt: number): Reading {
  const parsed = FriendRequest.safeParse(data);
  if (!parsed.success) return MALFORMED;
  const { fromUid, message } = parsed.data;
  if (isSelf(fromUid, ownId)) return IGNORED;
  return {
    kind: 'inbound',
    inbound: {
      // Requests have no id. Somebody may ask again later; a request that is told again at once is the same one.
      externalId: `friend:${fromUid}:${Math.floor(receivedAt / HOUR_MS)}`,
      chatId: fromUid,
      chatKind: 'private',
      at: receivedAt,
      content: { kind: 'friend-request', text: message },
    },
  };
}

/** `FriendRecommendationsType` of zca-js, which is loaded elsewhere. */
const HAS_ASKED = 2;
/** No instant in seconds is as large, and none in milliseconds as small. */
const LARGEST_IN_SECONDS = 100_000_000_000;

/** A friend request that waits. It may have been told of before, and is one more time; then it has a name that stays. */
function readAcquaintance(raw: unknown, receivedAt: number): Reading {
  const parsed = Acquaintance.safeParse(raw);
  if (!parsed.success) return MALFORMED;
  const { userId, recommType, recommTime, recommInfo } = parsed.data.dataInfo;
  if (recommType !== HAS_ASKED) return IGNORED;
  const at = recommTime > LARGEST_IN_SECONDS ? recommTime : recommTime * 1000;
  return {
    kind: 'inbound',
    inbound: {
      externalId: `friend:${userId}:asked-${recommTime}`,
      chatId: userId,
      chatKind: 'private',
      at: recommTime === 0 ? receivedAt : at,
      content: { kind: 'friend-request', text: recommInfo.message },
    },
  };
}

const LEAVING = ['leave', 'remove_member', 'block_member'];

function readGroupChange(act: string, data: unknown, ownId: string, receivedAt: number): Reading {
  const member = act === 'join';
  if (!member && !LEAVING.includes(act)) return IGNORED;
  const parsed = GroupChange.safeParse(data);
  if (!parsed.success) return MALFORMED;
  const { groupId, updateMembers, time } = parsed.data;
  if (!updateMembers.some(({ id }) => isSelf(id, ownId))) return IGNORED;
  const at = time ?? receivedAt;
  return {
    kind: 'inbound',
    inbound: {
      externalId: `group:${groupId}:${act}:${at}`,
      chatId: groupChat(groupId),
      chatKind: 'group',
      at,
      content: { kind: 'membership', member },
    },
  };
}

function inbound(message: ChatMessage, inGroup: boolean, externalId: string, content: InboundContent): Reading {
  return {
    kind: 'inbound',
    inbound: {
      externalId,
      chatId: inGroup ? groupChat(message.idTo) : message.uidFrom,
      chatKind: inGroup ? 'group' : 'private',
      // A person has the same id as their private chat with the account.
      ...(inGroup ? { author: message.uidFrom } : {}),
      at: message.ts,
      content,
    },
    quotable: message,
  };
}
