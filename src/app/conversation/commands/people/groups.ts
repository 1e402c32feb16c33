import { fold } from '../../../../domain/fold.ts';
import { hoursOf } from '../../../../domain/policy.ts';
import { sayClock } from '../../../../text/dates.ts';
import {
  askGroupNameText,
  askGroupText,
  groupDropPreview,
  groupDroppedText,
  groupInvitedText,
  groupPreview,
  groupsText,
  groupTakenText,
  noGroupText,
  unknownGroupText,
} from '../../../../text/groups.ts';
import { shortened } from '../../../../text/shorten.ts';
import { INVITE_LIFE_MS } from '../../../people.ts';
import type { GroupView } from '../../../store.ts';
import { type ChatCommand, type Desk, say } from '../../command.ts';
import { form } from '../../form.ts';
import { sayInstant } from './invite.ts';
import { readGroupName } from './names.ts';

const named = (groups: readonly GroupView[], name: string) => groups.filter((group) => fold(group.name) === fold(name));

/** «nhóm»: which groups hear the week's counts. */
export function groupList({ store, office }: Desk): ChatCommand {
  return {
    name: 'groups',
    heads: ['nhóm', 'danh sách nhóm'],
    right: 'admin',
    help: {
      does: 'xem các nhóm được báo việc hằng tuần',
      usage: 'nhóm',
      examples: ['nhóm', 'nhóm thêm Văn phòng UBND'],
    },
    fits: (rest) => rest === '',
    async begin(call) {
      const groups = await store.groups();
      if (groups.length === 0) return say('groups', noGroupText());
      const listed = groups.map((group) => ({ ...group, linkedOn: office.zone.dayOf(group.linkedAt) }));
      return say('groups', groupsText(listed, call.today));
    },
  };
}

/** «nhóm thêm Văn phòng UBND»: a one-time code with which an administrator links a group. */
export function groupAdd(desk: Desk): ChatCommand {
  const { store, office, codes } = desk;
  return form<{ name: string }>({
    name: 'group-add',
    heads: ['nhóm thêm', 'thêm nhóm', 'nối nhóm', 'nhóm'],
    right: 'admin',
    help: {
      does: 'lấy mã để báo việc hằng tuần vào một nhóm',
      usage: 'nhóm thêm <tên nhóm>',
      examples: ['nhóm thêm Văn phòng UBND'],
    },
    slots: {
      name: {
        labels: ['tên'],
        free: true,
        ask: () => ({ kind: 'question', text: askGroupNameText() }),
        read: async (_call, typed) => {
          const read = readGroupName(typed);
          if (read.kind === 'again' || named(await store.groups(), read.value).length === 0) return read;
          return { kind: 'again', text: groupTakenText(read.value) };
        },
      },
    },
    async preview(_call, { name }) {
      if (named(await store.groups(), name).length > 0)
        return { kind: 'refuse', text: groupTakenText(name), ask: 'name' };
      return { kind: 'ready', text: groupPreview(name, sayClock(hoursOf(office.policies).morning)) };
    },
    async save(call, { name }) {
      const code = codes.make();
      const expiresAt = call.now + INVITE_LIFE_MS;
      const change = { act: 'invite-group', name, codeHash: codes.hash(code), expiresAt } as const;
      return {
        effects: [{ kind: 'people', change }],
        text: groupInvitedText(name, code, sayInstant(desk, call, expiresAt)),
      };
    },
  });
}

/** «nhóm bỏ Văn phòng UBND». */
export function groupDrop({ store }: Desk): ChatCommand {
  return form<{ group: number }>({
    name: 'group-drop',
    heads: ['nhóm bỏ', 'bỏ nhóm'],
    right: 'admin',
    certain: () => true,
    help: {
      does: 'thôi báo việc vào một nhóm',
      usage: 'nhóm bỏ <tên nhóm>',
      examples: ['nhóm bỏ Văn phòng UBND'],
    },
    slots: {
      group: {
        labels: ['nhóm', 'tên'],
        ask: async () => {
          const groups = await store.groups();
          const [only, another] = groups;
          if (!only || !another) return { kind: 'assume', value: only?.id ?? 0 };
          return { kind: 'question', text: askGroupText(), choices: groups.map(choiceOf) };
        },
        read: async (_call, typed) => {
          const groups = await store.groups();
          const [only, another] = named(groups, typed);
          if (only && !another) return { kind: 'value', value: only.id };
          if (groups.length === 0) return { kind: 'value', value: 0 };
          return { kind: 'again', text: unknownGroupText(shortened(typed)), choices: groups.map(choiceOf) };
        },
      },
    },
    async preview(_call, { group }) {
      const chosen = (await store.groups()).find((each) => each.id === group);
      return chosen ? { kind: 'ready', text: groupDropPreview(chosen.name) } : { kind: 'refuse', text: noGroupText() };
    },
    async save(_call, { group }) {
      const name = (await store.groups()).find((each) => each.id === group)?.name ?? '';
      return {
        effects: [{ kind: 'people', change: { act: 'unlink-group', groupId: group, reason: 'dropped' } }],
        text: groupDroppedText(name),
      };
    },
  });
}

const choiceOf = (group: GroupView) => ({ label: group.name, value: group.id });
