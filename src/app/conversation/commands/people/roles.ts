import { fold } from '../../../../domain/fold.ts';
import { nothingChangesText } from '../../../../text/officers.ts';
import {
  askRoleText,
  badRoleText,
  lastAdministratorText,
  type RoleName,
  roleName,
  rolesNotice,
  rolesPreview,
  rolesSavedText,
} from '../../../../text/roles.ts';
import { shortened } from '../../../../text/shorten.ts';
import type { ChatCommand, Desk } from '../../command.ts';
import { exampleName } from '../../find.ts';
import { form, type Read } from '../../form.ts';
import { isLastAdministrator } from './duties.ts';
import { tell } from './notices.ts';
import { gone, officerOf, whoSlot } from './read-officer.ts';

type Roles = { isAdmin: boolean; isLeader: boolean };
type Slots = { who: number; roles: Roles };

const ROLES: Readonly<Record<RoleName, Roles>> = {
  admin: { isAdmin: true, isLeader: false },
  leader: { isAdmin: false, isLeader: true },
  officer: { isAdmin: false, isLeader: false },
};
const WORDS: readonly (readonly [RegExp, RoleName])[] = [
  [/^(?:nguoi )?quan tri(?: vien)?$|^admin$/, 'admin'],
  [/^lanh dao$/, 'leader'],
  [/^can bo(?: thuong)?$|^thuong$|^khong$/, 'officer'],
];

export function roles(desk: Desk): ChatCommand {
  const nobody = { name: '', address: null };
  return form<Slots>({
    name: 'roles',
    heads: ['quyền', 'phân quyền', 'đặt quyền'],
    right: 'admin',
    help: {
      does: 'đặt ai là người quản trị, lãnh đạo',
      usage: 'quyền <tên>; <quản trị, lãnh đạo hoặc cán bộ>',
      examples: ['quyền Lan; quản trị', 'quyền Lan; cán bộ'],
    },
    slots: {
      who: whoSlot('Đặt quyền của'),
      roles: {
        labels: ['quyền'],
        ask: (call, { who }) => ({
          kind: 'question',
          text: askRoleText(officerOf(call, who!) ?? nobody),
          choices: (['admin', 'leader', 'officer'] as const).map((role) => ({
            label: roleName(role),
            value: ROLES[role],
          })),
        }),
        read: (_call, typed) => readRoles(typed),
      },
    },
    async preview(call, { who, roles }) {
      const officer = officerOf(call, who);
      if (!officer) return gone();
      if (officer.isAdmin === roles.isAdmin && officer.isLeader === roles.isLeader) {
        return { kind: 'refuse', text: nothingChangesText(officer) };
      }
      if (!roles.isAdmin && isLastAdministrator(call, officer)) {
        return { kind: 'refuse', text: lastAdministratorText(officer, 'role', exampleName(call, officer.id)) };
      }
      return { kind: 'ready', text: rolesPreview(officer, officer, roles, who !== call.officer.id) };
    },
    async save(call, { who, roles }) {
      const officer = officerOf(call, who)!;
      return {
        effects: [
          { kind: 'people', change: { act: 'edit-officer', officerId: who, set: roles } },
          ...tell(desk, call, who, 'roles', rolesNotice(officer, roles)),
        ],
        text: rolesSavedText(officer, roles),
      };
    },
  });
}

/** «quản trị», «quản trị và lãnh đạo». */
function readRoles(typed: string): Read<Roles> {
  const parts = fold(typed).split(/ ?, ?| va /);
  const named = parts.map((part) => WORDS.find(([pattern]) => pattern.test(part))?.[1]);
  if (named.some((role) => role === undefined)) return { kind: 'again', text: badRoleText(shortened(typed)) };
  const all = named.map((role) => ROLES[role!]);
  const value = { isAdmin: all.some((each) => each.isAdmin), isLeader: all.some((each) => each.isLeader) };
  return { kind: 'value', value };
}
