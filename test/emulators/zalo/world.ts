import type { BotMessage, ChatState } from './chats.ts';
import { type MessageJson, messageJson } from './events.ts';
import { commands, type FrameHead, type Packing } from './frames.ts';
import type { Line } from './line.ts';
import type { Ring } from './ring.ts';
import type { Session } from './sessions.ts';

/** A person with Zalo on the phone. */
export interface PersonState {
  readonly number: number;
  readonly name: string;
  /** As Zalo keeps it: 84… */
  readonly phone: string;
  readonly chat: ChatState;
  acceptsStrangers: boolean;
  readonly blocked: Set<AccountState>;
}

export interface GroupState {
  readonly id: string;
  readonly title: string;
  readonly chat: ChatState;
  readonly members: Set<PersonState>;
  readonly accounts: Set<AccountState>;
}

/** Something that can be asked for again: `requestOldMessages`, `requestOldReactions`. */
interface PastEvent {
  readonly list: 'msgs' | 'groupMsgs' | 'reacts' | 'reactGroups';
  readonly id: number;
  readonly at: number;
  readonly json: object;
}

/** An account that the bot can log in with. */
export interface AccountState {
  readonly number: number;
  readonly uid: string;
  readonly name: string;
  readonly phone: string;
  readonly sessions: Set<Session>;
  readonly friends: Set<PersonState>;
  /** Friend requests received and sent, with their words. */
  readonly received: Map<PersonState, { readonly words: string; readonly at: number }>;
  readonly asked: Map<PersonState, string>;
  readonly past: Ring<PastEvent>;
  readonly line: Line;
}

/** A message that can be quoted, reacted to or undone. */
export interface KnownMessage {
  readonly msgId: number;
  readonly cliMsgId: number;
  readonly at: number;
  readonly text: string;
  readonly owner: PersonState | AccountState;
  readonly in: PersonState | GroupState;
}

export interface World {
  readonly now: () => number;
  readonly keep: number;
  packing: Packing;
  readonly nextId: () => number;
  readonly accounts: AccountState[];
  readonly people: PersonState[];
  readonly groups: Map<string, GroupState>;
  readonly known: Map<number, KnownMessage>;
  /** Messages that were undone. */
  readonly undone: Set<number>;
  readonly sent: Ring<BotMessage>;
  readonly pictures: Map<string, Buffer>;
}

export const isAccount = (one: PersonState | AccountState): one is AccountState => 'line' in one;

/** Another account sees the same person under another uid. 19 digits, as Zalo's are. */
export const uidAt = (account: AccountState, person: PersonState): string =>
  String(4_000_000_000_000_000_000n + BigInt(account.number) * 1_000_000_000_000n + BigInt(person.number) * 7_919n);

export const personAt = (world: World, account: AccountState, uid: string): PersonState | undefined =>
  world.people.find((person) => uidAt(account, person) === uid);

/** Forgets the oldest beyond `keep`. */
export function keepLast<K>(kept: Map<K, unknown> | Set<K>, keep: number): void {
  for (const key of kept.keys()) {
    if (kept.size <= keep) return;
    kept.delete(key);
  }
}

export function remember(world: World, message: KnownMessage): void {
  world.known.set(message.msgId, message);
  keepLast(world.known, world.keep);
}

/** How the account itself stands in events. */
const SELF = '0';

/** The uid of a message's author as the events of this account name it. */
export const nameIn = (account: AccountState, one: PersonState | AccountState): string => {
  if (!isAccount(one)) return uidAt(account, one);
  return one === account ? SELF : one.uid;
};

/** Gives a message to an account's listener, and keeps it for those who ask for old ones. */
export function deliverMessage(
  account: AccountState,
  message: KnownMessage & { readonly content: unknown; readonly msgType: string },
  extra: Pick<Parameters<typeof messageJson>[0], 'quote' | 'mentions'> & {
    readonly under?: number | undefined;
    readonly fields?: object | undefined;
  } = {},
): void {
  const { owner } = message;
  const group = 'members' in message.in;
  const list = group ? 'groupMsgs' : 'msgs';
  const head: FrameHead = group ? commands.groupMessage : commands.message;
  const cmd = extra.under ?? head.cmd;
  const to = 'members' in message.in ? message.in.id : isAccount(owner) ? uidAt(account, message.in) : SELF;
  const json: MessageJson = {
    ...messageJson({ ...message, ...extra, name: owner.name, uidFrom: nameIn(account, owner), idTo: to, cmd }),
    ...extra.fields,
  };
  account.past.push({ list, id: message.msgId, at: message.at, json });
  account.line.deliver({ ...head, cmd }, list, json);
}
