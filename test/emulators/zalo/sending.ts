import type { CallResult, Params } from './calls.ts';
import type { BotMessage } from './chats.ts';
import { faults } from './faults.ts';
import {
  type AccountState,
  deliverMessage,
  type GroupState,
  type PersonState,
  personAt,
  remember,
  uidAt,
  type World,
} from './world.ts';

/** Longer texts are refused; zca-js does not look. */
const LONGEST = 2_000;

/** Who a call is addressed to (`toid` a person, `grid` a group), or why they cannot be reached. */
function addressee(world: World, account: AccountState, params: Params): PersonState | GroupState | CallResult {
  if (params.grid !== undefined) {
    const group = world.groups.get(String(params.grid));
    return group?.accounts.has(account) ? group : faults.badParameters;
  }
  const person = personAt(world, account, String(params.toid));
  if (person === undefined) return faults.badParameters;
  const stranger = !account.friends.has(person) && !person.acceptsStrangers;
  return stranger || person.blocked.has(account) ? faults.refusesStrangers : person;
}

function deliver(
  world: World,
  account: AccountState,
  params: Params,
  { text, picture }: { text: string; picture: boolean },
): CallResult {
  const to = addressee(world, account, params);
  if ('kind' in to) return to;
  const msgId = world.nextId();
  const at = world.now();
  const cliMsgId = Number(params.clientId);
  const sent: BotMessage = {
    msgId,
    cliMsgId,
    at,
    from: account.uid,
    to: 'members' in to ? to.id : uidAt(account, to),
    text,
    picture,
    quote: params.qmsgId === undefined ? null : Number(params.qmsgId),
    mentions: params.mentionInfo === undefined ? [] : JSON.parse(String(params.mentionInfo)),
    params,
  };
  world.sent.push(sent);
  to.chat.hear(sent);
  const known = { msgId, cliMsgId, at, text, owner: account, in: to };
  remember(world, known);
  // The account's other devices hear what was sent, and so does its listener: a message from uid 0.
  const content = picture ? { title: text, href: params.rawUrl, thumb: params.thumbUrl } : text;
  deliverMessage(account, { ...known, msgType: picture ? 'chat.photo' : 'webchat', content });
  return { kind: 'done', data: { msgId } };
}

/** `handleMessage` in `zca-js/dist/apis/sendMessage.js`. */
export function sendMessage(world: World, account: AccountState, params: Params): CallResult {
  const text = String(params.message);
  if (text.length > LONGEST) return faults.refuse(118, 'Nội dung quá dài');
  return deliver(world, account, params, { text, picture: false });
}

/** `handleAttachment` there, of images. */
export const sendPicture = (world: World, account: AccountState, params: Params): CallResult =>
  deliver(world, account, params, { text: String(params.desc ?? ''), picture: true });
