import * as z from 'zod';

/** Zalo writes ids as text in some places and as numbers in others. Whatever else stands there would name nobody. */
const Id = z.union([z.string().regex(/^\d{1,32}$/), z.int().min(0)]).transform(String);
/** Epoch milliseconds that a double holds. */
const Instant = z.union([z.int().min(0), z.string().regex(/^\d{1,15}$/)]).transform(Number);
const optional = <T extends z.ZodType>(type: T) => type.nullish().catch(undefined);

const Quote = z.looseObject({ globalMsgId: Id, ownerId: Id });
/** «@All» mentions -1. */
const Mention = z.looseObject({
  uid: z.union([Id, z.literal(['-1', -1]).transform(String)]),
  pos: z.int().min(0),
  len: z.int().min(0),
});

/** Sent back with a quote, so nothing else may be in it. */
const PropertyExt = z.object({
  color: z.number(),
  size: z.number(),
  type: z.number(),
  subType: z.number(),
  ext: z.string().max(1_000),
});

/** A message of a person or in a group. What somebody typed matters more than its trimmings: those may be unreadable. */
export const ChatMessage = z.looseObject({
  msgId: Id,
  uidFrom: Id,
  idTo: Id,
  ts: Instant,
  content: z.unknown().optional(),
  msgType: z.string().catch(''),
  cliMsgId: optional(Id),
  ttl: z.int().min(0).catch(0),
  quote: optional(Quote),
  mentions: optional(z.array(Mention)),
  propertyExt: optional(PropertyExt),
});
export type ChatMessage = z.infer<typeof ChatMessage>;

/** What every message and reaction has. */
export const Dated = z.looseObject({ msgId: Id, ts: Instant });

/** The content of a message that somebody took back. */
export const Undone = z.looseObject({ deleteMsg: z.unknown(), globalMsgId: Id });

/** The content of pictures, files, links and the like. */
export const Attachment = z.looseObject({
  title: z.string().catch(''),
  href: z.string().catch(''),
  thumb: z.string().catch(''),
  action: z.string().catch(''),
});

export const Reaction = z.looseObject({
  uidFrom: Id,
  idTo: Id,
  ts: Instant,
  content: z.preprocess(
    (content) => (typeof content === 'string' ? parsed(content) : content),
    z.looseObject({ rMsg: z.array(z.looseObject({ gMsgID: Id })).min(1), rIcon: z.string() }),
  ),
});

export const Control = z.looseObject({
  content: z.looseObject({
    act_type: z.string(),
    act: z.string(),
    data: z
      .unknown()
      .optional()
      .transform((data) => (typeof data === 'string' ? (parsed(data) ?? data) : data)),
  }),
});

export const FriendRequest = z.looseObject({ fromUid: Id, toUid: Id, message: z.string().catch('') });

/** An entry of the list of people whom the account may know; only some of them have asked. */
export const Acquaintance = z.looseObject({
  dataInfo: z.looseObject({
    userId: Id,
    recommType: z.number(),
    recommTime: Instant.catch(0),
    recommInfo: z.looseObject({ message: z.string().catch('') }).catch({ message: '' }),
  }),
});

export const GroupChange = z.looseObject({
  groupId: Id,
  updateMembers: z.array(z.looseObject({ id: Id })),
  time: optional(Instant),
});

/** The lists that a frame, or an answer, may hold; each entry is read by itself. */
export const Lists = z.looseObject({
  msgs: optional(z.array(z.unknown())),
  groupMsgs: optional(z.array(z.unknown())),
  reacts: optional(z.array(z.unknown())),
  reactGroups: optional(z.array(z.unknown())),
  controls: optional(z.array(z.unknown())),
  recommItems: optional(z.array(z.unknown())),
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
