import type { Day } from '../domain/civil-day.ts';
import { channelName } from './channels.ts';
import { capital, sayDay } from './dates.ts';
import { taskName } from './digest.ts';
import { called, fullyCalled, type Person, you } from './people.ts';
import { type Moment, sayMoment } from './situation.ts';

/** How the office stands on a day. */
export interface SelfCheck {
  /** Officers who are reminded today. */
  readonly told: number;
  readonly unreachable: readonly {
    readonly id: number;
    readonly person: Person;
    readonly why: 'no-chat' | 'broken' | 'stopped';
    readonly channel: string | null;
  }[];
  /** Tasks that nobody here leads, by the positions that lead them. */
  readonly unheld: readonly {
    readonly lead: readonly string[];
    readonly outside: boolean;
    readonly refs: readonly string[];
  }[];
  /** Deadlines of the coming month that an announcement may still change. */
  readonly provisional: readonly { readonly title: string; readonly label: string; readonly target: Day }[];
  /** The newest backup, and what the bot's own audit found; null where neither is made. */
  readonly night: {
    readonly backup: (Moment & { readonly old: boolean }) | null;
    readonly differences: number;
  } | null;
}

const MOST_NAMED = 5;
const MOST_REFS = 8;

/** To administrators in the morning. */
export function selfCheckNotice(admin: Person, check: SelfCheck, today: Day): string {
  return [
    `Thưa ${called(admin)}, em tự kiểm tra sáng ${sayDay(today, today)}:`,
    ...findings(check, today),
    'Nhắn «tự kiểm tra im lặng» nếu không muốn nhận tin này.',
  ].join('\n');
}

/** Asked for: also says what is in order. */
export function selfCheckText(admin: Person, check: SelfCheck, today: Day, mode: 'news' | 'daily' | 'silent'): string {
  const wrong = check.unreachable.length + check.unheld.length + check.provisional.length;
  return [
    `${capital(sayDay(today, today))}, em tự kiểm tra:`,
    ...findings(check, today),
    ...(wrong === 0
      ? ['• Ai giữ việc cũng nhận được tin, việc nào cũng có người chủ trì, các hạn gần đây đều chắc chắn.']
      : []),
    `Buổi sáng em ${MODES[mode]}. Đổi thì ${you(admin)} nhắn «tự kiểm tra mỗi sáng», «tự kiểm tra khi cần» hoặc «tự kiểm tra im lặng».`,
  ].join('\n');
}

const MODES = {
  news: 'chỉ báo khi có điều mới',
  daily: 'báo mỗi ngày làm việc',
  silent: 'không báo',
} as const;

function findings({ told, unreachable, unheld, provisional, night }: SelfCheck, today: Day): string[] {
  const first = unreachable[0]?.person.name;
  return [
    told === 0 ? '• Hôm nay chưa có ai cần nhắc.' : `• Hôm nay em nhắc ${told} người.`,
    ...(unreachable.length === 0
      ? []
      : [`• Chưa nhắn được cho ${some(unreachable.map(whoText), MOST_NAMED, 'người')}. Mời lại: «mời ${first}».`]),
    ...unheld.map(({ lead, outside, refs }) => {
      const why =
        lead.length === 0
          ? 'kế hoạch không ghi ai chủ trì'
          : outside
            ? `${lead.join(', ')} ở ngoài đơn vị`
            : `chưa ai giữ chức danh ${lead.join(', ')}`;
      return `• Chưa có người theo dõi ${some(refs, MOST_REFS, 'việc')}: ${why}. Giao: «giao ${refs[0]}».`;
    }),
    ...provisional.slice(0, 1).map((task) => {
      const others = provisional.length - 1;
      const more = others === 0 ? '' : ` và ${others} việc nữa`;
      return `• Trong 30 ngày tới còn hạn dự kiến, vì lịch nghỉ chưa công bố đủ: ${taskName(task)}, ${sayDay(task.target, today)}${more}.`;
    }),
    ...(night === null ? [] : [nightText(night, today)]),
  ];
}

function nightText({ backup, differences }: NonNullable<SelfCheck['night']>, today: Day): string {
  const kept =
    backup === null
      ? 'Chưa có bản sao lưu nào'
      : backup.old
        ? `Bản sao lưu gần nhất đã cũ, từ ${sayMoment(backup, today)}`
        : `Sao lưu gần nhất ${sayMoment(backup, today)}`;
  return `• ${kept}; tự đối chiếu sổ ${differences === 0 ? 'khớp' : `thấy ${differences} chỗ không khớp`}.`;
}

function whoText({ person, why, channel }: SelfCheck['unreachable'][number]): string {
  const name = fullyCalled(person);
  switch (why) {
    case 'no-chat':
      return `${name} (chưa có kênh)`;
    case 'broken':
      return `${name} (${channel === null ? 'kênh' : channelName(channel)} không nhận tin)`;
    case 'stopped':
      return `${name} (${channel === null ? 'kênh' : channelName(channel)} đang ngừng)`;
  }
}

function some(all: readonly string[], most: number, unit: string): string {
  const more = all.length - most;
  return `${all.slice(0, most).join(', ')}${more > 0 ? ` và ${more} ${unit} nữa` : ''}`;
}

// ---- the setting

export function askModeText(): string {
  return 'Buổi sáng em báo thế nào ạ?';
}

export const MODE_LABELS = {
  daily: 'mỗi sáng',
  news: 'khi cần',
  silent: 'im lặng',
} as const;

export function unknownModeText(typed: string): string {
  return `Em chưa hiểu «${typed}». Em có thể báo «mỗi sáng», «khi cần» hoặc «im lặng».`;
}

export function modePreviewText(mode: 'news' | 'daily' | 'silent'): string {
  return `Em hiểu như sau:\nBuổi sáng em ${MODES[mode]} cho các người quản trị.`;
}

export function modeSavedText(mode: 'news' | 'daily' | 'silent'): string {
  return `Đã ghi: buổi sáng em ${MODES[mode]}. Lúc nào cũng xem được bằng «tự kiểm tra».`;
}
