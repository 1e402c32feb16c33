import { Called, called, fullyCalled, type Person, You, you } from './people.ts';

/** «quản trị, lãnh đạo»; null for those who are neither. */
export function rolesText({ isAdmin, isLeader }: Roles): string | null {
  const roles = [isAdmin ? 'quản trị' : '', isLeader ? 'lãnh đạo' : ''].filter((role) => role !== '');
  return roles.length === 0 ? null : roles.join(', ');
}

export function askRoleText(person: Person): string {
  return `${Called(person)} có quyền gì ạ?`;
}

export function badRoleText(typed: string): string {
  return `Em không có quyền nào là «${typed}». Anh/chị chọn «quản trị», «lãnh đạo» hoặc «cán bộ».`;
}

/** What somebody who alone looks after the office must not lose. */
export function lastAdministratorText(person: Person, losing: 'post' | 'role' | 'chat', example: string): string {
  const what = {
    post: `cho ${called(person)} thôi việc`,
    role: `bỏ quyền quản trị của ${called(person)}`,
    chat: `ngắt kênh cuối cùng của ${called(person)}`,
  }[losing];
  return `Em chưa thể ${what}, vì ngoài ${called(person)} chưa có người quản trị nào khác nhận được tin. Anh/chị đặt thêm một người trước, ví dụ «quyền ${example}; quản trị», và mời người đó.`;
}

export type RoleName = 'admin' | 'leader' | 'officer';

const ROLE_NAMES: Readonly<Record<RoleName, string>> = { admin: 'quản trị', leader: 'lãnh đạo', officer: 'cán bộ' };

export function roleName(role: RoleName): string {
  return ROLE_NAMES[role];
}

interface Roles {
  readonly isAdmin: boolean;
  readonly isLeader: boolean;
}

/** `told`: the officer hears of it; not where they changed it themselves. */
export function rolesPreview(officer: Person, before: Roles, after: Roles, told: boolean): string {
  const name = (roles: Roles) => rolesText(roles) ?? 'cán bộ';
  return [
    `Quyền của ${fullyCalled(officer)}: ${name(before)} → ${name(after)}`,
    ...(after.isAdmin ? [`Quản trị: ${called(officer)} thêm, sửa được việc, cán bộ và lịch nghỉ.`] : []),
    ...(after.isLeader
      ? [`Lãnh đạo: ${called(officer)} xem được mọi việc và được báo việc quá hạn từ ba ngày làm việc.`]
      : []),
    ...(!after.isAdmin && !after.isLeader ? [`${Called(officer)} chỉ xem và báo việc của mình.`] : []),
    ...(told ? [`Em sẽ báo cho ${called(officer)} biết.`] : []),
  ].join('\n');
}

export function rolesSavedText(officer: Person, after: Roles): string {
  return `Đã lưu: ${fullyCalled(officer)} có quyền ${rolesText(after) ?? 'cán bộ'}.`;
}

/** To the officer whose rights changed. */
export function rolesNotice(officer: Person, after: Roles): string {
  const now = rolesText(after) ?? 'cán bộ';
  return `Thưa ${called(officer)}, từ nay ${you(officer)} có quyền ${now} trong Nhắc Việc. ${You(officer)} nhắn «giúp» để xem các lệnh của ${you(officer)}.`;
}
