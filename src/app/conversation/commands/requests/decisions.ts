import { fold } from '../../../../domain/fold.ts';
import { plainLine } from '../../../../domain/plain-line.ts';
import { understand } from '../../../../domain/reply.ts';
import { reasonTooLongText, sureText } from '../../../../text/requests.ts';
import type { Call, ChatCommand, Desk } from '../../command.ts';
import { over } from '../../command.ts';
import { isConsent, isRefusal } from '../../form.ts';
import { type Answer, answer } from '../../talk.ts';
import { makeDecide } from './decide.ts';

export const LONGEST_REASON = 200;

/** «12», «số 12», «đề nghị 12», «#12», and what stands behind it. */
const NUMBERED = /^(?:(?:đề nghị|de nghi|yêu cầu|yeu cau|số|so)\s+)*#?(\d{1,9})(?![\p{L}\d/])[.,:;\s-]*(.*)$/isu;
const NOTHING_MORE = /^(?:(?:luôn|luon|ngay|nhé|nhe|nha|ạ|a|đi|di|em|rồi|roi|cho em)[.\s]*)*$/iu;

const BUTTON = /^r:(\d{1,9}):([yn])$/;

/** Under a request these may mean «yes», or only «I have seen it». */
const MAYBE = new Set([
  'ok',
  'oke',
  'okie',
  'okay',
  'vang',
  'da',
  'da vang',
  'duoc',
  'u',
  'uh',
  'nhat tri',
  'chap nhan',
]);

/** Words that may answer a request, «yes» or «no», and name no task. */
function isVague(call: Call): boolean {
  if (MAYBE.has(fold(call.rest).replace(/[.,\s]+(?:a|nhe|nha|em)?$/, ''))) return true;
  const meaning = understand(call.rest, call.today);
  return (
    meaning.kind === 'clauses' &&
    meaning.clauses.every(
      ({ intent, codes, until }) =>
        (intent === 'acknowledge' || intent === 'not-done') && codes.length === 0 && until === null,
    )
  );
}

/** «duyệt 12», «từ chối 12 …», «chờ duyệt»; also the buttons of requests and «đồng ý» or «không» as an answer to one. */
export function decisionCommands(desk: Desk): ChatCommand[] {
  const { store } = desk;
  const decide = makeDecide(desk);

  const numbered = (rest: string): { id: number; more: string } | null => {
    const match = NUMBERED.exec(rest);
    return match ? { id: Number(match[1]), more: match[2]!.trim() } : null;
  };

  const approve: ChatCommand = {
    name: 'approve',
    heads: ['duyệt', 'phê duyệt', 'chấp thuận', 'đồng ý duyệt'],
    right: 'officer',
    help: {
      does: 'đồng ý với một đề nghị gia hạn hoặc nhận thay đang chờ',
      usage: 'duyệt <số đề nghị>',
      examples: ['duyệt 1', 'duyệt'],
    },
    // «Phê duyệt dự toán xong rồi» is about a task.
    fits: (rest) => NOTHING_MORE.test(numbered(rest)?.more ?? rest),
    certain: () => true,
    async begin(call) {
      const id = numbered(call.rest)?.id;
      return over(
        await (id === undefined ? decide.only(call, 'approved', null) : decide.one(call, id, 'approved', null)),
      );
    },
    async press(call, data) {
      const [, id, word] = BUTTON.exec(data) ?? [];
      return id === undefined ? null : decide.one(call, Number(id), word === 'y' ? 'approved' : 'refused', null);
    },
    async answers(call) {
      const decision = isConsent(call.rest) ? 'approved' : isRefusal(call.rest) ? 'refused' : null;
      const quoted =
        call.quotes === undefined ? null : await store.requestInMessage({ ...call.chat, externalId: call.quotes });
      if (call.quotes !== undefined && quoted === null) return null;
      if (quoted !== null && decision !== null) return decide.one(call, quoted, decision, null);
      if (quoted !== null) return isVague(call) ? ask(call, quoted) : null;
      if (decision === null) return isVague(call) ? askWhatCameLast(call) : null;
      // Nobody agrees to what has not reached them yet.
      const [first, ...others] = await decide.told(call);
      if (!first) return null;
      return others.length > 0 ? decide.list(call) : decide.one(call, first.request.id, decision, null);
    },
    asksBack: askWhatCameLast,
  };

  /** «vâng» or «em nhận ạ» after a request acknowledges no task; nothing is approved in doubt either. */
  async function askWhatCameLast(call: Call): Promise<Answer | null> {
    const [first, ...others] = await decide.told(call, true);
    if (!first) return null;
    return others.length > 0 ? decide.list(call) : ask(call, first.request.id);
  }

  async function ask(call: Call, id: number): Promise<Answer | null> {
    const found = (await decide.told(call)).find(({ request }) => request.id === id);
    return found ? answer('decision-asked', sureText(call.officer, found.asked, call.today)) : null;
  }

  const refuse: ChatCommand = {
    name: 'refuse',
    heads: ['từ chối', 'không duyệt', 'không chấp thuận', 'không đồng ý'],
    right: 'officer',
    help: {
      does: 'từ chối một đề nghị đang chờ, kèm lý do nếu có',
      usage: 'từ chối <số đề nghị> <lý do>',
      examples: ['từ chối 1 cần nộp đúng hạn', 'từ chối'],
    },
    certain: () => true,
    async begin(call) {
      const named = numbered(call.rest);
      const reason = reasonOf(named ? named.more : call.rest);
      if (reason === 'too-long') return over(answer('refuse-refused', reasonTooLongText(LONGEST_REASON)));
      return over(await (named ? decide.one(call, named.id, 'refused', reason) : decide.only(call, 'refused', reason)));
    },
  };

  const waiting: ChatCommand = {
    name: 'waiting-decisions',
    heads: ['chờ duyệt', 'cần duyệt', 'đề nghị chờ duyệt', 'việc chờ duyệt', 'danh sách chờ duyệt'],
    right: 'officer',
    help: { does: 'các đề nghị đang chờ mình đồng ý', usage: 'chờ duyệt', examples: ['chờ duyệt'] },
    fits: (rest) => NOTHING_MORE.test(rest),
    certain: () => true,
    begin: async (call) => over(await decide.list(call)),
  };

  return [waiting, approve, refuse];
}

/** Without «vì» before it and a full stop behind it; null where nothing is said. */
export function reasonOf(typed: string): string | null | 'too-long' {
  const bare = typed
    .replace(/^(?:vì|vi|do|lý do|ly do|lí do|li do)(?:\s+(?:là|la))?[\s:]+/iu, '')
    .replace(/[.\s]+$/, '');
  if (NOTHING_MORE.test(bare)) return null;
  const line = plainLine(bare.replace(/[\p{Cc}\p{Cf}]+/gu, ' '), LONGEST_REASON);
  switch (line.kind) {
    case 'line':
      return line.text;
    case 'empty':
      return null;
    case 'too-long':
      return 'too-long';
    case 'control':
      // It is shown as plain text wherever it goes.
      return bare.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  }
}
