import { readPeriod } from '../../../../domain/chat-day.ts';
import { nextOpening } from '../../../../domain/office-hours.ts';
import {
  type CancelledLeave,
  cancelPreviewText,
  type ListedLeave,
  leaveCancelledNotice,
  leaveCancelledText,
  leaveLabel,
  leaveNotFoundText,
  leavesText,
  noLeaveToCancelText,
  noLongerStandingInNotice,
  onlyOwnLeaveText,
  whichLeaveText,
} from '../../../../text/leaves.ts';
import { shortened } from '../../../../text/shorten.ts';
import type { Effect, LeaveView, OfficerView } from '../../../store.ts';
import { type Call, type ChatCommand, type Desk, over, say } from '../../command.ts';
import { officersMeant, readOfficer } from '../../find.ts';
import { type Choice, form, type Read } from '../../form.ts';
import { answer } from '../../talk.ts';

/** «vắng» alone: one's leaves, and for whom one stands in. */
export function leavesCommand({ store }: Desk): ChatCommand {
  return {
    name: 'leaves',
    heads: ['vắng', 'lịch nghỉ', 'lịch vắng'],
    right: 'officer',
    help: { does: 'xem lịch nghỉ của mình', usage: 'vắng', examples: ['vắng'] },
    fits: (rest) => rest === '',
    certain: () => true,
    async begin(call) {
      const { officer, directory, today } = call;
      const leaves = await store.leaves({ from: today });
      const own = leaves
        .filter((leave) => leave.officerId === officer.id)
        .map(({ from, to, standInId, asked }): ListedLeave => {
          const agreed = standInId === null ? undefined : directory.officer(standInId);
          const other = asked ? directory.officer(asked.officerId) : undefined;
          const state = asked?.state === 'refused' ? 'refused' : 'asked';
          if (agreed) return { from, to, standIn: { state: 'agreed', person: agreed } };
          return { from, to, standIn: other ? { state, person: other } : { state: 'none' } };
        });
      const standingIn = leaves.flatMap(({ standInId, officerId, from, to }) => {
        const away = standInId === officer.id ? directory.officer(officerId) : undefined;
        return away ? [{ officer: away, from, to }] : [];
      });
      return say('leaves', leavesText(officer, own, standingIn, today));
    },
  };
}

/** Whoever was to be away or to stand in hears that nothing comes of it; nobody is told what they did themselves. */
export function leaveCancelledNotices(
  { office }: Pick<Desk, 'office'>,
  call: Pick<Call, 'officer' | 'now' | 'today' | 'inboundId'>,
  leave: CancelledLeave & { officer: OfficerView; standIn: OfficerView | null },
): Effect[] {
  const { officer, standIn } = leave;
  const { today } = call;
  const told = [
    ...(officer.id === call.officer.id
      ? []
      : [{ to: officer, text: leaveCancelledNotice(officer, call.officer, leave, today) }]),
    ...(standIn && standIn.id !== call.officer.id
      ? [{ to: standIn, text: noLongerStandingInNotice(standIn, officer, leave, today) }]
      : []),
  ];
  return told.map(({ to, text }): Effect => {
    const key = `leave-cancelled:${call.inboundId}:${to.id}`;
    const notice = { key, officerId: to.id, message: { text }, dueAt: nextOpening(office, call.now) };
    return { kind: 'notice', notice };
  });
}

type Values = {
  /** Whose. */
  readonly who: number;
  /** Id of the leave. */
  readonly leave: number;
};

/** «vắng bỏ»: the officer is here after all. */
export function cancelLeaveCommand({ store, office }: Desk): ChatCommand {
  const leavesOf = async (call: Call, who: number) =>
    (await store.leaves({ from: call.today })).filter((leave) => leave.officerId === who);
  const choicesOf = (leaves: readonly LeaveView[], today: number): Choice[] =>
    leaves.map((leave) => ({ label: leaveLabel(leave, today), value: leave.id }));

  async function read(call: Call, typed: string, { who = call.officer.id }: Partial<Values>): Promise<Read<number>> {
    const leaves = await leavesOf(call, who);
    const period = readPeriod(typed, call.today);
    const within = period.kind === 'period' ? leaves.filter((l) => l.from <= period.to && period.from <= l.to) : [];
    const [only] = within;
    if (only && within.length === 1) return { kind: 'value', value: only.id };
    return { kind: 'again', text: leaveNotFoundText(shortened(typed)), choices: choicesOf(leaves, call.today) };
  }

  async function cancelled(call: Call, { who, leave: id }: Values) {
    const { directory, officer } = call;
    const leave = (await leavesOf(call, who)).find((each) => each.id === id);
    const away = directory.officer(who);
    if (!leave || !away) return null;
    const standIn = leave.standInId === null ? null : (directory.officer(leave.standInId) ?? null);
    return { leave, officer: away, own: who === officer.id, standIn, from: leave.from, to: leave.to };
  }

  /** Name and days, in this order: «chị Lan», «chị Lan 20/3», «20/3». */
  function parts(call: Call): { who?: string; leave?: string } {
    const words = call.rest.split(/\s+/).filter(Boolean);
    for (let length = words.length; length > 0; length--) {
      const name = words.slice(0, length).join(' ');
      if (readPeriod(name, call.today).kind !== 'none') continue;
      if (officersMeant(call.directory.officers, name).length === 0) continue;
      return { who: name, leave: words.slice(length).join(' ') };
    }
    return { leave: call.rest };
  }

  const command = form<Values>({
    name: 'cancel-leave',
    heads: [
      'vắng bỏ',
      'vắng hủy',
      'bỏ vắng',
      'hủy vắng',
      'bỏ lịch nghỉ',
      'hủy lịch nghỉ',
      'bỏ nghỉ phép',
      'hủy nghỉ phép',
    ],
    right: 'officer',
    help: {
      does: 'bỏ một lịch nghỉ đã báo',
      usage: 'vắng bỏ <ngày>',
      examples: ['vắng bỏ', 'vắng bỏ 20/12'],
    },
    slots: {
      who: {
        labels: [],
        ask: (call) => ({ kind: 'assume', value: call.officer.id }),
        read: (call, typed) => readOfficer(call, typed),
      },
      leave: {
        labels: ['lịch nghỉ', 'ngày'],
        async ask(call, { who = call.officer.id }) {
          const leaves = await leavesOf(call, who);
          const [only] = leaves;
          if (only && leaves.length === 1) return { kind: 'assume', value: only.id };
          return { kind: 'question', text: whichLeaveText(call.officer), choices: choicesOf(leaves, call.today) };
        },
        read,
      },
    },
    split: parts,
    async preview(call, values) {
      const leave = await cancelled(call, values);
      if (leave) return { kind: 'ready', text: cancelPreviewText(leave, call.today) };
      const officer = call.directory.officer(values.who) ?? call.officer;
      return { kind: 'refuse', text: noLeaveToCancelText(officer, officer.id === call.officer.id) };
    },
    async save(call, values) {
      const found = await cancelled(call, values);
      if (!found) throw new Error('saved what its preview refuses');
      const change = { act: 'cancel-leave', leaveId: values.leave } as const;
      return {
        effects: [{ kind: 'request', change }, ...leaveCancelledNotices({ office }, call, found)],
        text: leaveCancelledText(found, call.today),
      };
    },
  });

  return {
    ...command,
    certain: () => true,
    async begin(call) {
      const { who } = parts(call);
      const meant = who === undefined ? null : readOfficer(call, who);
      const whose = meant === null ? call.officer.id : meant.kind === 'value' ? meant.value : null;
      if (whose !== call.officer.id && !call.officer.isAdmin) {
        const note = { kind: 'note', what: 'no-right', data: { command: 'cancel-leave' } } as const;
        return over(answer('no-right', onlyOwnLeaveText(call.officer), [note]));
      }
      if (whose !== null && (await leavesOf(call, whose)).length === 0) {
        const officer = call.directory.officer(whose) ?? call.officer;
        return say('cancel-leave-refused', noLeaveToCancelText(officer, whose === call.officer.id));
      }
      return command.begin(call);
    },
  };
}
