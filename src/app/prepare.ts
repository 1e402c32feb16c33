import { expectsAnswer } from '../domain/fallback.ts';
import type { Message } from '../domain/message.ts';
import { nextOpening, type Office } from '../domain/office-hours.ts';
import { audienceOf, fallbackAfter, isPolicyName, type Policy, policyFor } from '../domain/policy.ts';
import { ruleOfPeriod } from '../domain/schedule.ts';
import type { FallbackText } from '../text/fallback.ts';
import type { Channel } from './channel.ts';
import { pages } from './conversation/pages.ts';
import type { Directory } from './directory.ts';
import { groupDigest, isConfigured } from './groups.ts';
import type { Log } from './log.ts';
import { renderDigest } from './render.ts';
import type { ChatAddress, Claimed, DeliveryItem, Link, Settlement, Store } from './store.ts';
import { tellBrokenTasks } from './tell-admins.ts';

/** A message that can be sent, and the way it goes. */
export interface Ready {
  readonly kind: 'ready';
  readonly channel: Channel;
  readonly chat: ChatAddress;
  /** Null for answers, which go back to where the question came from. */
  readonly link: Link | null;
  /** The officer has another link that could be tried. */
  readonly otherLink: boolean;
  readonly message: Message;
  /** Something in it is due today or late. */
  readonly urgent: boolean;
  /** Items that are left out. */
  readonly dropped: readonly number[];
  /** Items that are told on another channel where nothing is heard for so long. */
  readonly waitsFor: readonly { readonly itemId: number; readonly forMs: number }[];
}

export type Prepared =
  | Ready
  /** Every channel that leads to the chat is stopped. */
  | { readonly kind: 'stopped' }
  /** The officer has no chat. */
  | { readonly kind: 'no-chat' }
  /** There is nothing to send now. */
  | { readonly kind: 'settled'; readonly to: Settlement['to']; readonly dropped: readonly number[] };

/** A notice to somebody without a chat is given up after so long. */
const NOTICE_LIFE_MS = 30 * 86_400_000;

const MINUTE_MS = 60_000;
const RESEND = '(gửi lại) ';

const skipped = (reason: string, dropped: readonly number[] = []): Prepared => ({
  kind: 'settled',
  to: { state: 'skipped', reason },
  dropped,
});

/** `directory` is read where a digest is put into words. */
export type Prepare = (delivery: Claimed, directory: () => Promise<Directory>, now: number) => Promise<Prepared>;

/** From a claimed delivery to a message on its way: what is still open, through which chat, in words that fit. */
export function makePrepare({
  store,
  channels,
  office,
  log,
  fallsBack = true,
}: {
  store: Store;
  channels: readonly Channel[];
  office: Office;
  log: Log;
  /** False where nobody answers, and nobody is to be told twice because of that: in rehearsals. */
  fallsBack?: boolean | undefined;
}): Prepare {
  const usable = ({ channel, account }: ChatAddress) =>
    channels.find((each) => each.name === channel && each.account === account && each.health().state !== 'stopped');

  return async (delivery, directory, now) => {
    if (delivery.expiresAt !== null && delivery.expiresAt <= now) return skipped('expired');
    if (delivery.kind === 'digest' && delivery.chat) return forGroup(delivery, delivery.chat, now);
    const live = liveItems(delivery);
    const items = live.filter((item) => !isAnswered(item, delivery, now));
    const dropped = delivery.items.filter((item) => !items.includes(item)).map((item) => item.id);
    if (delivery.kind === 'digest' && items.length === 0) {
      const reason = live.length === 0 ? 'closed' : 'acknowledged';
      return { kind: 'settled', to: { state: 'skipped', reason }, dropped };
    }
    const needless = await needlessFallback(delivery, now);
    if (needless !== null) return skipped(needless, dropped);
    const links = waysOf(delivery);
    const chats: readonly ChatAddress[] = delivery.chat ? [delivery.chat] : links;
    if (chats.length === 0) return delivery.fallback ? skipped('no-link', dropped) : withoutChat(delivery, now);
    const open = chats.filter(usable);
    const stuck = open.length > 1 && isStuck(delivery, items, now);
    const chat = stuck ? open[1] : open[0];
    const channel = chat && usable(chat);
    if (!chat || !channel) return { kind: 'stopped' };
    const fallback = whyHere(delivery, links, chat, stuck, now);
    const made = (some: readonly DeliveryItem[]) => contentOf(delivery, some, channel, { directory, fallback }, now);
    const { kept, ...content } = await made(items).catch(async (error: unknown) => {
      const told = await tellable(delivery, items, await directory(), now, error);
      dropped.push(...items.filter((item) => !told.includes(item)).map((item) => item.id));
      return made(told);
    });
    const link = links.find((each) => each === chat) ?? null;
    // The step goes no further than to channels that have not told it.
    const further = links.some((each) => each.channel !== chat.channel);
    const waitsFor = further && fallsBack ? kept.flatMap(waitOf) : [];
    return { kind: 'ready', channel, chat, link, otherLink: chats.length > 1, ...content, dropped, waitsFor };
  };

  /** Links that work, in order of preference; for a step that is told again, those on which it was not told yet. */
  function waysOf({ officer, fallback }: Claimed): Link[] {
    const active = (officer?.links ?? []).filter((link) => link.state === 'active');
    if (fallback?.why !== 'no-answer') return active;
    return active.filter((link) => !fallback.channels.includes(link.channel));
  }

  /** Why a step need not be told again after all; null where it is. */
  async function needlessFallback({ officer, fallback, createdAt }: Claimed, now: number): Promise<string | null> {
    if (fallback?.why !== 'no-answer') return null;
    if (office.zone.dayOf(createdAt) !== office.zone.dayOf(now)) return 'expired';
    const heardAt = officer ? await store.lastHeardAt(officer.id) : null;
    return heardAt !== null && heardAt >= fallback.at ? 'answered' : null;
  }

  /** By what its steps were planned; null where that can no longer be read, which firing and planning tell. */
  function policyOf({ task, period }: DeliveryItem['occurrence']): Policy | null {
    const rule = ruleOfPeriod(task.rules, period);
    if (!rule || rule.kind === 'unreadable') return null;
    if (task.policy !== null && !isPolicyName(office.policies, task.policy)) return null;
    return policyFor(office.policies, task.policy, rule);
  }

  /** How long the item waits for an answer before another channel is used. */
  function waitOf(item: DeliveryItem): { itemId: number; forMs: number }[] {
    const policy = policyOf(item.occurrence);
    if (!policy || !expectsAnswer(item.role)) return [];
    const minutes = fallbackAfter(policy, item.step);
    return minutes === null ? [] : [{ itemId: item.id, forMs: minutes * MINUTE_MS }];
  }

  /** The account has been putting it off for longer than an answer would be waited for. */
  function isStuck(
    { kind, attempt, resend, createdAt }: Claimed,
    items: readonly DeliveryItem[],
    now: number,
  ): boolean {
    if (kind !== 'digest' || attempt === 1 || resend) return false;
    return items.flatMap(waitOf).some(({ forMs }) => now - createdAt >= forMs);
  }

  /** Why the message does not go where its reader expects it; null where it does. */
  function whyHere(
    { kind, fallback }: Claimed,
    links: readonly Link[],
    chat: ChatAddress,
    stuck: boolean,
    now: number,
  ): FallbackText | null {
    if (kind !== 'digest') return null;
    if (fallback) {
      const [channel = ''] = fallback.channels;
      return { why: fallback.why, channel, minute: office.zone.minuteOf(fallback.at) };
    }
    const [first] = links;
    if (!first || first === chat || !isConfigured(channels, first)) return null;
    return { why: stuck ? 'busy' : 'stopped', channel: first.channel, minute: office.zone.minuteOf(now) };
  }

  /** True for a step that is left out for those who acknowledged, where that came after the step was fired. */
  function isAnswered({ occurrence, step }: DeliveryItem, { officer }: Claimed, now: number): boolean {
    const { acknowledged } = occurrence;
    const today = office.zone.dayOf(now);
    if (!acknowledged.some((each) => each.officerId === officer?.id && office.zone.dayOf(each.at) === today))
      return false;
    const policy = policyOf(occurrence);
    return policy !== null && (audienceOf(policy, step)?.unlessAcknowledged ?? false);
  }

  /** The week's counts for a group. */
  async function forGroup({ createdAt }: Claimed, chat: ChatAddress, now: number): Promise<Prepared> {
    const text = await groupDigest({ store, office }, createdAt, now);
    if (text === null) return skipped('expired');
    if (!isConfigured(channels, chat)) return skipped('no-link');
    const channel = usable(chat);
    if (!channel) return { kind: 'stopped' };
    const message = { text };
    const alone = { link: null, otherLink: false, dropped: [], waitsFor: [] };
    return { kind: 'ready', channel, chat, message, urgent: false, ...alone };
  }

  /** What administrators have to know waits for their chat; the tasks of a digest come up again with the next step. */
  function withoutChat(delivery: Claimed, now: number): Prepared {
    if (delivery.kind !== 'notice' || now - delivery.createdAt >= NOTICE_LIFE_MS) return { kind: 'no-chat' };
    const dueAt = nextOpening(office, office.zone.instant(office.zone.dayOf(now) + 1, 0));
    const to = { state: 'pending', dueAt, resend: false, burn: false, reason: 'no-link' } as const;
    return { kind: 'settled', to, dropped: [] };
  }

  /** A notice that is too long for this channel goes on in messages of their own; answers were cut when they were made. */
  async function fittingNotice(delivery: Claimed, channel: Channel, now: number): Promise<Message> {
    const { id: deliveryId, attempt, kind } = delivery;
    const message = delivery.message ?? { text: '' };
    const { maxLength } = channel.capabilities;
    if (kind !== 'notice' || message.text.length + RESEND.length <= maxLength) return message;
    const texts = pages(message.text, maxLength - RESEND.length);
    const { buttons, ...rest } = message;
    const messages = texts.map((text, index): Message => {
      return { ...rest, text, ...(buttons && index === texts.length - 1 ? { buttons } : {}) };
    });
    await store.splitNotice({ deliveryId, attempt, messages, at: now });
    return messages[0] ?? message;
  }

  /**
   * The items that can be put into words, after all of them together could not: one must not keep the others of its message
   * from being told. Throws `why` where none can.
   */
  async function tellable(
    delivery: Claimed,
    items: readonly DeliveryItem[],
    directory: Directory,
    now: number,
    why: unknown,
  ): Promise<readonly DeliveryItem[]> {
    const { officer } = delivery;
    if (delivery.kind !== 'digest' || officer === null) throw why;
    const kept: DeliveryItem[] = [];
    const broken: DeliveryItem[] = [];
    for (const item of items) {
      const fine = await renderDigest({ ...delivery, officer }, [item], { store, office, directory }, now).then(
        () => true,
        () => false,
      );
      (fine ? kept : broken).push(item);
    }
    const tasks = broken.map(({ occurrence }) => occurrence.task);
    await tellBrokenTasks({ store, office }, tasks, now);
    if (kept.length === 0 || broken.length === 0) throw why;
    log.error({ deliveryId: delivery.id, items: broken.map((item) => item.id), error: why }, 'items could not be told');
    return kept;
  }

  async function contentOf(
    delivery: Claimed,
    items: readonly DeliveryItem[],
    channel: Channel,
    { directory, fallback }: { directory: () => Promise<Directory>; fallback: FallbackText | null },
    now: number,
  ): Promise<{ message: Message; urgent: boolean; kept: readonly DeliveryItem[] }> {
    if (delivery.kind !== 'digest' || delivery.officer === null) {
      const { text, ...rest } = await fittingNotice(delivery, channel, now);
      return { message: { ...rest, text: delivery.resend ? `${RESEND}${text}` : text }, urgent: true, kept: [] };
    }
    const digest = { ...delivery, officer: delivery.officer };
    // A digest that is too long keeps as many of its first items as fit; the others become a message of their own.
    for (let count = items.length; ; count = Math.floor(count * 0.8)) {
      const kept = items.slice(0, Math.max(1, count));
      const rendered = await renderDigest(digest, kept, { store, office, directory: await directory() }, now, fallback);
      if (rendered.message.text.length > channel.capabilities.maxLength && kept.length > 1) continue;
      if (kept.length < items.length) {
        const groups = [kept, items.slice(kept.length)].map((group) => group.map((item) => item.id));
        await store.splitDelivery({ deliveryId: delivery.id, attempt: delivery.attempt, groups, at: now });
      }
      return { ...rendered, kept };
    }
  }
}

/**
 * Items whose task is still to be done by whoever the item is about, by date. Of several steps of one occurrence (a digest
 * that had to wait was merged with the next one) the newest is shown.
 */
function liveItems(delivery: Claimed): DeliveryItem[] {
  const newest = new Map(delivery.items.map((item) => [item.occurrence.id, item]));
  return delivery.items
    .filter((item) => {
      const { occurrence, role } = item;
      if (occurrence.state !== 'open' || newest.get(occurrence.id) !== item) return false;
      return role !== 'lead' || delivery.officer === null || !occurrence.doneBy.includes(delivery.officer.id);
    })
    .sort((a, b) => a.occurrence.target - b.occurrence.target || a.id - b.id);
}
