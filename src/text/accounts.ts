import { channelName } from './channels.ts';
import { sayClock } from './dates.ts';
import { called, fullyCalled, type Person, You, you } from './people.ts';

const MOST_NAMED = 8;

/** To administrators, once: everybody has to link again, since the platform knows them by other ids now. */
export function accountChangedNotice(
  admin: Person,
  channel: string,
  { people, groups }: { readonly people: readonly Person[]; readonly groups: readonly string[] },
): string {
  const name = channelName(channel);
  const more = people.length - MOST_NAMED;
  const listed = `${people.slice(0, MOST_NAMED).map(fullyCalled).join(', ')}${more > 0 ? ` và ${more} người nữa` : ''}`;
  return [
    `Thưa ${called(admin)}, em vừa đổi sang tài khoản ${name} khác, nên những ai đã nối với tài khoản cũ phải nối lại; em không nhắn được cho họ qua ${name} nữa.`,
    ...(people.length > 0 ? [`Cần nối lại: ${listed}.`] : []),
    ...(groups.length > 0 ? [`Nhóm cần thêm lại: ${groups.join(', ')}.`] : []),
    ...(people.length > 0
      ? [
          `${You(admin)} nhắn «mời ${people[0]!.name}» để lấy mã cho từng người; người đó kết bạn hoặc nhắn cho tài khoản mới rồi gửi mã.`,
        ]
      : []),
    ...(groups.length > 0 ? [`Nhóm thì nhắn «nhóm thêm ${groups[0]}».`] : []),
  ].join('\n');
}

/** Under a picture with the code to scan. */
export function loginPictureText(admin: Person, channel: string, untilMinute: number): string {
  const name = channelName(channel);
  return [
    `Thưa ${called(admin)}, ${name} bắt em đăng nhập lại. Tin qua ${name} đang chờ, không mất.`,
    `Nhờ ${called(admin)} mở ứng dụng ${name} của tài khoản nhắc việc, vào phần quét mã QR và quét mã này trước ${sayClock(untilMinute)}.`,
    `Mã hết hạn thì nhắn «đăng nhập ${name.toLowerCase()}» để em gửi mã mới.`,
  ].join('\n');
}

/** When the code would have come outside working hours. */
export function loginNeededNotice(admin: Person, channel: string): string {
  const name = channelName(channel);
  return `Thưa ${called(admin)}, ${name} bắt em đăng nhập lại, nên tin qua ${name} đang chờ. Khi có điện thoại của tài khoản nhắc việc bên cạnh, nhờ ${called(admin)} nhắn «đăng nhập ${name.toLowerCase()}», em gửi mã QR để quét.`;
}

// ---- «đăng nhập zalo»

export function loginBegunText(admin: Person, channel: string): string {
  const name = channelName(channel);
  return `Em đang xin mã đăng nhập ${name}. Mã đến ngay trong tin sau; ${you(admin)} quét bằng ứng dụng ${name} của tài khoản nhắc việc. Mã chỉ dùng được trong khoảng một phút rưỡi.`;
}

/** The code cannot be shown in this chat. */
export function loginElsewhereText(admin: Person, channel: string): string {
  return `Em đang xin mã đăng nhập ${channelName(channel)}, nhưng không gửi được mã vào đây. Mã được lưu thành ảnh ở máy chủ; ${you(admin)} nhờ người trông máy chủ mở ảnh đó cho ${you(admin)} quét.`;
}

export function loggedInText(channel: string): string {
  return `${channelName(channel)} đang chạy, không cần đăng nhập lại ạ.`;
}

export function noLoginText(typed: string, channels: readonly string[]): string {
  const names = channels.map((channel) => `«đăng nhập ${channelName(channel).toLowerCase()}»`);
  if (names.length === 0) return 'Không có kênh nào cần đăng nhập bằng mã QR ạ.';
  const what = typed === '' ? '' : `Em không đăng nhập «${typed}» bằng mã QR. `;
  return `${what}Anh/chị nhắn ${names.join(' hoặc ')} ạ.`;
}
