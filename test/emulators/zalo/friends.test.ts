import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Connected, connectZalo, type RawClient } from './connected.ts';

let connected: Connected;
let bot: RawClient;
beforeEach(async () => {
  connected = await connectZalo();
  bot = await connected.listening();
});
afterEach(() => connected.close());

// As in FriendEventType.
const [ADD, REMOVE, REQUEST, UNDO_REQUEST] = [0, 1, 2, 3];

test('a request is told once, is listed, and makes friends when it is accepted', async () => {
  const lan = connected.zalo.user('Lan', { acceptsStrangers: false });
  lan.asksToBeFriend('Chị Lan, văn thư');
  await vi.waitFor(() => expect(bot.friendEvents).toHaveLength(1), { timeout: 10_000 });
  expect(bot.friendEvents[0]).toMatchObject({
    type: REQUEST,
    isSelf: false,
    data: { fromUid: lan.idAt(), toUid: connected.zalo.bot.uid, message: 'Chị Lan, văn thư' },
  });
  const { recommItems } = await bot.api.getFriendRecommendations();
  expect(recommItems).toMatchObject([
    { dataInfo: { userId: lan.idAt(), recommType: 2, recommInfo: { message: 'Chị Lan, văn thư' } } },
  ]);
  expect(await bot.api.getFriendRequestStatus(lan.idAt())).toMatchObject({ is_friend: 0, is_requested: 1 });

  await bot.api.acceptFriendRequest(lan.idAt());
  await vi.waitFor(() => expect(bot.friendEvents).toHaveLength(2), { timeout: 10_000 });
  expect(bot.friendEvents[1]).toMatchObject({ type: ADD, data: lan.idAt() });
  expect(lan.isFriendOf()).toBe(true);
  expect(await bot.api.getAllFriends()).toMatchObject([{ userId: lan.idAt(), displayName: 'Lan', isFr: 1 }]);
  await bot.api.sendMessage('chào chị', lan.idAt());
});

test('a request can be taken back or rejected; then there is none to accept', async () => {
  const lan = connected.zalo.user('Lan');
  lan.asksToBeFriend();
  lan.takesBackFriendRequest();
  await vi.waitFor(() => expect(bot.friendEvents.map(({ type }) => type)).toEqual([REQUEST, UNDO_REQUEST]), {
    timeout: 10_000,
  });
  await expect(bot.api.acceptFriendRequest(lan.idAt())).rejects.toMatchObject({ code: 114 });
  lan.asksToBeFriend();
  await bot.api.rejectFriendRequest(lan.idAt());
  await expect(bot.api.acceptFriendRequest(lan.idAt())).rejects.toMatchObject({ code: 114 });
});

test('the account finds a person by phone, asks, and is a friend once the person accepts', async () => {
  const lan = connected.zalo.user('Lan', { phone: '0912345678' });
  const found = await bot.api.findUser('0912345678');
  expect(found).toMatchObject({ uid: lan.idAt(), display_name: 'Lan' });
  await expect(bot.api.findUser('0900000000')).rejects.toMatchObject({ code: 216 });
  await expect(bot.api.getSentFriendRequest()).rejects.toMatchObject({ code: 112 });
  await bot.api.sendFriendRequest('Em là bot nhắc việc', found.uid);
  expect(await bot.api.getSentFriendRequest()).toMatchObject({
    [found.uid]: { displayName: 'Lan', fReqInfo: { message: 'Em là bot nhắc việc' } },
  });
  expect(await bot.api.getFriendRequestStatus(found.uid)).toMatchObject({ is_requesting: 1 });
  lan.acceptsFriendRequest();
  await vi.waitFor(() => expect(bot.friendEvents).toMatchObject([{ type: ADD, threadId: lan.idAt() }]), {
    timeout: 10_000,
  });
  await expect(bot.api.sendFriendRequest('nữa', found.uid)).rejects.toMatchObject({ code: 225 });
  lan.unfriends();
  await vi.waitFor(() => expect(bot.friendEvents.at(-1)).toMatchObject({ type: REMOVE, data: lan.idAt() }), {
    timeout: 10_000,
  });
  expect(await bot.api.getAllFriends()).toEqual([]);
});

test('profiles and groups are told', async () => {
  const { zalo } = connected;
  const lan = zalo.user('Lan', { friend: true });
  const group = zalo.group('Văn phòng', [lan]);
  const { changed_profiles } = await bot.api.getUserInfo(lan.idAt());
  expect(changed_profiles[lan.idAt()]).toMatchObject({ displayName: 'Lan', isFr: 1 });
  expect(Object.keys((await bot.api.getAllGroups()).gridVerMap)).toEqual([group.id]);
  const { gridInfoMap } = await bot.api.getGroupInfo(group.id);
  expect(gridInfoMap[group.id]).toMatchObject({
    name: 'Văn phòng',
    memVerList: [`${lan.idAt()}_0`, `${zalo.bot.uid}_0`],
  });
  const { profiles } = await bot.api.getGroupMembersInfo(lan.idAt());
  expect(profiles[lan.idAt()]).toMatchObject({ displayName: 'Lan' });
});
