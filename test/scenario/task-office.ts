import { LAN, QUARTERLY, type World, type WorldOptions } from './world.ts';

/** People and tasks of the scenarios about changing tasks: T1 is due on 17 June 2026, T2 on 15 June. */
export const NAM = { name: 'Huỳnh Nam', address: 'anh', admin: true };
export const BINH = { name: 'Lê Thị Bình', address: 'cô', admin: true };
export const MINH = { name: 'Trần Văn Minh', address: 'anh', positions: ['Văn phòng UBND'] };
export const MONTHLY = { title: 'Báo cáo tháng', lead: ['Văn phòng UBND'], rules: [{ kind: 'monthly', day: 15 }] };
export const ADD = 'thêm Báo cáo cải cách hành chính; trước ngày 26 hằng tháng; Văn phòng UBND';

/** Tuesday 2 June 2026. */
export const JUNE: WorldOptions = {
  at: '2026-06-02T08:00:00+07:00',
  year: 2026,
  people: [LAN, MINH, NAM, BINH],
  plan: [QUARTERLY, MONTHLY],
};

/** What one person says, and the one answer to it. */
export function talk(world: World, name = NAM.name) {
  const phone = world.phone(name);
  return {
    phone,
    async says(text: string, pattern: RegExp) {
      await phone.replies(text);
      return phone.receives(pattern);
    },
    async agrees(text: string, preview: RegExp, saved: RegExp) {
      await phone.replies(text);
      phone.receives(preview);
      await phone.replies('đồng ý');
      phone.receives(saved);
    },
  };
}

export const taskOf = async (world: World, ref: string) => (await world.store.tasks()).find((task) => task.ref === ref);

export const openOf = async (world: World, ref: string) =>
  (await world.store.occurrences({ states: ['open'] })).filter((each) => each.task.ref === ref);
