import { type Day, isoDate, weekdayOf } from '../domain/civil-day.ts';
import type { Office } from '../domain/office-hours.ts';
import { nextOpening } from '../domain/office-hours.ts';
import { hoursOf } from '../domain/policy.ts';
import { sayClock } from '../text/dates.ts';
import { urgencyOf } from '../text/digest.ts';
import {
  groupCodeBadText,
  groupCodeNotAdminText,
  groupHelloText,
  groupLinkedText,
  groupLostNotice,
  weekText,
  writePrivatelyText,
} from '../text/groups.ts';
import type { Channel } from './channel.ts';
import type { Answer } from './conversation/talk.ts';
import { type InviteCodes, looksLikeCode } from './people.ts';
import { endOfWeek, openOccurrences } from './situation.ts';
import type { ChatAddress, Effect, GroupView, JournaledInbound, Store } from './store.ts';

interface Parts {
  readonly store: Store;
  readonly office: Office;
}

const NOTHING: Answer = { intent: 'ignored', effects: [], text: null };

/**
 * What is said in a group. An administrator's one-time code links it; everything else is answered with the request to
 * write privately, because what a group can read is no report, and nobody's tasks are a group's business.
 */
export async function answerGroup(
  { store, office, codes }: Parts & { codes: InviteCodes },
  entry: JournaledInbound,
  now: number,
): Promise<Answer & { officerId?: number }> {
  const { content } = entry;
  const linked = (await store.groups()).find((group) => sameChat(group, entry));
  if (content.kind === 'membership') {
    if (content.member) return linked ? NOTHING : { intent: 'group-joined', effects: [], text: groupHelloText() };
    if (!linked) return NOTHING;
    return { intent: 'group-left', effects: await lostEffects({ store, office }, linked, 'left', now), text: null };
  }
  if (content.kind !== 'text') return NOTHING;
  const code = codeIn(content.text);
  if (code !== null) return link({ store, office, codes }, entry, code, now);
  if (/^\/?nh[oó]m$/iu.test(content.text.normalize('NFC').trim())) {
    return { intent: 'group', effects: [], text: linked ? writePrivatelyText() : groupHelloText() };
  }
  return { intent: 'group', effects: [], text: writePrivatelyText() };
}

/** «/nhom K7MP-3QXA», «nhóm K7MP-3QXA», or the code alone. */
function codeIn(text: string): string | null {
  const words = text
    .normalize('NFC')
    .trim()
    .replace(/^\/?(?:nh[oó]m|start)\s+/iu, '');
  return looksLikeCode(words) ? words : null;
}

async function link(
  { store, office, codes }: Parts & { codes: InviteCodes },
  entry: JournaledInbound,
  typed: string,
  now: number,
): Promise<Answer & { officerId?: number }> {
  const { channel, account, chatId, author } = entry;
  // Who writes in a group is known by the chat that they have with the bot.
  const officer = author === undefined ? null : await store.officerOfChat({ channel, account, chatId: author });
  if (!officer?.isAdmin) return { intent: 'group-code-refused', effects: [], text: groupCodeNotAdminText() };
  const codeHash = codes.hash(typed);
  const code = await store.groupCode({ codeHash, at: now });
  const officerId = officer.id;
  if (!code) return { intent: 'group-code-refused', effects: [], text: groupCodeBadText(), officerId };
  const chat = { channel, account, chatId };
  const today = office.zone.dayOf(now);
  const monday = mondayOf(today);
  const thisWeek = slotOf(office, monday);
  const first = thisWeek !== null && now < thisWeek.at ? thisWeek.day : (slotOf(office, monday + 7)?.day ?? monday + 7);
  return {
    intent: 'group-linked',
    effects: [{ kind: 'people', change: { act: 'link-group', chat, codeHash, linkedBy: officerId } }],
    text: groupLinkedText(code.name, first, sayClock(hoursOf(office.policies).morning), today),
    officerId,
  };
}

const mondayOf = (day: Day): Day => day - weekdayOf(day) + 1;

/** The morning of the week's first working day; null in a week without one. */
function slotOf({ calendar, zone, policies }: Office, monday: Day): { day: Day; at: number } | null {
  const day = calendar.firstWorkingDayOnOrAfter(monday);
  return day > monday + 6 ? null : { day, at: zone.instant(day, hoursOf(policies).morning) };
}

/** Plans what every linked group hears this week, once; asked again it changes nothing. */
export async function planGroupDigests(
  { store, office, channels }: Parts & { channels: readonly Channel[] },
  now: number,
): Promise<void> {
  const monday = mondayOf(office.zone.dayOf(now));
  const slot = slotOf(office, monday);
  if (slot === null) return;
  const groups = (await store.groups()).filter((group) => group.linkedAt < slot.at && isConfigured(channels, group));
  if (groups.length === 0) return;
  const digests = groups.map(({ id, channel, account, chatId }) => ({
    key: `group:${id}:${isoDate(monday)}`,
    chat: { channel, account, chatId },
    slotAt: slot.at,
  }));
  await store.addGroupDigests(digests, now);
}

export const isConfigured = (channels: readonly Channel[], { channel, account }: ChatAddress): boolean =>
  channels.some((each) => each.name === channel && each.account === account);

/** The week's counts as they are now; null where the week that they were meant for is over. */
export async function groupDigest({ store, office }: Parts, plannedAt: number, now: number): Promise<string | null> {
  const today = office.zone.dayOf(now);
  const monday = mondayOf(today);
  if (mondayOf(office.zone.dayOf(plannedAt)) !== monday) return null;
  const sunday = endOfWeek(today);
  const open = await openOccurrences({ store, office }, today);
  const overdue = open.filter((occurrence) => urgencyOf(occurrence, today) === 'late').length;
  const pressing = open.filter((occurrence) => occurrence.target <= sunday).length;
  return weekText(office.name, { open: open.length, overdue, dueThisWeek: pressing - overdue }, today, sunday);
}

/** A group that nothing can be sent to any more: left, and the administrators told. */
export async function loseGroup(parts: Parts, chat: ChatAddress, reason: string, now: number): Promise<void> {
  const group = (await parts.store.groups()).find((each) => sameChat(each, chat));
  if (!group) return;
  const changes = await lostEffects(parts, group, reason, now);
  await parts.store.applyChanges({ changes, at: now, officerId: null });
}

async function lostEffects({ store, office }: Parts, group: GroupView, reason: string, now: number) {
  const admins = (await store.officers(office.zone.dayOf(now))).filter((officer) => officer.isAdmin);
  return [
    { kind: 'people', change: { act: 'unlink-group', groupId: group.id, reason } } as const,
    ...admins.map((admin) => {
      const notice = {
        key: `group-lost:${group.id}:${now}:${admin.id}`,
        officerId: admin.id,
        message: { text: groupLostNotice(admin, group.name) },
        dueAt: nextOpening(office, now),
      };
      return { kind: 'notice', notice } as const satisfies Effect;
    }),
  ];
}

function sameChat(one: ChatAddress, other: ChatAddress): boolean {
  return one.channel === other.channel && one.account === other.account && one.chatId === other.chatId;
}
