import type { Message } from '../domain/message.ts';
import { nextOpening, type Office } from '../domain/office-hours.ts';
import { audienceOf, isPolicyName, policyFor } from '../domain/policy.ts';
import { ruleOfPeriod } from '../domain/schedule.ts';
import type { Channel } from './channel.ts';
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

export type Prepare = (delivery: Claimed, directory: Directory, now: number) => Promise<Prepared>;

/** From a claimed delivery to a message on its way: what is still open, through which chat, in words that fit. */
export function makePrepare({
  store,
  channels,
  office,
  log,
}: {
  store: Store;
  channels: readonly Channel[];
  office: Office;
  log: Log;
}): Prepare {
  const usable = ({ channel, account }: ChatAddress) =>
    channels.find((each) => each.name === channel && each.account === account && each.health().state !== 'stopped');

  return async (delivery, directory, now) => {
    if (delivery.kind === 'digest' && delivery.chat) return forGroup(delivery, delivery.chat, now);
    const live = liveItems(delivery);
    const items = live.filter((item) => !isAnswered(item, delivery, now));
    const dropped = delivery.items.filter((item) => !items.includes(item)).map((item) => item.id);
    if (delivery.kind === 'digest' && items.length === 0) {
      const reason = live.length === 0 ? 'closed' : 'acknowledged';
      return { kind: 'settled', to: { state: 'skipped', reason }, dropped };
    }
    const links = (delivery.officer?.links ?? []).filter((link) => link.state === 'active');
    const chats: readonly ChatAddress[] = delivery.chat ? [delivery.chat] : links;
    if (chats.length === 0) return withoutChat(delivery, now);
    const chat = chats.find(usable);
    const channel = chat && usable(chat);
    if (!chat || !channel) return { kind: 'stopped' };
    const made = (some: readonly DeliveryItem[]) => contentOf(delivery, some, channel, directory, now);
    const content = await made(items).catch(async (error: unknown) => {
      const told = await tellable(delivery, items, directory, now, error);
      dropped.push(...items.filter((item) => !told.includes(item)).map((item) => item.id));
      return made(told);
    });
    const link = links.find((each) => each === chat) ?? null;
    return { kind: 'ready', channel, chat, link, otherLink: chats.length > 1, ...content, dropped };
  };

  /** True for a step that is left out for those who acknowledged, where that came after the step was fired. */
  function isAnswered({ occurrence, step }: DeliveryItem, { officer }: Claimed, now: number): boolean {
    const { task, period, acknowledged } = occurrence;
    const today = office.zone.dayOf(now);
    if (!acknowledged.some((each) => each.officerId === officer?.id && office.zone.dayOf(each.at) === today))
      return false;
    const rule = ruleOfPeriod(task.rules, period);
    if (!rule || (task.policy !== null && !isPolicyName(office.policies, task.policy))) return false;
    return audienceOf(policyFor(office.policies, task.policy, rule), step)?.unlessAcknowledged ?? false;
  }

  /** The week's counts for a group. */
  async function forGroup({ createdAt }: Claimed, chat: ChatAddress, now: number): Promise<Prepared> {
    const text = await groupDigest({ store, office }, createdAt, now);
    const skipped = (reason: string) => ({ kind: 'settled', to: { state: 'skipped', reason }, dropped: [] }) as const;
    if (text === null) return skipped('expired');
    if (!isConfigured(channels, chat)) return skipped('no-link');
    const channel = usable(chat);
    if (!channel) return { kind: 'stopped' };
    const message = { text };
    return { kind: 'ready', channel, chat, link: null, otherLink: false, message, urgent: false, dropped: [] };
  }

  /** What administrators have to know waits for their chat; the tasks of a digest come up again with the next step. */
  function withoutChat(delivery: Claimed, now: number): Prepared {
    if (delivery.kind !== 'notice' || now - delivery.createdAt >= NOTICE_LIFE_MS) return { kind: 'no-chat' };
    const dueAt = nextOpening(office, office.zone.instant(office.zone.dayOf(now) + 1, 0));
    const to = { state: 'pending', dueAt, resend: false, burn: false, reason: 'no-link' } as const;
    return { kind: 'settled', to, dropped: [] };
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
    directory: Directory,
    now: number,
  ): Promise<{ message: Message; urgent: boolean }> {
    if (delivery.kind !== 'digest' || delivery.officer === null) {
      const message = delivery.message ?? { text: '' };
      return { message: delivery.resend ? { ...message, text: `(gửi lại) ${message.text}` } : message, urgent: true };
    }
    const digest = { ...delivery, officer: delivery.officer };
    // A digest that is too long keeps as many of its first items as fit; the others become a message of their own.
    for (let count = items.length; ; count = Math.floor(count * 0.8)) {
      const kept = items.slice(0, Math.max(1, count));
      const rendered = await renderDigest(digest, kept, { store, office, directory }, now);
      if (rendered.message.text.length > channel.capabilities.maxLength && kept.length > 1) continue;
      if (kept.length < items.length) {
        const groups = [kept, items.slice(kept.length)].map((group) => group.map((item) => item.id));
        await store.splitDelivery({ deliveryId: delivery.id, attempt: delivery.attempt, groups, at: now });
      }
      return rendered;
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
