import type { EmulatedChat } from './chats.ts';
import {
  bigNumber,
  type MentionJson,
  pictureContent,
  type QuoteJson,
  reactionJson,
  stickerContent,
  undoContent,
} from './events.ts';
import { commands } from './frames.ts';
import { type FriendActs, makeFriendActs } from './friendship.ts';
import { pictureHost } from './hosts.ts';
import {
  type AccountState,
  deliverMessage,
  type GroupState,
  keepLast,
  nameIn,
  type PersonState,
  remember,
  uidAt,
  type World,
} from './world.ts';

export interface SayOptions {
  /** The id of a message of the conversation. */
  readonly quote?: number;
  /** Where it is said; the person's own conversation with the bot where missing. */
  readonly in?: EmulatedGroup;
  /** To which account; the first where missing. */
  readonly to?: AccountState;
  /** A command that zca-js drops: 504, 524, 551 or 553, under which direct messages arrive too (users report). */
  readonly under?: number;
  /** Fields of the message that are put over the emulator's own, well formed or not. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** A person with Zalo in hand. Acts return the id of the message made. */
export interface EmulatedUser extends FriendActs {
  readonly name: string;
  readonly phone: string;
  readonly chat: EmulatedChat;
  /** The person's uid, as this account sees it; the first account where missing. */
  idAt(account?: AccountState): string;
  /** In a group, `@Name` of the bot or of a member, or `@All`, becomes a mention. */
  says(text: string, options?: SayOptions): number;
  sendsSticker(options?: SayOptions): number;
  /** The picture can be fetched at the address in its message. */
  sendsPicture(options?: SayOptions & { caption?: string; bytes?: Buffer }): number;
  /** Any other content: `chat.voice`, `share.file`, null, … */
  sends(msgType: string, content: unknown, options?: SayOptions): number;
  /** '/-strong' is 👍, '/-heart' ❤️; other icons as in `Reactions` of zca-js. */
  reacts(icon: string, messageId: number, options?: SayOptions): void;
  takesBackReaction(messageId: number, options?: SayOptions): void;
  /** Opens the conversation up to this message of the bot. */
  sees(messageId: number, account?: AccountState): void;
  types(account?: AccountState): void;
  /** One of their own messages. */
  undoes(messageId: number, options?: SayOptions): void;
}

export interface EmulatedGroup {
  readonly id: string;
  readonly title: string;
  readonly chat: EmulatedChat;
}

function mentionsIn(text: string, account: AccountState, group: GroupState): MentionJson[] {
  const names = [
    { name: account.name, uid: account.uid, type: 0 as const },
    ...[...group.members].map((person) => ({ name: person.name, uid: uidAt(account, person), type: 0 as const })),
    { name: 'All', uid: '-1', type: 1 as const },
  ];
  return names.flatMap(({ name, uid, type }) => {
    const pos = text.indexOf(`@${name}`);
    return pos < 0 ? [] : [{ uid, pos, len: name.length + 1, type }];
  });
}

export function makeUser(world: World, person: PersonState): EmulatedUser {
  const first = () => world.accounts[0]!;
  const place = (options?: SayOptions): GroupState | null =>
    options?.in === undefined ? null : world.groups.get(options.in.id)!;
  const hearing = (options?: SayOptions): AccountState[] => {
    const group = place(options);
    return group === null ? [options?.to ?? first()] : [...group.accounts];
  };

  function quoteOf(messageId: number, account: AccountState): QuoteJson {
    const quoted = world.known.get(messageId);
    if (quoted === undefined) throw new Error(`no message ${messageId} to quote, or too long ago`);
    const owner = nameIn(account, quoted.owner) === '0' ? account.uid : nameIn(account, quoted.owner);
    return {
      ownerId: bigNumber(owner),
      cliMsgId: quoted.cliMsgId,
      globalMsgId: quoted.msgId,
      cliMsgType: 1,
      ts: quoted.at,
      msg: quoted.text,
      attach: '',
      fromD: quoted.owner.name,
      ttl: 0,
    };
  }

  function write(msgType: string, content: unknown, options: SayOptions = {}): number {
    const at = world.now();
    const text = typeof content === 'string' ? content : '';
    const group = place(options);
    const message = { msgId: world.nextId(), cliMsgId: at, at, text, owner: person, in: group ?? person };
    remember(world, message);
    for (const account of hearing(options)) {
      deliverMessage(
        account,
        { ...message, msgType, content },
        {
          quote: options.quote === undefined ? undefined : quoteOf(options.quote, account),
          mentions: group === null ? undefined : mentionsIn(text, account, group),
          under: options.under,
          fields: options.fields,
        },
      );
    }
    return message.msgId;
  }

  function react(icon: string, messageId: number, options?: SayOptions): void {
    const to = world.known.get(messageId);
    if (to === undefined) throw new Error(`no message ${messageId} to react to, or too long ago`);
    const group = place(options);
    const at = world.now();
    for (const account of hearing(options)) {
      const id = world.nextId();
      const uidFrom = uidAt(account, person);
      const json = reactionJson({ id, uidFrom, idTo: group?.id ?? '0', name: person.name, at, icon, to });
      const list = group === null ? 'reacts' : 'reactGroups';
      account.past.push({ list, id, at, json });
      account.line.deliver(commands.reaction, list, json);
    }
  }

  return {
    name: person.name,
    phone: person.phone,
    chat: person.chat,
    idAt: (account = first()) => uidAt(account, person),
    says: (text, options) => write('webchat', text, options),
    sends: write,
    sendsSticker: (options) => write('chat.sticker', stickerContent, options),
    sendsPicture({ caption = '', bytes = whitePixel, ...options } = {}) {
      const path = `/${world.nextId()}/picture.png`;
      world.pictures.set(path, bytes);
      keepLast(world.pictures, 100);
      return write('chat.photo', pictureContent(`https://${pictureHost}${path}`, caption), options);
    },
    reacts: react,
    takesBackReaction: (messageId, options) => react('', messageId, options),
    sees(messageId, account = first()) {
      const seen = { idTo: uidAt(account, person), msgId: String(messageId), realMsgId: '0' };
      account.line.deliver(commands.seen, 'seens', seen);
    },
    types(account = first()) {
      const data = `"uid":"${uidAt(account, person)}","ts":"${world.now()}","isPC":0`;
      account.line.deliver(commands.typing, 'actions', { act_type: 'typing', act: 'typing', data });
    },
    undoes(messageId, options) {
      const undone = world.known.get(messageId);
      if (undone?.owner !== person) throw new Error(`${messageId} is no message of ${person.name}'s`);
      world.undone.add(messageId);
      keepLast(world.undone, world.keep);
      const group = place(options);
      const at = world.now();
      for (const account of hearing(options)) {
        const dest = group?.id ?? account.uid;
        const content = undoContent(undone, uidAt(account, person), dest);
        const message = { msgId: world.nextId(), cliMsgId: at, at, text: '', owner: person, in: group ?? person };
        deliverMessage(account, { ...message, msgType: 'chat.undo', content });
      }
    },
    ...makeFriendActs(world, person),
  };
}

const whitePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==',
  'base64',
);
