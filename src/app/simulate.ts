import { type Day, isoDate } from '../domain/civil-day.ts';
import type { Message, SendOutcome } from '../domain/message.ts';
import type { Channel, Recipient } from './channel.ts';
import { makeEngine } from './engine.ts';
import type { LiveOffice } from './live-office.ts';
import type { Log } from './log.ts';
import { passTime, type SteppedClock } from './pass-time.ts';
import type { DeliveryKind, Store } from './store.ts';

/** One message that would be sent. */
export interface SimulatedMessage {
  readonly at: number;
  readonly to: string;
  readonly kind: DeliveryKind;
  readonly text: string;
  readonly items: readonly {
    readonly ref: string;
    readonly period: string;
    /** `YYYY-MM-DD` */
    readonly target: string;
    readonly step: string;
  }[];
}

const SIMULATION_CHANNEL = 'simulation';

/**
 * Runs the office from `from` to `to` with nobody answering and everybody reachable, and returns what would be sent. The
 * store must be a copy, since the simulation fires its reminders, and the clock must stand at the beginning of time; `now`
 * is the instant at which the copy was made.
 */
export async function simulate(
  { store, office, clock, log }: { store: Store; office: LiveOffice; clock: SteppedClock; log: Log },
  { from, to, now }: { from: Day; to: Day; now: number },
): Promise<SimulatedMessage[]> {
  const start = office.zone.instant(from, 0);
  const end = office.zone.instant(to + 1, 0);
  const officers = await store.officers(from);
  const outbox: { at: number; chatId: string; text: string; externalId: string }[] = [];
  const channel = recordingChannel((chatId, text) => {
    const externalId = String(outbox.length + 1);
    outbox.push({ at: clock.now(), chatId, text, externalId });
    return externalId;
  });
  const codes = { make: () => '', hash: () => '' };
  const engine = makeEngine({ store, channels: [channel], office, clock, log, codes, rehearse: null });

  // What is due before `from` is told before it, so that the messages from then on are those of an ordinary day.
  clock.set(Math.min(now, start, (await store.nextDueAt()) ?? start));
  for (const { id } of officers) await linkToSimulation(store, id, clock.now());
  await passTime({ engine, clock, zone: office.zone }, end - 1);

  const nameOf = new Map(officers.map((officer) => [String(officer.id), officer.name]));
  const messages: SimulatedMessage[] = [];
  for (const sent of outbox) {
    if (sent.at < start || sent.at >= end) continue;
    const message = await store.sentMessage({ channel: SIMULATION_CHANNEL, account: SIMULATION_CHANNEL, ...sent });
    if (!message) throw new Error(`message ${sent.externalId} was sent and not recorded`);
    const { kind, items } = message;
    messages.push({
      at: sent.at,
      to: nameOf.get(sent.chatId) ?? sent.chatId,
      kind,
      text: sent.text,
      items: items.map(({ occurrence, step }) => ({
        ref: occurrence.task.ref,
        period: occurrence.label,
        target: isoDate(occurrence.target),
        step,
      })),
    });
  }
  return messages;
}

async function linkToSimulation(store: Store, officerId: number, at: number): Promise<void> {
  const codeHash = `${SIMULATION_CHANNEL}:${officerId}`;
  await store.addInvite({ officerId, codeHash, expiresAt: at + 1, at });
  const chat = { channel: SIMULATION_CHANNEL, account: SIMULATION_CHANNEL, chatId: String(officerId) };
  const result = await store.redeemInvite({ ...chat, codeHash, at, maxWrong: 1, lockMs: 1 });
  if (result.kind !== 'linked')
    throw new Error(`officer ${officerId} could not be linked for the simulation: ${result.kind}`);
}

function recordingChannel(record: (chatId: string, text: string) => string): Channel {
  return {
    name: SIMULATION_CHANNEL,
    account: SIMULATION_CHANNEL,
    capabilities: { buttons: false, reactions: false, maxLength: 4096 },
    start: async () => {},
    stop: async () => {},
    health: () => ({ state: 'running', lastGoodPollAt: null }),
    send: async (to: Recipient, message: Message): Promise<SendOutcome> => {
      return { kind: 'sent', externalId: record(to.chatId, message.text) };
    },
  };
}
