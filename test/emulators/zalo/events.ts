/** Events as Zalo's server words them; `zca-js/dist/models` and `dist/apis/listen.js` show what is read of them. */

/** A quote inside a message: `TQuote` in `zca-js/dist/models/Message.d.ts`. */
export interface QuoteJson {
  readonly ownerId: unknown;
  readonly cliMsgId: number;
  readonly globalMsgId: number;
  readonly cliMsgType: number;
  readonly ts: number;
  readonly msg: string;
  readonly attach: string;
  readonly fromD: string;
  readonly ttl: number;
}

export interface MentionJson {
  readonly uid: string;
  readonly pos: number;
  readonly len: number;
  readonly type: 0 | 1;
}

export interface MessageJson {
  readonly msgId: string;
  readonly ts: string;
  readonly [field: string]: unknown;
}

declare global {
  interface JSON {
    /** A number too long for a double. In Node since 21. */
    rawJSON(text: string): unknown;
  }
}

/** A uid as a JSON number of 19 digits, which json-bigint reads as an object. */
export const bigNumber = (uid: string): unknown => JSON.rawJSON(uid);

/** `TMessage`; `uidFrom` and `idTo` are '0' for the account itself (`dist/models/Message.js`). */
export function messageJson(message: {
  msgId: number;
  cliMsgId: number;
  msgType: string;
  uidFrom: string;
  idTo: string;
  name: string;
  at: number;
  content: unknown;
  quote?: QuoteJson | undefined;
  mentions?: readonly MentionJson[] | undefined;
  cmd: number;
}): MessageJson {
  const { msgId, cliMsgId, msgType, uidFrom, idTo, name, at, content, quote, mentions, cmd } = message;
  return {
    actionId: String(msgId + 1),
    msgId: String(msgId),
    cliMsgId: String(cliMsgId),
    msgType,
    uidFrom,
    idTo,
    dName: name,
    ts: String(at),
    status: 1,
    content,
    notify: '1',
    ttl: 0,
    userId: '0',
    uin: '0',
    topOut: '0',
    topOutTimeOut: '0',
    topOutImprTimeOut: '0',
    propertyExt: { color: -1, size: -1, type: 0, subType: 0, ext: '{"shouldParseLinkOrContact":0}' },
    paramsExt: { countUnread: 1, containType: 0, platformType: 1 },
    cmd,
    st: 3,
    at: 5,
    realMsgId: '0',
    ...(quote === undefined ? {} : { quote }),
    ...(mentions === undefined || mentions.length === 0 ? {} : { mentions }),
  };
}

/** `TUndoContent`. */
export const undoContent = (undone: { msgId: number; cliMsgId: number }, srcId: string, destId: string): object => ({
  globalMsgId: undone.msgId,
  cliMsgId: undone.cliMsgId,
  deleteMsg: 1,
  srcId: bigNumber(srcId),
  destId: bigNumber(destId),
});

/** `TReaction`; the content is JSON inside JSON, which the listener parses. An empty icon takes the reaction back. */
export const reactionJson = (reaction: {
  id: number;
  uidFrom: string;
  idTo: string;
  name: string;
  at: number;
  icon: string;
  to: { msgId: number; cliMsgId: number };
}): object => ({
  actionId: String(reaction.id + 1),
  msgId: String(reaction.id),
  cliMsgId: String(reaction.at),
  msgType: 'chat.reaction',
  uidFrom: reaction.uidFrom,
  idTo: reaction.idTo,
  dName: reaction.name,
  content: JSON.stringify({
    rMsg: [{ gMsgID: reaction.to.msgId, cMsgID: reaction.to.cliMsgId, msgType: 1 }],
    rIcon: reaction.icon,
    rType: reaction.icon === '' ? -1 : 3,
    source: 6,
  }),
  ts: String(reaction.at),
  ttl: 0,
});

/** Controls of command 601; the data are JSON inside JSON, or a bare uid. */
export const controlJson = (id: number, actType: 'fr' | 'group', act: string, data: string | object): object => ({
  controlId: id,
  content: { act_type: actType, act, data: typeof data === 'string' ? data : JSON.stringify(data) },
});

/** The contents of messages that are not text, by zca-js's `msgType`. */
export const stickerContent = { id: 23311, catId: 10425, type: 7, extInfo: '{"cate_id":10425}' };

export const pictureContent = (url: string, caption: string): object => ({
  title: caption,
  description: '',
  href: url,
  thumb: url,
  childnumber: 0,
  action: '',
  params: '{"hd":"","width":2,"height":2}',
  type: '',
});
