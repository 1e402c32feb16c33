/**
 * Services of the login answer's map (`ZPWServiceMap` in `zca-js/dist/context.d.ts`). `dist/apis.js` builds every call's
 * address when the `API` object is made, so each of those that it reads has to be there.
 */
const services = [
  ...['aext', 'alias', 'auto_reply', 'boards', 'catalog', 'chat', 'chat_e2e', 'consent', 'conversation'],
  ...['downloadStickerUrl', 'fallback_LP', 'file', 'friend', 'friendLan', 'friend_board', 'group', 'group_board'],
  ...['group_cloud_message', 'group_e2e', 'group_poll', 'label', 'media_store', 'media_store_send2me'],
  ...['other_contact', 'profile', 'push_act', 'quick_message', 'reaction', 'recent_search', 'sp_contact', 'sticker'],
  ...['sync_action', 'todoUrl', 'up_file', 'voice_call', 'workspace', 'zavi', 'zcloud', 'zcloud_up_file', 'zfamily'],
  'zimsg',
];

const hostOf = (service: string) => `tt-${service.toLowerCase().replaceAll('_', '-')}-wpa.chat.zalo.me`;

export const serviceMap: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  services.map((service) => [service, [`https://${hostOf(service)}`]]),
);

/** `id.zalo.me`, `wpa.chat.zalo.me` and their like by name; a service's host by the service's name. */
const byHost = new Map([
  ['id.zalo.me', 'id'],
  ['chat.zalo.me', 'web'],
  ['jr.chat.zalo.me', 'jr'],
  ['wpa.chat.zalo.me', 'login'],
  ...services.map((service) => [hostOf(service), service] as const),
]);

/** Every call that is answered, by the place where zca-js sends it; those of groups are named like those of people. */
const calls = {
  'id/account': 'loginPage',
  'id/account/logininfo': 'loginPageInfo',
  'id/account/verify-client': 'verifyClient',
  'id/account/authen/qr/generate': 'qrGenerate',
  'id/account/authen/qr/waiting-scan': 'qrWaitingScan',
  'id/account/authen/qr/waiting-confirm': 'qrWaitingConfirm',
  'id/account/checksession': 'checkSession',
  'web/index.html': 'webPage',
  'jr/jr/userinfo': 'userInfo',
  'login/api/login/getLoginInfo': 'getLoginInfo',
  'login/api/login/getServerInfo': 'getServerInfo',
  'chat/keepalive': 'keepAlive',
  'chat/api/message/sms': 'sendMessage',
  'chat/api/message/quote': 'sendMessage',
  'group/api/group/sendmsg': 'sendMessage',
  'group/api/group/mention': 'sendMessage',
  'group/api/group/quote': 'sendMessage',
  'file/api/message/photo_original/upload': 'uploadPicture',
  'file/api/group/photo_original/upload': 'uploadPicture',
  'file/api/message/photo_original/send': 'sendPicture',
  'file/api/group/photo_original/send': 'sendPicture',
  'chat/api/message/undo': 'undo',
  'group/api/group/undomsg': 'undo',
  'reaction/api/message/reaction': 'addReaction',
  'reaction/api/group/reaction': 'addReaction',
  'chat/api/message/seenv2': 'seen',
  'group/api/group/seenv2': 'seen',
  'chat/api/message/deliveredv2': 'delivered',
  'group/api/group/deliveredv2': 'delivered',
  'chat/api/message/typing': 'typing',
  'group/api/group/typing': 'typing',
  'friend/api/friend/accept': 'acceptFriendRequest',
  'friend/api/friend/reject': 'rejectFriendRequest',
  'friend/api/friend/sendreq': 'sendFriendRequest',
  'friend/api/friend/remove': 'removeFriend',
  'friend/api/friend/reqstatus': 'friendRequestStatus',
  'friend/api/friend/recommendsv2/list': 'receivedFriendRequests',
  'friend/api/friend/requested/list': 'sentFriendRequests',
  'friend/api/friend/profile/get': 'findUser',
  'profile/api/social/friend/getfriends': 'getAllFriends',
  'profile/api/social/friend/getprofiles/v2': 'getUserInfo',
  'profile/api/social/group/members': 'getGroupMembers',
  'profile/api/social/profile/me-v2': 'fetchAccountInfo',
  'group/api/group/getmg-v2': 'getGroupInfo',
  'group_poll/api/group/getlg/v4': 'getAllGroups',
} as const;

export type Call = (typeof calls)[keyof typeof calls];

/** Pictures of messages lie on other hosts than the calls. */
export const pictureHost = 'photo-stal-1.zdn.vn';

/** What a request asks for: a call, a picture, or nothing that is answered here. */
export function callAt(host: string, pathname: string): Call | 'picture' | null {
  if (host === pictureHost) return 'picture';
  const place = `${byHost.get(host)}${pathname.replace(/\/+$/, '')}`;
  return Object.hasOwn(calls, place) ? calls[place as keyof typeof calls] : null;
}
