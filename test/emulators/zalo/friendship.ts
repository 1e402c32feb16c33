import { controlJson } from './events.ts';
import { commands } from './frames.ts';
import { type AccountState, type PersonState, uidAt, type World } from './world.ts';

/** What a person does about being the account's friend; the first account where none is given. */
export interface FriendActs {
  asksToBeFriend(words?: string, account?: AccountState): void;
  takesBackFriendRequest(account?: AccountState): void;
  /** What the account asked for. */
  acceptsFriendRequest(account?: AccountState): void;
  unfriends(account?: AccountState): void;
  isFriendOf(account?: AccountState): boolean;
  blocks(account?: AccountState): void;
  unblocks(account?: AccountState): void;
}

function tell(world: World, account: AccountState, act: string, data: string | object): void {
  account.line.deliver(commands.control, 'controls', controlJson(world.nextId(), 'fr', act, data));
}

/** The friendship, and the end of both sides' requests. The account's listener hears of it whoever asked. */
export function befriend(world: World, account: AccountState, person: PersonState): void {
  account.received.delete(person);
  account.asked.delete(person);
  account.friends.add(person);
  tell(world, account, 'add', uidAt(account, person));
}

export function makeFriendActs(world: World, person: PersonState): FriendActs {
  const first = () => world.accounts[0]!;
  return {
    asksToBeFriend(words = '', account = first()) {
      if (account.asked.has(person)) {
        befriend(world, account, person);
        return;
      }
      account.received.set(person, { words, at: world.now() });
      const data = { toUid: account.uid, fromUid: uidAt(account, person), src: 30, message: words };
      // Zalo tells it twice; zca-js listens to the second.
      tell(world, account, 'req', data);
      tell(world, account, 'req_v2', data);
    },
    takesBackFriendRequest(account = first()) {
      account.received.delete(person);
      tell(world, account, 'undo_req', { toUid: account.uid, fromUid: uidAt(account, person) });
    },
    acceptsFriendRequest(account = first()) {
      if (!account.asked.has(person)) throw new Error(`nobody asked ${person.name}`);
      befriend(world, account, person);
    },
    unfriends(account = first()) {
      account.friends.delete(person);
      tell(world, account, 'remove', uidAt(account, person));
    },
    isFriendOf: (account = first()) => account.friends.has(person),
    blocks: (account = first()) => void person.blocked.add(account),
    unblocks: (account = first()) => void person.blocked.delete(account),
  };
}
