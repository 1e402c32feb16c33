import { maskedPhone } from '../domain/phone.ts';
import { called, fullyCalled, type Person } from './people.ts';

export function askPhoneText(): string {
  return 'Số điện thoại di động là gì ạ? Ví dụ «0912345678», hoặc «không» để bỏ số đã ghi.';
}

export function badPhoneText(typed: string): string {
  return `«${typed}» không phải số di động ở Việt Nam. Anh/chị gõ đủ mười số giúp em, ví dụ «0912345678».`;
}

export function samePhoneText(officer: Person, phone: string | null): string {
  if (phone === null) return `Em chưa ghi số điện thoại nào của ${called(officer)} nên không đổi gì ạ.`;
  return `Em đã ghi số ${maskedPhone(phone)} của ${called(officer)} rồi nên không đổi gì ạ.`;
}

export function phonePreview(officer: Person, phone: string | null): string {
  if (phone === null) return `Em sẽ bỏ số điện thoại đã ghi của ${fullyCalled(officer)}.`;
  return `Em sẽ ghi số điện thoại của ${fullyCalled(officer)}: ${maskedPhone(phone)}. Số này chỉ để em nhận lời kết bạn Zalo của ${called(officer)}; muốn nhận tin vẫn cần mã mời.`;
}

export function phoneSavedText(officer: Person, phone: string | null): string {
  if (phone === null) return `Đã bỏ số điện thoại của ${fullyCalled(officer)}.`;
  return `Đã ghi số ${maskedPhone(phone)} của ${fullyCalled(officer)}.`;
}
