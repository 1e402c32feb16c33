import { channelName } from './channels.ts';
import { Called, called, FullyCalled, fullyCalled, type Person, You, you } from './people.ts';

export interface ChatText {
  readonly channel: string;
  readonly works: boolean;
  /** It belonged to another account of the channel. */
  readonly relink?: boolean;
}

const chatText = ({ channel, works, relink }: ChatText): string =>
  `${channelName(channel)}${works ? '' : relink ? ' (cần nối lại)' : ' (hỏng)'}`;

// ---- inviting

export function invitePreview(officer: Person, chats: readonly ChatText[]): string {
  return [
    `Em sẽ tạo mã mời cho ${fullyCalled(officer)}: dùng một lần, trong 48 giờ. Mã mời trước đó của ${called(officer)}, nếu có, hết hiệu lực.`,
    ...(chats.length > 0
      ? [
          `${Called(officer)} đang có kênh ${chats.map(chatText).join(', ')}; mã này ${chats.some((chat) => chat.relink) ? 'nối lại hoặc thêm một kênh' : 'thêm một kênh nữa'}.`,
        ]
      : []),
  ].join('\n');
}

/** `until`: «09:00 thứ Ba 17/3». */
export function invitedText(officer: Person, code: string, until: string): string {
  return [
    `Mã mời của ${fullyCalled(officer)}: ${code}`,
    `Nhờ chuyển riêng mã này cho ${called(officer)}, để ${called(officer)} nhắn nguyên mã cho em trong tin nhắn riêng. Mã dùng một lần, đến ${until}.`,
  ].join('\n');
}

/** Whoever redeems a code gives the chat to its officer; an administrator must not lose the own chat by that. */
export function codeForAnotherText(person: Person | null): string {
  return `Mã này là của người khác. Nếu dùng ở đây ${you(person)} sẽ mất kênh duy nhất của người quản trị, nên em không nhận. ${You(person)} chuyển mã cho đúng người giúp em.`;
}

// ---- unlinking, and which chat comes first

export function askChannelText(officer: Person): string {
  return `${Called(officer)} có nhiều kênh. Anh/chị chọn kênh nào ạ?`;
}

export function chatLabel(chat: ChatText, index: number): string {
  return `${chatText(chat)}${index === 0 ? ', nhận tin trước' : ''}`;
}

export function noChatText(officer: Person): string {
  return `${Called(officer)} chưa có kênh nào. Anh/chị nhắn «mời ${officer.name}» để mời.`;
}

export function unknownChannelText(typed: string, chats: readonly ChatText[]): string {
  return `Không có kênh «${typed}»; đang có ${chats.map(chatText).join(', ')}. Anh/chị chọn giúp em:`;
}

export function unlinkPreview(officer: Person, chat: ChatText, left: readonly ChatText[]): string {
  return [
    `Em sẽ ngắt kênh ${chatText(chat)} của ${fullyCalled(officer)}: không gửi tin vào đó nữa, và không nhận lệnh từ đó.`,
    left.length > 0
      ? `Còn lại: ${left.map(chatText).join(', ')}.`
      : `${Called(officer)} không còn kênh nào, nên không nhận được lời nhắc cho đến khi được mời lại.`,
  ].join('\n');
}

export function unlinkedText(officer: Person, chat: ChatText): string {
  return `Đã ngắt kênh ${channelName(chat.channel)} của ${fullyCalled(officer)}.`;
}

export function oneChatText(officer: Person): string {
  return `${Called(officer)} chỉ có một kênh nên không cần chọn. Mời thêm kênh bằng «mời ${officer.name}».`;
}

export function preferPreview(officer: Person, chats: readonly ChatText[]): string {
  return `Lời nhắc cho ${fullyCalled(officer)} đi theo thứ tự: ${chats.map(chatText).join(', ')}. Kênh trước không gửi được thì em dùng kênh sau.`;
}

export function preferredText(officer: Person, chat: ChatText): string {
  return `Đã lưu: lời nhắc cho ${fullyCalled(officer)} đi qua ${channelName(chat.channel)} trước.`;
}

/** «kênh»: how somebody hears, and what is done where that does not work. */
export function hearingText(
  reader: Person,
  officer: Person,
  chats: readonly ChatText[],
  fallbackAfter: number | null,
): string {
  const own = reader.name === officer.name;
  const who = own ? You(reader) : FullyCalled(officer);
  if (chats.length === 0) return `${who} chưa có kênh nào nên chưa nhận được tin.`;
  const works = chats.filter((chat) => chat.works);
  const broken = chats.find((chat) => !chat.works);
  const first = works[0];
  const listed = chats.map((chat, index) => {
    return `${index + 1}. ${chatText(chat)}${chat === first && works.length > 1 ? ', nhận tin trước' : ''}`;
  });
  const other = works.at(1)?.channel;
  const prefer = own ? '' : `; ${officer.name}`;
  return [
    `${who} nhận tin qua:`,
    ...listed,
    ...(works.length > 1
      ? [
          fallbackAfter === null
            ? 'Kênh trước không gửi được thì em nhắn sang kênh sau.'
            : `Kênh trước không gửi được, hoặc việc phải gửi trong ngày mà sau ${sayLength(fallbackAfter)} chưa có trả lời, thì em nhắn sang kênh sau.`,
        ]
      : []),
    ...(other === undefined ? [] : [`Muốn kênh khác trước thì nhắn «ưu tiên ${channelName(other)}${prefer}».`]),
    ...(broken
      ? [
          own
            ? `Muốn dùng lại ${channelName(broken.channel)} thì ${you(reader)} nhắn cho em ở đó, hoặc xin mã mời mới.`
            : `Muốn dùng lại ${channelName(broken.channel)} thì mời lại: «mời ${officer.name}».`,
        ]
      : []),
  ].join('\n');
}

const sayLength = (minutes: number): string => (minutes % 60 === 0 ? `${minutes / 60} giờ` : `${minutes} phút`);

export function onlyOwnChannelText(person: Person): string {
  return `${You(person)} chỉ chọn được kênh của mình ạ; kênh của người khác nhờ người quản trị.`;
}
