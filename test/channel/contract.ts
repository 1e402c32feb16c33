import { afterEach, describe, expect, test } from 'vitest';
import type { Channel } from '../../src/app/channel.ts';
import { testJournal, until } from './journal.ts';

/** What the platform behind a channel lets a test do. What it cannot do is skipped, and shows as skipped. */
export interface Capable {
  /** Somebody can refuse the bot: `refusingChat`. */
  readonly refuse: boolean;
  /** The platform can be away and come back: `platformDown`, `platformUp`. */
  readonly fail: boolean;
  /** The platform offers again what was not confirmed, in this run and the next. */
  readonly offerAgain: boolean;
  /** People can reply to one message: `says` with `quoting`. */
  readonly quote: boolean;
  /** The channel spreads its sends over time. */
  readonly pace: boolean;
}

/** One account on one platform, and people on its other side. */
export interface ChannelHarness {
  /** A new channel of the same account, not started. */
  makeChannel(): Channel;
  /** Somebody who can be written to; `says` and `heard` are about this chat. */
  readonly chatId: string;
  /** Another chat each time, that can be written to. */
  anotherChat(): string;
  says(text: string, options?: { quoting?: string }): Promise<void>;
  /** The texts that reached a chat, in order. */
  heard(chatId: string): readonly string[];
  /** In which order chats heard something. */
  order(): readonly string[];
  refusingChat?(): string;
  platformDown?(): Promise<void>;
  platformUp?(): Promise<void>;
  close(): Promise<void>;
}

/** What the application relies on, whatever the platform. */
export function describeChannelContract(
  name: string,
  capable: Capable,
  makeHarness: () => Promise<ChannelHarness>,
): void {
  describe(`the ${name} channel`, () => {
    const open: { stop(): Promise<void> }[] = [];
    let harness: ChannelHarness;

    async function setUp(options: { start?: boolean; down?: boolean } = {}) {
      harness = await makeHarness();
      const journal = testJournal();
      const channel = makeChannel();
      if (options.down === true) await harness.platformDown?.();
      if (options.start !== false) await channel.start(journal);
      if (options.start !== false && options.down !== true) await until(() => channel.health().state === 'running');
      return { channel, journal, harness };
    }

    function makeChannel(): Channel {
      const channel = harness.makeChannel();
      open.push(channel);
      return channel;
    }

    afterEach(async () => {
      await Promise.all(open.splice(0).map((channel) => channel.stop()));
      await harness.close();
    });

    const answer = (chatId: string) => ({ chatId, urgency: 'answer' }) as const;
    const unasked = (chatId: string) => ({ chatId, urgency: 'unasked' }) as const;

    test('knows its name and account before it starts', async () => {
      const { channel } = await setUp({ start: false });
      expect(channel.name).not.toBe('');
      expect(channel.account).not.toBe('');
      expect(channel.capabilities.maxLength).toBeGreaterThan(0);
      expect(channel.health()).toMatchObject({ state: 'starting', lastGoodPollAt: null });
    });

    test('is running, with a recent poll and no problem, once connected', async () => {
      const { channel } = await setUp();
      const health = channel.health();
      expect(Math.abs(Date.now() - (health.lastGoodPollAt ?? 0))).toBeLessThan(5_000);
      expect(health.problem).toBeUndefined();
    });

    test.runIf(capable.fail)('starts without its platform, and runs once it is there', async () => {
      const { channel, journal } = await setUp({ down: true });
      expect(channel.health().state).toBe('starting');
      expect(journal.readied).toBe(0);
      await until(() => channel.health().problem !== undefined);
      await harness.platformUp?.();
      await until(() => channel.health().state === 'running');
      await until(() => journal.readied > 0);
    });

    test.runIf(capable.fail)('asks for another try while its platform is away', async () => {
      const { channel } = await setUp({ down: true });
      expect(await channel.send(answer(harness.chatId), { text: 'chào' })).toMatchObject({ kind: 'retry' });
    });

    test('sends, and names what it sent', async () => {
      const { channel } = await setUp();
      const outcome = await channel.send(answer(harness.chatId), { text: 'Đã ghi.' });
      expect(outcome).toEqual({ kind: 'sent', externalId: expect.stringMatching(/./) });
      expect(harness.heard(harness.chatId)).toEqual(['Đã ghi.']);
    });

    test('keeps the order of two messages to one chat, and names them apart', async () => {
      const { channel } = await setUp();
      const outcomes = await Promise.all([
        channel.send(unasked(harness.chatId), { text: 'một' }),
        channel.send(unasked(harness.chatId), { text: 'hai' }),
      ]);
      expect(harness.heard(harness.chatId)).toEqual(['một', 'hai']);
      expect(new Set(outcomes.map((one) => (one.kind === 'sent' ? one.externalId : ''))).size).toBe(2);
    });

    test('sends markup characters and buttons as they are', async () => {
      const { channel } = await setUp();
      const text = '*đậm* <b>_x_</b> [a](b) & `c` «\\»';
      const buttons = [[{ label: 'Xong', data: 'done:12' }], []];
      expect(await channel.send(answer(harness.chatId), { text, buttons })).toMatchObject({ kind: 'sent' });
      expect(harness.heard(harness.chatId)[0]).toContain(text);
    });

    test('sends the longest text whole, and a longer one cut rather than not at all', async () => {
      const { channel } = await setUp();
      const { maxLength } = channel.capabilities;
      const [one, other] = [harness.anotherChat(), harness.anotherChat()];
      expect(await channel.send(answer(one), { text: 'ế'.repeat(maxLength) })).toMatchObject({ kind: 'sent' });
      expect(await channel.send(answer(other), { text: 'a'.repeat(maxLength + 1) })).toMatchObject({ kind: 'sent' });
      expect(harness.heard(one)[0]).toContain('ế'.repeat(maxLength));
      expect(harness.heard(other)).toHaveLength(1);
    });

    test('quotes a message that does not exist without failing', async () => {
      const { channel } = await setUp();
      for (const replyTo of ['999999999', 'nonsense', '']) {
        const outcome = await channel.send(answer(harness.anotherChat()), { text: 'x', replyTo });
        expect(outcome.kind).toBe('sent');
      }
    });

    test.runIf(capable.refuse)('says refused, with a short reason, where the chat refuses the bot', async () => {
      const { channel } = await setUp();
      const outcome = await channel.send(answer(harness.refusingChat?.() ?? ''), { text: 'x' });
      expect(outcome).toEqual({ kind: 'refused', reason: expect.stringMatching(/^[a-z0-9-]{3,30}$/) });
    });

    test.runIf(capable.pace)('lets an answer overtake unasked messages that wait', async () => {
      const { channel } = await setUp();
      const many = Array.from({ length: 20 }, () => harness.anotherChat());
      const sends = many.map((chatId) => channel.send(unasked(chatId), { text: 'nhắc' }));
      sends.push(channel.send(answer(harness.chatId), { text: 'trả lời' }));
      await Promise.all(sends);
      expect(harness.order().indexOf(harness.chatId)).toBeLessThan(10);
    });

    test('brings what a person types', async () => {
      const { journal } = await setUp();
      await harness.says('  xong 3, số 12/BC-UBND ');
      const inbound = await journal.takes(() => true);
      expect(inbound).toMatchObject({ chatId: harness.chatId, chatKind: 'private' });
      expect(inbound.externalId).not.toBe('');
      expect(Math.abs(Date.now() - inbound.at)).toBeLessThan(60_000);
      expect(inbound.content).toMatchObject({ kind: 'text', messageId: expect.stringMatching(/./) });
      expect(inbound.content.kind === 'text' && inbound.content.text.trim()).toBe('xong 3, số 12/BC-UBND');
    });

    test.runIf(capable.quote)('says which of its messages a person replied to', async () => {
      const { channel, journal } = await setUp();
      const sent = await channel.send(answer(harness.chatId), { text: '#3 Báo cáo quý' });
      const externalId = sent.kind === 'sent' ? sent.externalId : '';
      await harness.says('xong', { quoting: externalId });
      const { content } = await journal.takes(() => true);
      expect(content).toMatchObject({ kind: 'text', text: 'xong', quotes: externalId });
    });

    test.runIf(capable.offerAgain)('offers an update again that the journal did not take', async () => {
      const { journal } = await setUp();
      journal.rejects(2);
      await harness.says('một');
      await harness.says('hai');
      await until(() => journal.taken.length === 2);
      const texts = journal.taken.map(({ content }) => (content.kind === 'text' ? content.text : ''));
      expect(texts).toEqual(['một', 'hai']);
      expect(new Set(journal.offered.slice(0, 3).map(({ externalId }) => externalId)).size).toBe(1);
    });

    test.runIf(capable.offerAgain)('offers it to the next run too, under the same id', async () => {
      const { channel, journal } = await setUp();
      journal.rejects(1_000);
      await harness.says('một');
      await until(() => journal.offered.length > 0);
      await channel.stop();
      const later = testJournal();
      await makeChannel().start(later);
      const inbound = await later.takes(() => true);
      expect(inbound.externalId).toBe(journal.offered[0]?.externalId);
    });

    test('stops after its handlers, and stopping again changes nothing', async () => {
      const { channel, journal } = await setUp();
      const letGo = journal.blocks();
      await harness.says('việc');
      await until(() => journal.offered.length === 1);
      let stopped = false;
      const stopping = channel.stop().then(() => {
        stopped = true;
      });
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(stopped).toBe(false);
      letGo();
      await stopping;
      await channel.stop();
      expect(journal.taken).toHaveLength(1);
    });

    test('stops without ever having started', async () => {
      const { channel } = await setUp({ start: false });
      await channel.stop();
    });

    test('sends nothing after it was stopped, and says so', async () => {
      const { channel } = await setUp();
      await channel.stop();
      const outcome = await channel.send(answer(harness.chatId), { text: 'muộn' });
      expect(['retry', 'stopped']).toContain(outcome.kind);
      expect(harness.heard(harness.chatId)).toEqual([]);
    });

    test.runIf(capable.pace)('turns away what still waits when it is stopped', async () => {
      const { channel } = await setUp();
      const sends = Array.from({ length: 50 }, () => channel.send(unasked(harness.anotherChat()), { text: 'x' }));
      await channel.stop();
      const kinds = (await Promise.all(sends)).map(({ kind }) => kind);
      expect(kinds).toContain('retry');
      expect(kinds.filter((kind) => kind === 'sent')).toHaveLength(harness.order().length);
    });
  });
}
