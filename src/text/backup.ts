import { called, type Person } from './people.ts';

/** To administrators: the night's copy of the database could not be made. */
export function backupFailedNotice(admin: Person): string {
  return `Thưa ${called(admin)}, đêm qua em chưa sao lưu được sổ nhắc việc. Nhờ ${called(admin)} bảo người trông máy của em xem ổ đĩa còn chỗ không; em vẫn nhắc việc như thường.`;
}
