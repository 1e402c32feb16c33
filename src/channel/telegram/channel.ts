import * as z from 'zod';
import type { Channel, ChannelEvents, Recipient } from '../../app/channel.ts';
import type { Clock } from '../../app/clock.ts';
import type { Log } from '../../app/log.ts';
import type { Message, SendOutcome } from '../../domain/message.ts';
import type { Limit } from '../limits.ts';
import { makePace } from '../pace.ts';
import { makeApi } from './api.ts';
import { makeHealth } from './health.ts';
import { messageName, messageNumber } from './message-id.ts';
import { isAccountRefused, isOurMistake, sendOutcome } from './outcome.ts';
import { factsOf, type Polling, startPolling } from './polling.ts';
import { TIMINGS, type Timings } from './timings.ts';

export interface TelegramOptions {
  /** «<bot id>:<secret>», from @BotFather. */
  readonly token: string;
  /** A self-hosted Bot API server or a mirror; Telegram's own where it is missing. */
  readonly apiRoot?: string;
  readonly clock: Clock;
  readonly log: Log;
  /** For tests. */
  readonly timings?: Partial<Timings>;
  readonly random?: () => number;
}

const MAX_LENGTH = 4096;
const MAX_CAPTION = 1024;

/** At 29.5 a second no second can hold more than 30, Telegram's documented limit, wherever it begins. */
export const ACCOUNT = { everyMs: 1_000 / 29.5 };
export const PRIVATE_CHAT: Limit = { everyMs: 1_000 };
export const GROUP: Limit = { everyMs: 1_000, atMost: { count: 20, ms: 60_000 } };

const Sent = z.object({ message_id: z.int() });

type Attempt = SendOutcome | { readonly kind: 'moved'; readonly to: string };

/** Throws where the token has not the shape of one: that is a setting to mend, not a platform to wait for. */
export function telegramChannel(options: TelegramOptions): Channel {
  const { token, apiRoot, clock, log, random = Math.random } = options;
  const account = /^(\d+):\S+$/.exec(token)?.[1];
  if (account === undefined) throw new Error('the Telegram bot token must look like 123456789:AAE…');
  const timings: Timings = { ...TIMINGS, ...options.timings };
  const api = makeApi({ token, apiRoot, connectMs: timings.connectMs });
  // Polls last as long as ever in a rehearsal.
  const staleMs = timings.staleMs * (clock.speed ?? 1);
  const health = makeHealth({ clock, staleMs, apiRoot: hostOf(apiRoot) });
  const pace = makePace({
    clock,
    account: ACCOUNT,
    chat: (chatId) => (chatId.startsWith('-') ? GROUP : PRIVATE_CHAT),
    patienceMs: timings.patienceMs,
  });
  const underWay = new Set<Promise<SendOutcome>>();
  let events: ChannelEvents | undefined;
  let polling: Polling | undefined;
  let stopped: Promise<void> | undefined;

  async function request(chatId: string, message: Message): Promise<Attempt> {
    if (stopped !== undefined) return { kind: 'retry', reason: 'shutting-down' };
    // Also after the wait for the turn: the account may have been refused meanwhile.
    if (health.isRefused()) return { kind: 'stopped', reason: 'unauthorized' };
    const [method, payload] = callOf(chatId, message);
    const answer = await api.call(method, payload, { deadlineMs: timings.sendMs });
    if (answer.ok) {
      const sent = Sent.safeParse(answer.result);
      // It went out, but nothing can name it: an answer that quotes it could not be understood.
      if (!sent.success) return { kind: 'unknown', reason: 'bad-answer' };
      return { kind: 'sent', externalId: messageName(chatId, sent.data.message_id) };
    }
    const { failure } = answer;
    if (failure.kind === 'rejected' && failure.movedTo !== undefined) return { kind: 'moved', to: failure.movedTo };
    if (isAccountRefused(failure)) health.failed(failure);
    const outcome = sendOutcome(failure);
    if (outcome.kind === 'retry' && outcome.afterMs !== undefined) pace.holdChat(chatId, clock.now() + outcome.afterMs);
    if (isOurMistake(failure)) log.error({ channel: 'telegram', ...factsOf(failure) }, 'Telegram rejected a message');
    else log.warn({ channel: 'telegram', outcome: outcome.kind, ...factsOf(failure) }, 'a message was not sent');
    return outcome;
  }

  async function inTurn(to: Recipient, message: Message): Promise<Attempt> {
    const turn = await pace.run(to, () => request(to.chatId, message));
    switch (turn.kind) {
      case 'done':
        return turn.value;
      case 'late':
        return { kind: 'retry', afterMs: turn.afterMs, reason: 'paced' };
      case 'closed':
        return { kind: 'retry', reason: 'shutting-down' };
    }
  }

  async function send(to: Recipient, message: Message): Promise<SendOutcome> {
    if (!/^-?\d+$/.test(to.chatId)) {
      log.error({ channel: 'telegram' }, 'a chat id that Telegram never gave');
      return { kind: 'refused', reason: 'chat-not-found' };
    }
    if (health.isRefused()) return { kind: 'stopped', reason: 'unauthorized' };
    const first = await inTurn(to, message);
    if (first.kind !== 'moved') return first;
    await events?.onChatMoved(to.chatId, first.to).catch(() => {
      // The message goes out all the same; the next one to the old id is told the new one again.
      log.error({ channel: 'telegram' }, 'the new id of a group could not be saved');
    });
    const second = await inTurn({ ...to, chatId: first.to }, message);
    return second.kind === 'moved' ? { kind: 'retry', reason: 'chat-moved' } : second;
  }

  function callOf(chatId: string, message: Message): [method: string, payload: object] {
    const { text, picture } = message;
    const common = { chat_id: chatId, ...trimmingsOf(chatId, message) };
    if (picture === undefined) {
      return [
        'sendMessage',
        { ...common, text: fitting(text, MAX_LENGTH), link_preview_options: { is_disabled: true } },
      ];
    }
    // A form's fields are texts; telegraf writes only some of them out by itself.
    const fields = Object.entries(common).map(([name, value]) => {
      return [name, typeof value === 'string' ? value : JSON.stringify(value)];
    });
    const photo = { source: Buffer.from(picture.base64, 'base64'), filename: 'picture.png' };
    return ['sendPhoto', { ...Object.fromEntries(fields), caption: fitting(text, MAX_CAPTION), photo }];
  }

  function trimmingsOf(chatId: string, { buttons, replyTo }: Message): object {
    const rows = (buttons ?? []).filter((row) => row.length > 0);
    const quoted = replyTo === undefined ? null : messageNumber(chatId, replyTo);
    return {
      ...(quoted === null ? {} : { reply_parameters: { message_id: quoted, allow_sending_without_reply: true } }),
      ...(rows.length === 0
        ? {}
        : {
            reply_markup: {
              inline_keyboard: rows.map((row) => row.map(({ label, data }) => ({ text: label, callback_data: data }))),
            },
          }),
    };
  }

  /** Callers split before; a text that is too long all the same would never arrive at all. */
  function fitting(text: string, longest: number): string {
    if (text.length <= longest) return text;
    log.error({ channel: 'telegram', length: text.length }, 'a text was longer than Telegram takes, and was cut');
    return `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
  }

  async function shutDown(): Promise<void> {
    pace.close();
    await polling?.stop();
    await Promise.all(underWay);
    api.close();
  }

  return {
    name: 'telegram',
    account,
    capabilities: {
      buttons: true,
      reactions: true,
      quotes: true,
      pictures: true,
      unaskedEveryMs: 0,
      maxLength: MAX_LENGTH,
    },
    async start(newEvents) {
      if (polling !== undefined || stopped !== undefined) throw new Error('a channel starts once');
      events = newEvents;
      polling = startPolling({ api, events, health, clock, log, timings, random });
    },
    send(to, message) {
      if (stopped !== undefined) return Promise.resolve({ kind: 'retry', reason: 'shutting-down' });
      const sending = send(to, message);
      underWay.add(sending);
      return sending.finally(() => underWay.delete(sending));
    },
    health: () => health.read(),
    stop() {
      stopped ??= shutDown();
      return stopped;
    },
  };
}

/** Shown to the administrator: nothing but the host, because a mirror's address may hold a password. */
function hostOf(apiRoot: string | undefined): string {
  if (apiRoot === undefined) return 'api.telegram.org';
  return URL.canParse(apiRoot) ? new URL(apiRoot).host : '?';
}
