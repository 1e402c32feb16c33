import {
  type ExtensionLength,
  extensionAim,
  LONGEST_EXTENSION_DAYS,
  readExtensionLength,
  type SplitExtension,
  splitExtension,
} from '../../../../domain/extension.ts';
import {
  extendNotLaterText,
  extendPastText,
  extendTooFarText,
  extensionPreviewText,
  extensionSentText,
  howLongText,
  lengthNotUnderstoodText,
  nobodyDecidesText,
  noSuchDayText,
  nothingToExtendText,
  reasonTooLongText,
  whichToExtendText,
} from '../../../../text/requests.ts';
import { shortened } from '../../../../text/shorten.ts';
import { decidersOfExtension, extensionAsked } from '../../../deciders.ts';
import type { OccurrenceView } from '../../../store.ts';
import { type Call, type ChatCommand, type Desk, say } from '../../command.ts';
import { form, type Preview, type Read } from '../../form.ts';
import { named } from '../../talk.ts';
import { asking } from './decide.ts';
import { LONGEST_REASON, reasonOf } from './decisions.ts';
import { makeExtendable } from './extendable.ts';

const NAME = 'extend';
const HEADS = ['gia hạn', 'xin gia hạn', 'xin lùi', 'xin lùi hạn', 'lùi hạn', 'xin khất'];

type Values = {
  /** Id of the occurrence. */
  readonly task: number;
  /** `reason`: what was said in the same breath. */
  readonly length: { readonly length: ExtensionLength; readonly reason: string | null };
  readonly reason: string | null;
};

/** «gia hạn 3 thêm 2 ngày …»: asks those who decide; the legal date stays, only reminding waits. */
export function extendCommand(desk: Desk): ChatCommand {
  const { store, office } = desk;
  const extendable = makeExtendable(desk);

  const parts = (call: Call): SplitExtension => splitExtension(call.rest, call.today);

  function readLength(call: Call, typed: string): Read<Values['length']> {
    const split = splitExtension(typed, call.today);
    const words = split.task === undefined && split.length !== undefined ? split.length : typed;
    const length = readExtensionLength(words, call.today);
    if (length === null) return { kind: 'again', text: lengthNotUnderstoodText(shortened(typed)) };
    if (length === 'impossible') return { kind: 'again', text: noSuchDayText(shortened(words)), heard: true };
    const reason = words === typed ? null : readReason(split.reason ?? '');
    if (reason?.kind === 'again') return reason;
    return { kind: 'value', value: { length, reason: reason?.value ?? null } };
  }

  function readReason(typed: string): Read<string | null> {
    const reason = reasonOf(typed);
    if (reason === 'too-long') return { kind: 'again', text: reasonTooLongText(LONGEST_REASON) };
    return { kind: 'value', value: reason };
  }

  const aimOf = (call: Call, occurrence: OccurrenceView, { length }: Values['length']) =>
    extensionAim(length, occurrence, office.calendar, call.today);

  async function preview(call: Call, values: Values): Promise<Preview> {
    const { officer, directory, today } = call;
    const task = await extendable.byId(call, values.task);
    if (task.kind === 'again') return { kind: 'refuse', text: task.text, ask: 'task' };
    const occurrence = task.value;
    const { all, first, own } = decidersOfExtension(directory, officer.id, occurrence, today);
    if (all.length === 0 && !own) return { kind: 'refuse', text: nobodyDecidesText(officer) };
    const aim = aimOf(call, occurrence, values.length);
    switch (aim.kind) {
      case 'past':
        return { kind: 'refuse', text: extendPastText(), ask: 'length' };
      case 'not-later':
        return { kind: 'refuse', text: extendNotLaterText(aim.present, today), ask: 'length' };
      case 'too-far':
        return { kind: 'refuse', text: extendTooFarText(LONGEST_EXTENSION_DAYS, aim.furthest, today), ask: 'length' };
      case 'aim': {
        const asked = extensionAsked(officer, occurrence, aim.day, values.reason);
        const open = await store.openRequests();
        const replaces = open.some((each) => each.kind === 'extension' && each.occurrence.id === occurrence.id);
        return { kind: 'ready', text: extensionPreviewText(asked, { deciders: first, own, replaces }, today) };
      }
    }
  }

  const command = form<Values>({
    name: NAME,
    heads: HEADS,
    right: 'officer',
    help: {
      does: 'xin lùi ngày nhắc; hạn theo quy định vẫn giữ, người phụ trách hoặc người quản trị duyệt',
      usage: 'gia hạn <việc> thêm <số ngày> hoặc đến <ngày>, kèm lý do',
      examples: ['gia hạn 1 thêm 2 ngày vì chờ số liệu', 'gia hạn 1 đến thứ Sáu', 'gia hạn'],
    },
    slots: {
      task: {
        labels: ['việc'],
        async ask(call) {
          const tasks = await extendable.mine(call);
          const [only] = tasks;
          if (only && tasks.length === 1) return { kind: 'assume', value: only.occurrence.id };
          return { kind: 'question', text: whichToExtendText(call.officer, tasks.map(named)) };
        },
        read: (call, typed) => extendable.read(call, typed),
      },
      length: {
        labels: ['thời gian', 'ngày', 'thêm', 'đến'],
        ask: (call) => ({ kind: 'question', text: howLongText(call.officer) }),
        read: readLength,
      },
      reason: {
        labels: ['lý do', 'vì'],
        free: true,
        ask: (_call, { length }) => ({ kind: 'assume', value: length?.reason ?? null }),
        read: (_call, typed) => readReason(typed),
      },
    },
    split: (call) => ({ ...parts(call) }),
    async given(call) {
      const quoted = call.quotes === undefined || parts(call).task !== undefined ? [] : await extendable.quoted(call);
      const [only] = quoted;
      return only && quoted.length === 1 ? { task: only.occurrence.id } : {};
    },
    preview,
    async save(call, { task: id, length, reason }) {
      const { officer, today } = call;
      const task = await extendable.byId(call, id);
      const aim = task.kind === 'value' ? aimOf(call, task.value, length) : null;
      if (task.kind !== 'value' || aim?.kind !== 'aim') throw new Error('saved what its preview refuses');
      const occurrence = task.value;
      const { first, own } = decidersOfExtension(call.directory, officer.id, occurrence, today);
      const asked = extensionAsked(officer, occurrence, aim.day, reason);
      const change = {
        act: 'ask-extension',
        occurrenceId: occurrence.id,
        askerId: officer.id,
        until: aim.day,
        reason,
        granted: own,
        ask: own ? [] : asking(desk, call, first, asked),
      } as const;
      const text = extensionSentText(asked, { deciders: first, own, replaces: false }, today);
      return { effects: [{ kind: 'request', change }], text };
    },
  });

  return {
    ...command,
    async begin(call) {
      if (parts(call).task === undefined && (await extendable.mine(call)).length === 0) {
        return say('extend-refused', nothingToExtendText(call.officer));
      }
      return command.begin(call);
    },
  };
}
