import { civilDate, type Day } from '../domain/civil-day.ts';

/** What the demonstration says around the bot's own messages. */
export function demoWelcome(office: string, people: readonly string[]): string {
  return [
    `Nhắc Việc, bản trình diễn của ${office}. Người và việc đã báo là giả định; kế hoạch là thật. Không có gì được gửi đi.`,
    `Trong phòng có: ${people.join(', ')}.`,
  ].join('\n');
}

export function demoHelp(): string {
  return [
    'Gõ như đang nhắn cho Nhắc Việc: «việc», «xong 1», «nhận», «chưa xong», «giúp».',
    '«@3» để nói thay người số 3, «@3 xong 1» để nói luôn.',
    '«:tiếp» đến lời nhắc sau · «:ngày» thêm một ngày · «:đến 20/12» đến sáng ngày đó · «:thoát»',
  ].join('\n');
}

export function speechHeader(at: string, name: string): string {
  return `──── ${at} → ${name} ────`;
}

export function demoNowSpeaking(name: string): string {
  return `Bây giờ là ${name} nói.`;
}

export function demoMovedTo(at: string): string {
  return `Bây giờ là ${at}.`;
}

export function demoNothingAhead(): string {
  return 'Trong một năm tới không còn lời nhắc nào.';
}

export function demoUnknownDay(text: string, today: Day): string {
  const { day, month, year } = civilDate(today + 1);
  return `Em chưa hiểu ngày «${text}», hoặc ngày đó đã qua. Ví dụ «:đến ${day}/${month}/${year}».`;
}
