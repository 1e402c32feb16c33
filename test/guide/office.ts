import { type Person, type WorldOptions, ZALO } from '../scenario/world.ts';

/** The people of the guides; the bot's texts call them by the last of their names. */
export const PEOPLE: readonly Person[] = [
  { name: 'Đặng Văn Hùng', address: 'anh', positions: ['UBND xã'], leader: true },
  {
    name: 'Nguyễn Thị Lan',
    address: 'chị',
    positions: ['Công chức đầu mối kiểm soát TTHC', 'Công chức kiểm soát TTHC'],
    supervisor: 'Đặng Văn Hùng',
  },
  { name: 'Trần Văn Minh', address: 'anh', positions: ['Công chức Tư pháp'], supervisor: 'Đặng Văn Hùng' },
  { name: 'Lê Thị Hoa', address: 'chị', positions: ['Công chức Văn hóa – Xã hội'], supervisor: 'Đặng Văn Hùng' },
  {
    name: 'Phạm Quốc Bảo',
    address: 'anh',
    positions: ['Văn phòng UBND', 'Cán bộ, công chức chuyên môn'],
    supervisor: 'Đặng Văn Hùng',
  },
  {
    name: 'Võ Thị Mai',
    address: 'cô',
    positions: ['Bộ phận Tiếp nhận và Trả kết quả'],
    supervisor: 'Đặng Văn Hùng',
  },
  { name: 'Huỳnh Văn Nam', address: 'anh', admin: true },
];

/** Whoever the guides let speak; the last is no officer at first. */
export const NAMES = [...PEOPLE.map((person) => person.name.split(' ').at(-1)!), 'Tám'];

/** The office of the guides, on the day on which they begin: the shipped plan, loaded on 1 December 2026. */
export const OFFICE: WorldOptions = {
  at: '2026-12-01T07:00:00+07:00',
  name: 'UBND xã Phú Tân',
  people: PEOPLE.map((person) => ({ ...person, linked: ['telegram'] })),
  plan: 'kstthc',
  year: 2026,
  // Zalo is there, and nobody uses it yet.
  channels: ['telegram', { ...ZALO, capabilities: { ...ZALO.capabilities, unaskedEveryMs: 0 } }],
  selfCheck: true,
};
