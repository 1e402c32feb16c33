import type { DifferenceKind } from '../domain/audit/difference.ts';
import { called, type Person } from './people.ts';

/** What each difference means in the office, after «em thấy». */
const DIFFERENCE_NAMES: Readonly<Record<DifferenceKind, string>> = {
  'deadline-missing': 'có hạn phải có mà không có trong sổ',
  'deadline-dates': 'có hạn ghi khác ngày tính theo lịch',
  'deadline-unwanted': 'có hạn không thuộc việc nào',
  'task-unreadable': 'có việc ghi sai thời hạn, em không đọc được',
  'task-unplanned': 'có việc chưa lập được lịch nhắc',
  'step-missing': 'thiếu lần nhắc',
  'step-moved': 'có lần nhắc sai giờ',
  'step-unwanted': 'có lần nhắc thừa',
  'step-dropped': 'có lần nhắc bị bỏ mà không có lý do',
  'step-late': 'có lần nhắc đã tới giờ mà chưa nhắc',
  unreasoned: 'có lần nhắc hoặc tin bị bỏ mà không ghi lý do',
  'after-closing': 'việc đã đóng mà vẫn còn nhắc',
  'person-missing': 'có người phải được nhắc mà chưa được nhắc',
  'person-unexpected': 'có người được nhắc việc không phải của mình',
  'delivery-stuck': 'có tin lâu chưa gửi đi được',
  'sent-twice': 'có tin gửi hai lần',
  'doubt-left': 'có tin chưa rõ tới nơi hay chưa mà không gửi lại',
  'outside-hours': 'có tin nhắc ngoài giờ làm việc',
  'inbound-waiting': 'có tin của cán bộ lâu chưa được trả lời',
  'log-differs': 'nhật ký và sổ nhắc ghi khác nhau',
  'log-missing': 'có dòng trong sổ mà nhật ký không có',
  'row-missing': 'có dòng trong nhật ký mà sổ không có',
};

/** To administrators, once for each kind of difference while it lasts. */
export function differenceNotice(admin: Person, kind: DifferenceKind, count: number): string {
  return [
    `Thưa ${called(admin)}, em tự đối chiếu sổ nhắc việc và thấy chỗ không khớp: ${DIFFERENCE_NAMES[kind]} (${count} chỗ).`,
    `Em vẫn nhắc việc như thường. Nhờ ${called(admin)} bảo người trông máy của em kiểm tra giúp; khi khớp lại em không báo nữa.`,
  ].join('\n');
}
