import type { InboundContent, Message } from '../domain/message.ts';
import { understand } from '../domain/reply.ts';
import {
  expiredCodeText,
  linkedText,
  strangerText,
  throttledText,
  unreadableText,
  usedCodeText,
  wrongCodeText,
} from '../text/answers.ts';
import { notSavedText } from '../text/conversation.ts';
import { codeForAnotherText } from '../text/links.ts';
import { saidTo } from '../text/people.ts';
import type { Channel } from './channel.ts';
import type { Clock } from './clock.ts';
import { amended } from './conversation/amended.ts';
import type { Desk } from './conversation/command.ts';
import { makeConverse } from './conversation/converse.ts';
import { pages } from './conversation/pages.ts';
import type { Answer, Talk } from './conversation/talk.ts';
import { readDirectory } from './directory.ts';
import { evidenceFor, withAttached } from './evidence.ts';
import { answerGroup } from './groups.ts';
import { joined } from './joined.ts';
import type { Log } from './log.ts';
import { looksLikeCode, MAX_WRONG_CODES, WRONG_CODES_LOCK_MS } from './people.ts';
import type { ChatAddress, Effect, JournalEntry, JournaledInbound, OfficerView } from './store.ts';

const AT_ONCE = 50;
/** An update that could not be handled is tried again after so long … */
const FAILURE_PAUSE_MS = 30_000;
/** … and so often; then it is set aside: one bad update must not keep the others waiting. */
const MOST_FAILURES = 3;
/** How often an answer is worked out anew because the office changed while it was being worked out. */
const MOST_STALE = 5;

/** So many answers in so long to a chat that belongs to nobody. */
const ANSWERS_TO_STRANGER = 5;
const STRANGER_PAUSE_MS = 10 * 60_000;
const MOST_STRANGERS = 10_000;

const NOTHING: Answer = { intent: 'ignored', effects: [], text: null };

export interface Receive {
  /** Makes an update durable; resolves with false when it was there already. */
  journal(entry: JournalEntry): Promise<boolean>;
  /** Handles everything journaled and not yet handled, one after the other. Calls during a call join it. */
  handleJournal(): Promise<void>;
}

export interface ReceiveDependencies extends Desk {
  readonly channels: readonly Channel[];
  readonly clock: Clock;
  readonly log: Log;
  /** Called after effects were committed, before the answer is sent. */
  readonly changed: (effects: readonly Effect[]) => Promise<void>;
}

/** Where the channel does not say how much it can carry. */
const SHORTEST_LIMIT = 2000;

/** Journal first, then understand, then effect, audit line and answer in one transaction. */
export function makeReceive(dependencies: ReceiveDependencies): Receive {
  const { store, office, clock, log, codes, channels, changed } = dependencies;
  const converse = makeConverse(dependencies);
  const longest = ({ channel, account }: ChatAddress) =>
    channels.find((each) => each.name === channel && each.account === account)?.capabilities.maxLength ??
    SHORTEST_LIMIT;
  const failures = new Map<number, { count: number; notBefore: number }>();
  /** When each unknown chat was answered lately. */
  const strangers = new Map<string, number[]>();

  async function handleAll(): Promise<void> {
    for (;;) {
      const now = clock.now();
      const waiting = [...failures].filter(([, failure]) => failure.notBefore > now).map(([id]) => id);
      const entries = (await store.unhandledInbound(AT_ONCE + waiting.length)).filter(
        ({ id }) => !waiting.includes(id),
      );
      if (entries.length === 0) return;
      for (const entry of entries) {
        try {
          await handle(entry);
          failures.delete(entry.id);
        } catch (error) {
          await failed(entry, error);
        }
      }
    }
  }

  async function failed(entry: JournaledInbound, error: unknown): Promise<void> {
    const now = clock.now();
    const count = (failures.get(entry.id)?.count ?? 0) + 1;
    log.error({ inboundId: entry.id, count, error }, 'update could not be handled');
    failures.set(entry.id, { count, notBefore: now + FAILURE_PAUSE_MS });
    if (count < MOST_FAILURES) return;
    await store.abandonInbound({ inboundId: entry.id, reason: 'failed', at: now });
    failures.delete(entry.id);
  }

  async function handle(entry: JournaledInbound): Promise<void> {
    for (let attempt = 0; attempt < MOST_STALE; attempt++) {
      const now = clock.now();
      const officer = await store.officerOfChat(entry);
      await mend(entry, officer, now);
      const answer = await answerTo(entry, officer, now);
      const committed = await store.commitReply({
        inboundId: entry.id,
        at: now,
        officerId: answer.officerId ?? officer?.id ?? null,
        intent: answer.intent,
        effects: answer.effects,
        answers: messagesOf(answer, entry, longest(entry)).map((message) => ({ ...chatOf(entry), message })),
      });
      if (committed === 'stale') continue;
      await changed(answer.effects);
      return;
    }
    const officer = await store.officerOfChat(entry);
    log.error({ inboundId: entry.id }, 'the answer went stale every time');
    await store.commitReply({
      inboundId: entry.id,
      at: clock.now(),
      officerId: officer?.id ?? null,
      intent: 'stale',
      effects: [],
      answers: [{ ...chatOf(entry), message: { text: notSavedText() } }],
    });
  }

  /** Whoever writes can be reached again: someone who had blocked the bot, say. */
  async function mend(entry: JournaledInbound, officer: OfficerView | null, at: number): Promise<void> {
    const link = officer?.links.find((each) => sameChat(each, entry));
    if (link?.state === 'broken') await store.mendLink({ linkId: link.id, at });
  }

  async function answerTo(
    entry: JournaledInbound,
    officer: OfficerView | null,
    now: number,
  ): Promise<Answer & { officerId?: number }> {
    const { content } = entry;
    if (entry.chatKind === 'group') {
      // Links and greetings are rare; to everything else a few answers in a while are enough.
      const said = await answerGroup(dependencies, entry, now);
      return said.intent !== 'group' || mayAnswerStranger(entry.chatId, now) ? said : NOTHING;
    }
    if (content.kind === 'text') {
      const code = codeIn(content.text);
      // What somebody known here says is a reply first, and a code only where it is nothing else.
      if (code !== null && (!officer || understand(content.text, office.zone.dayOf(now)).kind === 'unclear')) {
        return redeem(entry, code, officer, now);
      }
    }
    if (content.kind === 'friend-request') return befriend(entry, content.text, officer, now);
    if (!officer) {
      if (!mayAnswerStranger(entry.chatId, now)) return NOTHING;
      return content.kind === 'text' || content.kind === 'unreadable'
        ? { intent: 'stranger', effects: [], text: strangerText(office.name) }
        : NOTHING;
    }
    const directory = await readDirectory(store, office.zone.dayOf(now));
    const said = await answerOf({ officer, directory, now, chat: chatOf(entry), inboundId: entry.id }, content);
    return said.text === null ? said : { ...said, text: saidTo(officer, said.text) };
  }

  async function answerOf(talk: Talk, content: Exclude<InboundContent, { kind: 'friend-request' }>): Promise<Answer> {
    switch (content.kind) {
      case 'text':
        return texted(talk, content);
      case 'button':
        return converse.button(talk, content.data, content.messageId);
      case 'reaction':
        return converse.reaction(talk, content.emoji, content.messageId);
      case 'edited':
      case 'deleted':
        return amended(store, talk, office.zone.dayOf(talk.now), content, converse.headOf);
      case 'membership':
        return NOTHING;
      case 'unreadable':
        return (
          (await evidenceFor(store, talk, content)) ?? {
            intent: 'unreadable',
            effects: [],
            text: unreadableText(talk.officer),
          }
        );
    }
  }

  async function texted(talk: Talk, content: Extract<InboundContent, { kind: 'text' }>): Promise<Answer> {
    const { attached, messageId, quotes } = content;
    const answer = await converse.text(talk, content.text, quotes);
    if (!attached) return answer;
    // A picture with a few words of its own after «xong» is still that picture.
    const about = { kind: 'unreadable', messageId, ...attached, ...(quotes === undefined ? {} : { quotes }) } as const;
    const kept = answer.intent === 'unclear' ? await evidenceFor(store, talk, about) : null;
    return kept ?? withAttached(answer, talk.officer.id, messageId, attached);
  }

  /** Strangers are told how to link a few times; whoever goes on writing must not keep the office's own messages waiting. */
  function mayAnswerStranger(chatId: string, now: number): boolean {
    if (strangers.size > MOST_STRANGERS) strangers.clear();
    const recent = (strangers.get(chatId) ?? []).filter((at) => at > now - STRANGER_PAUSE_MS);
    if (recent.length >= ANSWERS_TO_STRANGER) return false;
    strangers.set(chatId, [...recent, now]);
    return true;
  }

  async function redeem(
    entry: JournaledInbound,
    code: string,
    officer: OfficerView | null,
    now: number,
  ): Promise<Answer & { officerId?: number }> {
    const result = await store.redeemInvite({
      ...chatOf(entry),
      codeHash: codes.hash(code),
      at: now,
      maxWrong: MAX_WRONG_CODES,
      lockMs: WRONG_CODES_LOCK_MS,
    });
    const say = (text: string): Answer => ({ intent: 'code', effects: [], text });
    switch (result.kind) {
      case 'linked':
        return greet(result.officerId, now);
      case 'wrong':
        return say(wrongCodeText());
      case 'expired':
        return say(expiredCodeText());
      case 'used':
        // The same chat again, perhaps after a crash between linking and greeting: greeting twice does no harm.
        return officer ? greet(officer.id, now) : say(usedCodeText());
      case 'last-administrator':
        return say(codeForAnotherText(officer));
      case 'throttled':
        if (!officer && !mayAnswerStranger(entry.chatId, now)) return NOTHING;
        return say(throttledText(Math.ceil((result.until - now) / 60_000)));
    }
  }

  /** Accepted after this is committed, where it is somebody of the office; nobody else hears anything. */
  async function befriend(
    entry: JournaledInbound,
    words: string,
    officer: OfficerView | null,
    now: number,
  ): Promise<Answer & { officerId?: number }> {
    const asks = (known: boolean): Effect => ({ kind: 'friend-request', chat: chatOf(entry), known });
    const code = codeAmong(words);
    if (officer || code === null) return { intent: 'friend-request', effects: [asks(officer !== null)], text: null };
    const answer = await redeem(entry, code, officer, now);
    if (answer.intent !== 'linked') return { intent: 'friend-request', effects: [asks(false)], text: null };
    return { ...answer, effects: [asks(true), ...answer.effects] };
  }

  async function greet(officerId: number, now: number): Promise<Answer & { officerId: number }> {
    const directory = await readDirectory(store, office.zone.dayOf(now));
    const officer = directory.officer(officerId);
    const waiting = officer ? (await converse.openTasks(officer, directory, now)).length : 0;
    const text = linkedText(officer ?? { name: '', address: null }, office.name, waiting);
    return { intent: 'linked', effects: [], text, officerId };
  }

  return {
    async journal(entry) {
      const { fresh } = await store.journal({ ...entry, content: bearable(entry.content) });
      return fresh;
    },
    handleJournal: joined(handleAll),
  };
}

/** More than any platform lets people write, and than the longest directive that is read: of one as long, that is said. */
const LONGEST_TEXT = 45_000;

/** Halves of characters cannot be sent back, and what is as long as a book would keep everybody waiting. */
function bearable(content: InboundContent): InboundContent {
  if ('text' in content) {
    const { text } = content;
    const cut = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
    return { ...content, text: cut.toWellFormed() };
  }
  return content.kind === 'button' ? { ...content, data: content.data.toWellFormed() } : content;
}

/** «/start K7MP-3QXA», or the code alone. */
function codeIn(text: string): string | null {
  const start = /^\/start\s+(\S.*)$/i.exec(text.trim());
  if (start) return start[1]!.trim();
  return looksLikeCode(text.trim()) ? text.trim() : null;
}

/** A code somewhere in a friend request's few words. */
function codeAmong(words: string): string | null {
  return words.match(/[a-z\d]{4}-?[a-z\d]{4}(?![a-z\d])/gi)?.find(looksLikeCode) ?? null;
}

function sameChat(one: ChatAddress, other: ChatAddress): boolean {
  return one.channel === other.channel && one.account === other.account && one.chatId === other.chatId;
}

function chatOf({ channel, account, chatId }: JournaledInbound) {
  return { channel, account, chatId };
}

/** The answer as messages that the channel can carry; the buttons stand under the last one. */
function messagesOf(answer: Answer, { content }: JournaledInbound, longestText: number): Message[] {
  if (answer.text === null) return [];
  const replyTo = content.kind === 'text' || content.kind === 'unreadable' ? { replyTo: content.messageId } : {};
  const texts = pages(answer.text, longestText);
  return texts.map((text, index) => ({
    text,
    ...(answer.buttons && index === texts.length - 1 ? { buttons: answer.buttons } : {}),
    ...(index === 0 ? replyTo : {}),
  }));
}
