import { savedNothingText } from '../../text/conversation.ts';
import {
  type TakenBack,
  undoByCommandText,
  undoGoneText,
  undoneCommandText,
  undoPreviewText,
  undoWithdrawnText,
} from '../../text/undo.ts';
import { namesOf } from '../render.ts';
import { type Act, type Change, type Effect, OWN_PLAN, type RequestChange, type TaskChange } from '../store.ts';
import { type Call, type ChatCommand, type Desk, over, say } from './command.ts';
import { leaveCancelledNotices } from './commands/requests/leaves.ts';
import { takenBackEdit } from './commands/tasks/former.ts';
import { isConsent, isRefusal } from './form.ts';
import { type Answer, answer, type Talk } from './talk.ts';

const NAME = 'undo-command';
const DRAFT_LIFE_MS = 30 * 60_000;

interface State {
  readonly inboundId: number;
}

/** A change that takes another one back, and how it is said. */
interface Inverse {
  readonly change: Change;
  readonly says: TakenBack;
  /** To those whom it concerns beside whoever takes it back. */
  readonly notices?: readonly Effect[];
}

/** `gone`: changed since; `withdrawn`: what was taken away has to be entered anew. */
type Dead = 'gone' | 'withdrawn';

/** «hoàn tác» after a command: shown first, done after «đồng ý». */
export interface CommandUndo {
  offer(talk: Talk, act: Act): Promise<Answer>;
  /** What takes «đồng ý»; it has no name of its own. */
  readonly command: ChatCommand;
}

export function makeCommandUndo(desk: Desk): CommandUndo {
  const { store, office } = desk;

  /** The changes that take an act back, the last one first; a command's name where they cannot be found. */
  async function inversesOf(talk: Talk, { effects }: Act): Promise<readonly Inverse[] | Dead | { command: string }> {
    const redated = effects.find((effect) => effect.kind === 'case' && effect.change.act === 'redate');
    if (redated) return ofRedating(redated);
    const found: Inverse[] = [];
    for (const effect of [...effects].reverse()) {
      const inverse = await inverseOf(talk, effect);
      if (inverse === null) continue;
      if (typeof inverse === 'string' || 'command' in inverse) return inverse;
      found.push(inverse);
    }
    return found.length > 0 ? found : 'gone';
  }

  async function inverseOf(talk: Talk, effect: Effect): Promise<Inverse | Dead | { command: string } | null> {
    switch (effect.kind) {
      case 'task':
        return ofTask(talk, effect.change);
      case 'case':
        return ofCase(effect.change);
      case 'request':
        return ofLeave(talk, effect.change);
      case 'calendar':
        return ofCalendar(effect.change);
      case 'people':
        return { command: commandFor(effect.change) };
      default:
        return null;
    }
  }

  async function ofTask(talk: Talk, change: Extract<Change, { kind: 'task' }>['change']) {
    switch (change.act) {
      case 'add': {
        const task = (await store.tasks()).find((each) => each.planId === OWN_PLAN && each.ref === change.task.ref);
        if (task?.state !== 'active') return 'gone';
        return inverse(
          { kind: 'task', change: { act: 'remove', taskId: task.id } },
          { kind: 'remove', ref: task.ref, title: task.title },
        );
      }
      case 'edit': {
        const call = { ...talk, today: office.zone.dayOf(talk.now), rest: '', quotes: undefined };
        const back = await takenBackEdit(desk, call, change);
        if (back === null) return { command: 'sửa' };
        if (back === 'gone') return back;
        const { ref, title, lines } = back;
        return inverse({ kind: 'task', change: back.change }, { kind: 'former', ref, title, lines });
      }
      case 'pause':
      case 'resume':
      case 'remove': {
        const task = (await store.tasks()).find((each) => each.id === change.taskId);
        if (!task) return 'gone';
        if (change.act === 'pause') {
          return inverse(
            { kind: 'task', change: { act: 'resume', taskId: task.id } },
            { kind: 'resume', ref: task.ref, title: task.title },
          );
        }
        if (change.act === 'remove') {
          return inverse(
            { kind: 'task', change: { act: 'restore', taskId: task.id } },
            { kind: 'restore', ref: task.ref, title: task.title },
          );
        }
        return { command: 'tạm dừng' };
      }
      case 'skip-occurrence':
      case 'move-occurrence': {
        const occurrence = await store.occurrence(change.occurrenceId);
        if (!occurrence) return 'gone';
        const { occurrenceId } = change;
        const names = namesOf(occurrence);
        return change.act === 'skip-occurrence'
          ? inverse({ kind: 'task', change: { act: 'unskip-occurrence', occurrenceId } }, { kind: 'reopen', ...names })
          : movedBack(change, names);
      }
      case 'restore':
      case 'unskip-occurrence':
      case 'unmove-occurrence':
        return { command: 'bỏ' };
    }
  }

  /** The day goes back with the command that moved it: a dossier's task moved as well. */
  async function ofRedating(effect: Effect): Promise<{ command: string }> {
    const id = effect.kind === 'case' && effect.change.act === 'redate' ? effect.change.eventId : null;
    const kind = (await store.officeEvents()).find((each) => each.id === id)?.kind;
    return { command: kind === 'dossier' ? 'hồ sơ sửa' : kind === 'petition' ? 'pakn sửa' : 'sự kiện sửa' };
  }

  async function ofCase(change: Extract<Change, { kind: 'case' }>['change']) {
    if (change.act === 'withdraw') return 'withdrawn';
    if (change.act !== 'record') return null;
    const { kind, name: event, day, note } = change.event;
    const events = (await store.officeEvents()).filter(
      (each) => each.kind === kind && each.name === event && each.day === day && each.note === note,
    );
    const newest = events.at(-1);
    if (!newest) return 'gone';
    const name = newest.note === '' ? newest.name : newest.note;
    return inverse({ kind: 'case', change: { act: 'withdraw', eventId: newest.id } }, { kind: 'event', name, day });
  }

  async function ofLeave(talk: Talk, change: RequestChange) {
    if (change.act !== 'add-leave') return { command: 'vắng' };
    const { officerId, from, to } = change;
    const leaves = await store.leaves({ from: office.zone.dayOf(talk.now) });
    const leave = leaves.find((each) => each.officerId === officerId && each.from === from && each.to === to);
    if (!leave) return 'gone';
    const officer = talk.directory.officer(officerId);
    if (!officer) return 'gone';
    const standIn = leave.standInId === null ? null : (talk.directory.officer(leave.standInId) ?? null);
    const own = officerId === talk.officer.id;
    const call = { ...talk, today: office.zone.dayOf(talk.now) };
    return {
      ...inverse({ kind: 'request', change: { act: 'cancel-leave', leaveId: leave.id } }, { kind: 'leave', from, to }),
      notices: leaveCancelledNotices(desk, call, { from, to, officer, own, standIn }),
    };
  }

  function ofCalendar(change: Extract<Change, { kind: 'calendar' }>['change']) {
    switch (change.act) {
      case 'set-days': {
        const days = change.days.map((each) => each.day);
        return inverse({ kind: 'calendar', change: { act: 'forget-days', days } }, { kind: 'days-off', days });
      }
      case 'announce-year':
        return inverse(
          { kind: 'calendar', change: { act: 'await-year', year: change.year } },
          { kind: 'year', year: change.year },
        );
      case 'forget-days':
      case 'await-year':
        return { command: 'nghỉ lễ' };
    }
  }

  const undo: ChatCommand = {
    name: NAME,
    heads: [],
    right: 'officer',
    help: { does: '', usage: '', examples: [] },
    begin: async (_call) => over(answer(NAME, savedNothingText())),
    async resume(call: Call, raw: unknown) {
      if (isRefusal(call.rest)) return say(`${NAME}-dropped`, savedNothingText());
      if (!isConsent(call.rest)) return null;
      const { inboundId } = raw as State;
      const last = await store.lastAct({ officerId: call.officer.id, since: 0 });
      const found = last?.inboundId === inboundId ? await inversesOf(call, last) : 'gone';
      if (typeof found === 'string' || 'command' in found) return say(NAME, undoGoneText(call.officer));
      const marked: Effect = { kind: 'undo', officerId: call.officer.id, inboundId };
      const effects: Effect[] = [marked, ...found.flatMap((each) => [each.change, ...(each.notices ?? [])])];
      return over(
        answer(
          NAME,
          undoneCommandText(
            found.map((each) => each.says),
            call.today,
          ),
          effects,
        ),
      );
    },
  };

  return {
    command: undo,
    async offer(talk, act) {
      const { officer, chat, now, inboundId } = talk;
      const found = await inversesOf(talk, act);
      if (found === 'gone') return answer('undo', undoGoneText(officer));
      if (found === 'withdrawn') return answer('undo', undoWithdrawnText(officer));
      if ('command' in found) return answer('undo', undoByCommandText(officer, found.command));
      const draft = {
        officerId: officer.id,
        command: NAME,
        revision: inboundId,
        state: { inboundId: act.inboundId } satisfies State,
        askedAt: now,
        expiresAt: now + DRAFT_LIFE_MS,
      };
      const text = undoPreviewText(
        officer,
        found.map((each) => each.says),
        office.zone.dayOf(now),
      );
      return {
        intent: 'undo-asked',
        text,
        effects: [{ kind: 'keep-draft', chat, draft }],
        buttons: [
          [
            { label: 'Đồng ý', data: `q:${inboundId}:y` },
            { label: 'Bỏ', data: `q:${inboundId}:n` },
          ],
        ],
      };
    },
  };
}

function movedBack(
  { occurrenceId, lastDay, before = null }: Extract<TaskChange, { act: 'move-occurrence' }>,
  names: ReturnType<typeof namesOf>,
): Inverse {
  const change = { act: 'unmove-occurrence', occurrenceId, lastDay, to: before } as const;
  return inverse({ kind: 'task', change }, { kind: 'former-day', ...names, day: before });
}

const inverse = (change: Change, says: TakenBack): Inverse => ({ change, says });

type PeopleChange = Extract<Change, { kind: 'people' }>['change'];

function commandFor(change: PeopleChange): string {
  const setsRoles = change.act === 'edit-officer' && (change.set.isAdmin ?? change.set.isLeader) !== undefined;
  return setsRoles ? 'quyền' : (PEOPLE_COMMANDS[change.act] ?? 'cán bộ');
}

/** Where a change of people is put right. */
const PEOPLE_COMMANDS: Partial<Record<PeopleChange['act'], string>> = {
  'add-officer': 'cán bộ nghỉ',
  'add-officers': 'cán bộ nghỉ',
  'edit-officer': 'cán bộ sửa',
  'remove-officer': 'cán bộ thêm',
  'add-position': 'chức danh',
  'add-alias': 'chức danh',
  hold: 'chức danh thôi',
  'end-holding': 'chức danh',
  'hand-over': 'bàn giao',
  invite: 'mời',
  unlink: 'mời',
  'prefer-link': 'ưu tiên kênh',
  'invite-group': 'nhóm',
  'link-group': 'nhóm bỏ',
  'unlink-group': 'nhóm thêm',
};
