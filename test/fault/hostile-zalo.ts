import fc from 'fast-check';
import { controlJson, messageJson, reactionJson } from '../emulators/zalo/events.ts';
import { hostileText } from './hostile.ts';

/** What the listener's events hold, in the lists in which they come. */
export interface ZaloEvent {
  readonly list: 'msgs' | 'groupMsgs' | 'reacts' | 'controls';
  readonly json: object;
}

/** Who takes part: their ids at the account. */
export interface ZaloCast {
  readonly account: string;
  readonly people: readonly string[];
  readonly group: string;
  /** Ids of messages that were said before. */
  readonly messages: readonly number[];
}

const AT = Date.parse('2024-03-15T07:31:00+07:00');

/** Sound events of Zalo, with hostile words in them; `id` numbers each. */
export function zaloEvents(
  { account, people, group, messages }: ZaloCast,
  texts = hostileText,
): fc.Arbitrary<ZaloEvent> {
  const person = fc.constantFrom(...people);
  const known = fc.constantFrom(...messages);
  const id = fc.integer({ min: 6_500_000_000_000, max: 6_599_999_999_999 });
  const quote = fc.option(
    known.map((globalMsgId) => ({
      ownerId: account,
      cliMsgId: 1,
      globalMsgId,
      cliMsgType: 1,
      ts: AT,
      msg: 'x',
      attach: '',
      fromD: 'Nhắc Việc',
      ttl: 0,
    })),
    { nil: undefined },
  );
  const mentions = fc.array(
    fc.record({
      uid: fc.constantFrom(account, '-1', ...people),
      pos: fc.nat({ max: 50 }),
      len: fc.nat({ max: 50 }),
      type: fc.constantFrom(0 as const, 1 as const),
    }),
    { maxLength: 3 },
  );
  const content = fc.oneof(
    { weight: 5, arbitrary: texts },
    texts.map((title) => ({ title, href: 'https://phutan.gov.vn/1', thumb: '', action: 'recommened.link' })),
    known.map((globalMsgId) => ({ globalMsgId, cliMsgId: 1, deleteMsg: 1, srcId: 1, destId: 1 })),
  );
  const msgType = fc.constantFrom('webchat', 'chat.photo', 'chat.recommended', 'chat.undo', 'group.poll', 'chat.todo');
  const message = (idTo: string, cmd: number) =>
    fc.record({ id, person, content, msgType, quote, mentions }).map((one) =>
      messageJson({
        msgId: one.id,
        cliMsgId: AT,
        msgType: one.msgType,
        uidFrom: one.person,
        idTo,
        name: 'Lan',
        at: AT,
        content: one.content,
        quote: one.quote,
        mentions: one.mentions,
        cmd,
      }),
    );
  const reaction = fc
    .record({ id, person, known, icon: fc.oneof(fc.constantFrom('/-strong', '/-ok', ''), texts) })
    .map((one) =>
      reactionJson({
        id: one.id,
        uidFrom: one.person,
        idTo: '0',
        name: 'Lan',
        at: AT,
        icon: one.icon,
        to: { msgId: one.known, cliMsgId: 1 },
      }),
    );
  const control = fc.oneof(
    fc
      .record({ id, person, message: texts })
      .map((one) =>
        controlJson(one.id, 'fr', 'req_v2', { toUid: account, fromUid: one.person, src: 30, message: one.message }),
      ),
    fc.record({ id, act: fc.constantFrom('join', 'leave', 'remove_member', 'setting') }).map((one) =>
      controlJson(one.id, 'group', one.act, {
        groupId: group,
        updateMembers: [{ id: account, dName: 'Nhắc Việc' }],
        time: String(AT),
      }),
    ),
  );
  return fc.oneof(
    { weight: 6, arbitrary: message('0', 501).map((json) => ({ list: 'msgs', json }) as const) },
    { weight: 3, arbitrary: message(group, 521).map((json) => ({ list: 'groupMsgs', json }) as const) },
    { weight: 2, arbitrary: reaction.map((json) => ({ list: 'reacts', json }) as const) },
    { weight: 2, arbitrary: control.map((json) => ({ list: 'controls', json }) as const) },
  );
}

/** Nested deeper than any reader that calls itself can go. */
export const deep = (levels: number, within = ''): string => `${'['.repeat(levels)}${within}${']'.repeat(levels)}`;
