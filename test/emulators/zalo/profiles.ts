import { type AccountState, type GroupState, isAccount, type PersonState, uidAt } from './world.ts';

/** `User` in `zca-js/dist/models/User.d.ts`. Phone numbers of others are not told. */
export function profileJson(account: AccountState, one: PersonState | AccountState): object {
  const self = isAccount(one);
  const uid = self ? one.uid : uidAt(account, one);
  return {
    userId: uid,
    id: uid,
    username: '',
    displayName: one.name,
    zaloName: one.name,
    avatar: '',
    bgavatar: '',
    cover: '',
    gender: 0,
    dob: 0,
    sdob: '',
    status: '',
    phoneNumber: self ? one.phone : '',
    isFr: !self && account.friends.has(one) ? 1 : 0,
    isBlocked: 0,
    lastActionTime: 0,
    lastUpdateTime: 0,
    isActive: 1,
    key: 0,
    type: 0,
    isActivePC: 0,
    isActiveWeb: 0,
    isValid: 1,
    userKey: '',
    accountStatus: 0,
    oaInfo: null,
    user_mode: 0,
    globalId: `global-${one.phone}`,
    bizPkg: { pkgId: 0 },
    createdTs: 0,
    oa_status: null,
  };
}

/** `UserBasic`: what is told to those who look a phone number up. */
export const profileBasic = (account: AccountState, person: PersonState): object => ({
  avatar: '',
  cover: '',
  status: '',
  gender: 0,
  dob: 0,
  sdob: '',
  globalId: `global-${person.phone}`,
  bizPkg: { pkgId: 0 },
  uid: uidAt(account, person),
  zalo_name: person.name,
  display_name: person.name,
});

/** Of `GroupInfo` in `zca-js/dist/models/Group.d.ts`, what says who is in it. */
export function groupJson(account: AccountState, group: GroupState): object {
  const people = [...group.members];
  return {
    groupId: group.id,
    name: group.title,
    desc: '',
    type: 1,
    creatorId: people[0] === undefined ? account.uid : uidAt(account, people[0]),
    version: '1',
    avt: '',
    fullAvt: '',
    adminIds: [],
    memberIds: [],
    currentMems: people.map((person) => ({ id: uidAt(account, person), dName: person.name, zaloName: person.name })),
    memVerList: [...people.map((person) => `${uidAt(account, person)}_0`), `${account.uid}_0`],
    totalMember: people.length + group.accounts.size,
    pendingApprove: { time: 0, uids: null },
  };
}
