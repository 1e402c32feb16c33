import { faults, type Refusal } from './faults.ts';
import { befriend } from './friendship.ts';
import type { Call } from './hosts.ts';
import { groupJson, profileBasic, profileJson } from './profiles.ts';
import { sendMessage, sendPicture } from './sending.ts';
import { type AccountState, personAt, uidAt, type World } from './world.ts';

export type Params = Readonly<Record<string, unknown>>;
export type CallResult = { readonly kind: 'done'; readonly data: unknown } | Refusal;

const done = (data: unknown): CallResult => ({ kind: 'done', data });

/** The calls that need a session, with the shapes that `zca-js/dist/apis/*.d.ts` say they answer with. */
type SessionCall = (world: World, account: AccountState, params: Params) => CallResult;

const anybody = (world: World, account: AccountState, params: Params, name: string) =>
  personAt(world, account, String(params[name]));

/** Uids as `getUserInfo` sends them: with a version behind an underscore. */
const listed = (params: Params): string[] =>
  (params.friend_pversion_map as string[]).map((one) => one.replace(/_\d+$/, ''));

export const sessionCalls: Partial<Record<Call, SessionCall>> = {
  keepAlive: () => done({ config_vesion: 0 }),
  sendMessage,
  sendPicture,
  uploadPicture(world, _account, params) {
    const id = world.nextId();
    const url = `https://photo-stal-1.zdn.vn/${id}/sent.png`;
    const urls = { normalUrl: url, hdUrl: url, thumbUrl: url };
    return done({
      ...urls,
      photoId: String(id),
      finished: 1,
      clientFileId: params.clientId,
      chunkId: params.chunkId,
    });
  },
  undo(world, _account, params) {
    world.undone.add(Number(params.msgId));
    return done({ status: 0 });
  },
  addReaction: (world) => done({ msgIds: JSON.stringify([world.nextId()]) }),
  seen: () => done({ status: 0 }),
  delivered: () => done({ status: 0 }),
  typing: () => done({ status: 0 }),
  acceptFriendRequest(world, account, params) {
    const person = anybody(world, account, params, 'fid');
    if (person === undefined || !account.received.has(person)) return faults.badParameters;
    befriend(world, account, person);
    return done('');
  },
  rejectFriendRequest(world, account, params) {
    const person = anybody(world, account, params, 'fid');
    if (person === undefined || !account.received.delete(person)) return faults.badParameters;
    return done('');
  },
  // Codes as in the note of `zca-js/dist/apis/sendFriendRequest.js`.
  sendFriendRequest(world, account, params) {
    const person = anybody(world, account, params, 'toid');
    if (person === undefined) return faults.badParameters;
    if (account.friends.has(person)) return faults.refuse(225, 'Hai bạn đã là bạn bè.');
    if (person.blocked.has(account)) return faults.refuse(215, 'Không thể gửi lời mời.');
    if (account.received.has(person)) {
      befriend(world, account, person);
      return faults.refuse(222, 'Người này đã gửi lời mời kết bạn cho bạn.');
    }
    account.asked.set(person, String(params.msg));
    return done('');
  },
  removeFriend(world, account, params) {
    const person = anybody(world, account, params, 'fid');
    if (person !== undefined) account.friends.delete(person);
    return done('');
  },
  friendRequestStatus(world, account, params) {
    const person = anybody(world, account, params, 'fid');
    if (person === undefined) return faults.badParameters;
    return done({
      addFriendPrivacy: 0,
      isSeenFriendReq: false,
      is_friend: account.friends.has(person) ? 1 : 0,
      is_requested: account.received.has(person) ? 1 : 0,
      is_requesting: account.asked.has(person) ? 1 : 0,
    });
  },
  receivedFriendRequests: (_world, account) =>
    done({
      expiredDuration: 0,
      collapseMsgListConfig: { collapseId: 0, collapseXItem: 0, collapseYItem: 0 },
      recommItems: [...account.received].map(([person, { words, at }]) => ({
        recommItemType: 1,
        dataInfo: {
          userId: uidAt(account, person),
          zaloName: person.name,
          displayName: person.name,
          avatar: '',
          phoneNumber: '',
          status: '',
          gender: 0,
          dob: 0,
          type: 0,
          recommType: 2,
          recommSrc: 30,
          recommTime: at,
          recommInfo: { suggestWay: 0, source: 30, message: words, customText: null },
          bizPkg: { pkgId: 0 },
          isSeenFriendReq: false,
        },
      })),
    }),
  // The note of `zca-js/dist/apis/getSentFriendRequest.js`: 112 where there is none.
  sentFriendRequests(_world, account) {
    if (account.asked.size === 0) return faults.refuse(112, 'Không có lời mời nào.');
    const requests = [...account.asked].map(([person, message]) => {
      const userId = uidAt(account, person);
      const fReqInfo = { message, src: 30, time: 0 };
      return [userId, { ...profileBasic(account, person), userId, displayName: person.name, fReqInfo }];
    });
    return done(Object.fromEntries(requests));
  },
  findUser(world, account, params) {
    const person = world.people.find(({ phone }) => phone === params.phone);
    if (person === undefined) return faults.refuse(216, 'Số điện thoại chưa đăng ký tài khoản.');
    return done(profileBasic(account, person));
  },
  getAllFriends: (_world, account) => done([...account.friends].map((person) => profileJson(account, person))),
  getUserInfo(world, account, params) {
    const people = listed(params).flatMap((uid) => personAt(world, account, uid) ?? []);
    const profiles = people.map((person) => [uidAt(account, person), profileJson(account, person)]);
    return done({ unchanged_profiles: {}, phonebook_version: 1, changed_profiles: Object.fromEntries(profiles) });
  },
  getGroupMembers(world, account, params) {
    const people = listed(params).flatMap((uid) => personAt(world, account, uid) ?? []);
    const profiles = people.map((person) => [uidAt(account, person), profileJson(account, person)]);
    return done({ profiles: Object.fromEntries(profiles), unchangeds_profile: [] });
  },
  fetchAccountInfo: (_world, account) => done({ profile: profileJson(account, account) }),
  getGroupInfo(world, account, params) {
    const ids = Object.keys(JSON.parse(String(params.gridVerMap)));
    const groups = ids.flatMap((id) => world.groups.get(id) ?? []).filter(({ accounts }) => accounts.has(account));
    return done({
      removedsGroup: ids.filter((id) => !groups.some((group) => group.id === id)),
      unchangedsGroup: [],
      gridInfoMap: Object.fromEntries(groups.map((group) => [group.id, groupJson(account, group)])),
    });
  },
  getAllGroups(world, account) {
    const groups = [...world.groups.values()].filter(({ accounts }) => accounts.has(account));
    return done({ version: '1', gridVerMap: Object.fromEntries(groups.map(({ id }) => [id, '1'])) });
  },
};
