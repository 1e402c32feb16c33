import * as z from 'zod';
import type { ChannelEvents } from '../../app/channel.ts';
import type { Clock } from '../../app/clock.ts';
import type { Log } from '../../app/log.ts';
import type { TelegramApi } from './api.ts';
import type { Failure } from './failure.ts';
import type { TelegramHealth } from './health.ts';
import { isAccountRefused } from './outcome.ts';
import type { Timings } from './timings.ts';
import { type Me, readUpdate } from './update.ts';

export interface PollingOptions {
  readonly api: TelegramApi;
  readonly events: ChannelEvents;
  readonly health: TelegramHealth;
  readonly clock: Clock;
  readonly log: Log;
  readonly timings: Timings;
  /** 0 ≤ x < 1, for the jitter. */
  readonly random: () => number;
}

export interface Polling {
  /** Resolves when the loop and the handler that it is in have ended. */
  stop(): Promise<void>;
}

const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'message_reaction', 'my_chat_member'];

const GetMe = z.object({ id: z.int(), username: z.string() });
const Updates = z.array(z.unknown());
const Numbered = z.object({ update_id: z.int() });

/** `again`: the journal did not take an update, so it and those after it have to be offered once more. */
type Round = { readonly kind: 'good' } | { readonly kind: 'again' } | { readonly kind: 'failed'; failure: Failure };

const BAD_ANSWER: Failure = { kind: 'unclear', reason: 'bad-answer' };

/**
 * Our own loop around getUpdates, and not telegraf's `launch`: telegraf confirms a batch as soon as it asks for the
 * next one, and when a handler rejects, its loop ends by confirming everything it had fetched. Here an update is
 * confirmed (the offset moves past it) only after the journal has it. Telegraf's loop also ends for good on 401, 409
 * and other 4xx, and on a failed getMe at its start; here everything is tried again.
 */
export function startPolling({ api, events, health, clock, log, timings, random }: PollingOptions): Polling {
  const stopping = new AbortController();
  const { signal } = stopping;
  const answering = new Set<Promise<unknown>>();
  let offset: number | undefined;
  let isReady = false;

  async function connect(): Promise<Me | Failure> {
    const small = { deadlineMs: timings.smallCallMs, signal };
    const answer = await api.call('getMe', {}, small);
    if (!answer.ok) return answer.failure;
    const me = GetMe.safeParse(answer.result);
    if (!me.success) return BAD_ANSWER;
    // A webhook that somebody once set makes every getUpdates a 409. Waiting updates are kept.
    const cleared = await api.call('deleteWebhook', { drop_pending_updates: false }, small);
    return cleared.ok ? me.data : cleared.failure;
  }

  async function pollOnce(me: Me, seconds: number): Promise<Round> {
    const payload = { offset, timeout: seconds, allowed_updates: ALLOWED_UPDATES };
    const answer = await api.call('getUpdates', payload, { deadlineMs: timings.pollMs, signal });
    if (!answer.ok) return { kind: 'failed', failure: answer.failure };
    const updates = Updates.safeParse(answer.result);
    if (!updates.success) return { kind: 'failed', failure: BAD_ANSWER };
    health.goodPoll();
    if (!isReady) events.onReady();
    isReady = true;
    // An empty answer confirms everything before the offset. It is dropped then, because Telegram may number anew,
    // and lower, after a week of silence.
    if (updates.data.length === 0) offset = undefined;

    let moved = updates.data.length === 0;
    for (const raw of updates.data) {
      if (signal.aborted) break;
      const numbered = Numbered.safeParse(raw);
      if (!numbered.success) {
        log.error({ channel: 'telegram' }, 'an update without a number was skipped');
        continue;
      }
      if (!(await take(raw, numbered.data.update_id, me))) return { kind: 'again' };
      const next = numbered.data.update_id + 1;
      // A server that offers again what was confirmed would otherwise be asked again at once, for ever.
      if (offset !== undefined && next <= offset) continue;
      offset = next;
      moved = true;
    }
    return moved || signal.aborted ? { kind: 'good' } : { kind: 'failed', failure: BAD_ANSWER };
  }

  /** True once the update is safely ours, or of no use to anybody. */
  async function take(raw: unknown, updateId: number, me: Me): Promise<boolean> {
    const reading = readUpdate(raw, me, clock.now());
    try {
      switch (reading.kind) {
        case 'inbound':
          if (reading.callbackId !== undefined) answerPress(reading.callbackId);
          await events.onInbound(reading.inbound);
          return true;
        case 'moved':
          await events.onChatMoved(reading.from, reading.to);
          return true;
        case 'malformed':
          log.error({ channel: 'telegram', updateId }, 'an update that cannot be read was skipped');
          return true;
        case 'ignored':
          return true;
      }
    } catch (error) {
      log.error(
        { channel: 'telegram', updateId, error },
        'the update could not be journaled; it will be offered again',
      );
      return false;
    }
  }

  /** Before anything else, so that the button stops spinning; nothing depends on it, so nothing waits for it. */
  function answerPress(callbackId: string): void {
    const call = api
      .call('answerCallbackQuery', { callback_query_id: callbackId }, { deadlineMs: timings.smallCallMs })
      .then((answer) => {
        if (answer.ok) return;
        // Pressed while the bot was away, or offered again: «query is too old» is no fault.
        const tooOld = answer.failure.kind === 'rejected' && /query is too old/i.test(answer.failure.description);
        if (!tooOld) log.warn({ channel: 'telegram', ...factsOf(answer.failure) }, 'a button press was not answered');
      })
      .finally(() => answering.delete(call));
    answering.add(call);
  }

  function pauseAfter(failure: Failure, failures: number): number {
    const [first, longest] = timings.backoffMs;
    const jitter = 0.5 + random();
    if (isAccountRefused(failure)) return timings.refusedMs * jitter;
    if (failure.kind === 'rejected' && failure.status === 409) return timings.conflictMs * jitter;
    const backoff = Math.min(longest, first * 2 ** Math.min(failures - 1, 20)) * jitter;
    const retryAfter = failure.kind === 'rejected' ? (failure.retryAfterMs ?? 0) : 0;
    return Math.max(backoff, retryAfter);
  }

  async function loop(): Promise<void> {
    let me: Me | undefined;
    let failures = 0;
    while (!signal.aborted) {
      let round: Round;
      if (me === undefined) {
        const connected = await connect();
        if ('kind' in connected) {
          round = { kind: 'failed', failure: connected };
        } else {
          me = connected;
          // The first poll returns at once: only it shows that receiving works.
          round = await pollOnce(me, 0);
        }
      } else {
        round = await pollOnce(me, timings.longPollSeconds);
      }
      if (signal.aborted) return;
      if (round.kind === 'good') {
        if (failures > 0) log.info({ channel: 'telegram', failures }, 'receiving again');
        failures = 0;
        continue;
      }
      failures += 1;
      let pauseMs = timings.backoffMs[0] * (0.5 + random()) * Math.min(failures, 30);
      if (round.kind === 'failed') {
        me = undefined;
        isReady = false;
        health.failed(round.failure);
        pauseMs = pauseAfter(round.failure, failures);
        log.warn({ channel: 'telegram', failures, pauseMs, ...factsOf(round.failure) }, 'receiving failed');
      }
      await clock.sleep(pauseMs, signal);
    }
  }

  /** Only a bug ends the loop by an error; the office is better served by another try than by silence. */
  async function supervised(): Promise<void> {
    while (!signal.aborted) {
      try {
        await loop();
      } catch (error) {
        log.error({ channel: 'telegram', error }, 'the receiving loop broke');
        await clock.sleep(timings.backoffMs[1], signal);
      }
    }
  }
  const ended = supervised();

  return {
    async stop() {
      stopping.abort();
      await ended;
      await Promise.all(answering);
    },
  };
}

/** For the log. */
export function factsOf(failure: Failure): object {
  return failure.kind === 'rejected'
    ? { reason: `http-${failure.status}`, description: failure.description }
    : { reason: failure.reason };
}
