import { makeChat } from './chats.ts';
import { controlJson } from './events.ts';
import { commands } from './frames.ts';
import type { EmulatedGroup, EmulatedUser } from './people.ts';
import { type AccountState, type GroupState, type PersonState, personAt, uidAt, type World } from './world.ts';

/** A group, and what happens to its membership: events of command 601. */
export interface EmulatedGroupWithActs extends EmulatedGroup {
  /** Of the first account. */
  addsBot(): void;
  removesBot(): void;
  admits(user: EmulatedUser): void;
  leaves(user: EmulatedUser): void;
}

export function makeGroup(world: World, title: string, members: readonly EmulatedUser[]): EmulatedGroupWithActs {
  const first = world.accounts[0]!;
  const personOf = (user: EmulatedUser): PersonState => personAt(world, first, user.idAt(first))!;
  const group: GroupState = {
    id: String(2_800_000_000_000_000_000n + BigInt(world.groups.size + 1) * 104_729n),
    title,
    chat: makeChat(title, world.keep),
    members: new Set(members.map(personOf)),
    accounts: new Set([first]),
  };
  world.groups.set(group.id, group);

  /** `TGroupEventBase` in `zca-js/dist/models/GroupEvent.d.ts`. */
  function tell(account: AccountState, act: string, who: { id: string; dName: string }): void {
    const data = {
      subType: 1,
      groupId: group.id,
      creatorId: '0',
      groupName: title,
      sourceId: who.id,
      updateMembers: [{ ...who, avatar: '', type: 1, avatar_25: '' }],
      time: String(world.now()),
    };
    account.line.deliver(commands.control, 'controls', controlJson(world.nextId(), 'group', act, data));
  }
  const tellAll = (act: string, person: PersonState) => {
    for (const account of group.accounts) tell(account, act, { id: uidAt(account, person), dName: person.name });
  };

  return {
    id: group.id,
    title,
    chat: group.chat,
    addsBot() {
      group.accounts.add(first);
      tell(first, 'join', { id: first.uid, dName: first.name });
    },
    removesBot() {
      tell(first, 'remove_member', { id: first.uid, dName: first.name });
      group.accounts.delete(first);
    },
    admits(user) {
      group.members.add(personOf(user));
      tellAll('join', personOf(user));
    },
    leaves(user) {
      tellAll('leave', personOf(user));
      group.members.delete(personOf(user));
    },
  };
}
