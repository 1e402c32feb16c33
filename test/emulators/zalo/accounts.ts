import { commands, type FrameHead } from './frames.ts';
import { type Line, makeLine } from './line.ts';
import type { EmulatedUser } from './people.ts';
import { makeRing } from './ring.ts';
import { credentialsOf, type EmulatedCredentials, makeSession } from './sessions.ts';
import {
  type AccountState,
  deliverMessage,
  keepLast,
  type PersonState,
  personAt,
  remember,
  type World,
} from './world.ts';

/** An account of the bot. */
export interface EmulatedAccount extends AccountState {
  readonly line: Line;
  /** A new login, as a browser would have made it: what zca-js takes to log in by cookie. */
  credentials(): EmulatedCredentials;
  /** Every login of the account is dead: calls answer 102, logins fail. An open listener is left as it is. */
  expireSession(): void;
  /** The next answer to a call of a session brings a new cookie, and from then on the old one is dead. */
  rotateCookies(): void;
  /** The account's owner writes on the phone: a message from the account itself. */
  says(text: string, to: EmulatedUser): number;
}

const TWO_WEEKS_MS = 14 * 86_400_000;
const PAGE = 200;

/** Old messages of about two weeks, of the session that asks; those before `lastId` where it is given. */
function oldEvents(
  world: World,
  account: AccountState,
  asked: { head: FrameHead; lastId: string | null; since: number },
) {
  const { head, lastId, since } = asked;
  const group = head.cmd === commands.oldGroupMessages.cmd || head.cmd === commands.oldGroupReactions.cmd;
  const reactions = head.cmd === commands.oldReactions.cmd || head.cmd === commands.oldGroupReactions.cmd;
  const list = reactions ? (group ? 'reactGroups' : 'reacts') : group ? 'groupMsgs' : 'msgs';
  const from = Math.max(since, world.now() - TWO_WEEKS_MS);
  const found = account.past
    .all()
    .filter((event) => event.list === list && event.at >= from && !world.undone.has(event.id))
    .filter((event) => lastId === null || event.id < Number(lastId));
  return { [list]: found.slice(-PAGE).map(({ json }) => json), more: found.length > PAGE ? 1 : 0 };
}

export function makeAccount(world: World, name: string, phone?: string): AccountState {
  const number = world.accounts.length + 1;
  const account: AccountState = {
    number,
    uid: String(7_100_000_000_000_000_000n + BigInt(number) * 31_337n),
    name,
    phone: phone ?? `8498${String(number).padStart(7, '0')}`,
    sessions: new Set(),
    friends: new Set(),
    received: new Map(),
    asked: new Map(),
    past: makeRing(world.keep),
    line: makeLine({ packing: () => world.packing, oldEvents: (asked) => oldEvents(world, account, asked) }),
  };
  world.accounts.push(account);
  return account;
}

/** Adds what a test can do with an account to the account itself. */
export function publicAccount(world: World, account: AccountState): EmulatedAccount {
  return Object.assign(account, {
    credentials() {
      const session = makeSession(world.now());
      account.sessions.add(session);
      keepLast(account.sessions, 20);
      return credentialsOf(session);
    },
    expireSession: () => account.sessions.clear(),
    rotateCookies() {
      for (const session of account.sessions) session.replacement = makeSession(0).sek;
    },
    says(text: string, to: EmulatedUser) {
      const at = world.now();
      const person: PersonState = personAt(world, account, to.idAt(account))!;
      const message = { msgId: world.nextId(), cliMsgId: at, at, text, owner: account, in: person };
      remember(world, message);
      deliverMessage(account, { ...message, msgType: 'webchat', content: text });
      return message.msgId;
    },
  });
}
