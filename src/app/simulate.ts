import { type Day, isoDate } from '../domain/civil-day.ts';
import type { Message, SendOutcome } from '../domain/message.ts';
import type { Role } from '../domain/states.ts';
import type { Channel, Recipient } from './channel.ts';
import { makeEngine } from './engine.ts';
import { leap } from './leap.ts';
import type { LiveOffice } from './live-office.ts';
import type { Log } from './log.ts';
import { passTime, type SteppedClock } from './pass-time.ts';
import { namesOf } from './render.ts';
import { silenceSelfCheck } from './self-check.ts';
import type { ChatAddress, DeliveryKind, GroupView, OfficerView, Store } from './store.ts';

/** One message that would be sent. */
export interface SimulatedMessage {
  readonly at: number;
  readonly to: string;
  readonly kind: DeliveryKind;
  readonly text: string;
  readonly items: readonly {
    readonly ref: string;
    readonly title: string;
    readonly period: string;
    /** `YYYY-MM-DD` */
    readonly target: string;
    readonly step: string;
    readonly role: Role;
  }[];
}

const SIMULATION_CHANNEL = 'simulation';

/** The days to play. */
export interface RehearsedSpan {
  readonly from: Day;
  readonly to: Day;
  /** The instant at which the copy was made. */
  readonly now: number;
  /** True: everything that is due before `from` is done in time, and the days until then are not played. */
  readonly leap?: boolean;
}

/**
 * Runs the office from `from` to `to` with nobody answering and everybody reachable, and returns what would be sent. The
 * store must be a copy, since the simulation fires its reminders, and the clock must stand at the beginning of time.
 */
export async function simulate(
  { store, office, clock, log }: { store: Store; office: LiveOffice; clock: SteppedClock; log: Log },
  { from, to, now, leap: leaps = false }: RehearsedSpan,
): Promise<SimulatedMessage[]> {
  const start = office.zone.instant(from, 0);
  const end = office.zone.instant(to + 1, 0);
  const officers = await store.officers(from);
  const outbox: (ChatAddress & { at: number; text: string; externalId: string })[] = [];
  const nameOf = namesOfChats(officers, await store.groups());
  const channels = [...new Map([...nameOf.keys()].map((key) => [accountOf(key), key])).values()].map((key) => {
    const { channel, account } = chatOfKey(key);
    return recordingChannel(channel, account, (chatId, text) => {
      const externalId = String(outbox.length + 1);
      outbox.push({ at: clock.now(), channel, account, chatId, text, externalId });
      return externalId;
    });
  });
  const codes = { make: () => '', hash: () => '' };
  const engine = makeEngine({ store, channels, office, clock, log, codes, rehearse: null, fallsBack: false });

  await forgetConversations(store, now);
  const [reporter] = officers;
  if (leaps && reporter) {
    clock.set(start);
    await leap({ store, office, plan: engine.plan }, from, reporter.id);
  } else {
    // What is due before `from` is told before it, so that the messages from then on are those of an ordinary day.
    clock.set(Math.min(now, start, (await store.nextDueAt()) ?? start));
  }
  for (const { id } of officers) await linkToSimulation(store, id, clock.now());
  // Everybody can be reached here, so it would say what is not true.
  await silenceSelfCheck(store, clock.now());
  await passTime({ engine, clock, zone: office.zone }, end - 1);

  const messages: SimulatedMessage[] = [];
  for (const sent of outbox) {
    if (sent.at < start || sent.at >= end) continue;
    const message = await store.sentMessage(sent);
    if (!message) throw new Error(`message ${sent.externalId} was sent and not recorded`);
    const { kind, items } = message;
    messages.push({
      at: sent.at,
      to: nameOf.get(keyOf(sent)) ?? sent.chatId,
      kind,
      text: sent.text,
      items: items.map(({ occurrence, step, role }) => ({
        ref: occurrence.task.ref,
        title: namesOf(occurrence).title,
        period: occurrence.label,
        target: isoDate(occurrence.target),
        step,
        role,
      })),
    });
  }
  return messages;
}

async function linkToSimulation(store: Store, officerId: number, at: number): Promise<void> {
  const codeHash = `${SIMULATION_CHANNEL}:${officerId}`;
  await store.addInvite({ officerId, codeHash, expiresAt: at + 1, at });
  const result = await store.redeemInvite({ ...simulatedChat(officerId), codeHash, at, maxWrong: 1, lockMs: 1 });
  if (result.kind !== 'linked')
    throw new Error(`officer ${officerId} could not be linked for the simulation: ${result.kind}`);
}

/** What was written and is being answered belongs to the office itself, not to the days that are played. */
async function forgetConversations(store: Store, at: number): Promise<void> {
  for (const { id } of await store.unhandledInbound(MANY)) {
    await store.abandonInbound({ inboundId: id, reason: 'simulation', at });
  }
  const answers = await store.claimDeliveries({ now: at, limit: MANY, leaseMs: 1, unasked: false });
  const to = { state: 'skipped', reason: 'expired' } as const;
  await store.settleDeliveries(
    answers.map(({ id, attempt }) => ({ deliveryId: id, attempt, to, dropped: [], brokenLink: null })),
    at,
  );
}

const MANY = 10_000;

// Chats as keys of a map; account names hold no line breaks.
const keyOf = ({ channel, account, chatId }: ChatAddress): string => [channel, account, chatId].join('\n');
const accountOf = (key: string): string => key.split('\n', 2).join('\n');
function chatOfKey(key: string): ChatAddress {
  const [channel = '', account = '', chatId = ''] = key.split('\n');
  return { channel, account, chatId };
}

/** Whom each chat belongs to; officers have one for the simulation, too. */
function namesOfChats(officers: readonly OfficerView[], groups: readonly GroupView[]): Map<string, string> {
  return new Map([
    ...officers.map((officer): [string, string] => [keyOf(simulatedChat(officer.id)), officer.name]),
    ...officers.flatMap(({ name, links }) => links.map((link): [string, string] => [keyOf(link), name])),
    ...groups.map((group): [string, string] => [keyOf(group), group.name]),
  ]);
}

const simulatedChat = (officerId: number): ChatAddress => ({
  channel: SIMULATION_CHANNEL,
  account: SIMULATION_CHANNEL,
  chatId: String(officerId),
});

function recordingChannel(name: string, account: string, record: (chatId: string, text: string) => string): Channel {
  return {
    name,
    account,
    capabilities: {
      buttons: false,
      reactions: false,
      quotes: true,
      pictures: false,
      unaskedEveryMs: 0,
      maxLength: 4096,
    },
    start: async () => {},
    stop: async () => {},
    health: () => ({ state: 'running', lastGoodPollAt: null }),
    send: async (to: Recipient, message: Message): Promise<SendOutcome> => {
      return { kind: 'sent', externalId: record(to.chatId, message.text) };
    },
  };
}
