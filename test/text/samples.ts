import type { DigestItem, Told } from '../../src/text/digest.ts';
import type { Person } from '../../src/text/people.ts';
import { calendar, day } from '../domain/shipped.ts';

export const lan: Person = { name: 'Nguyễn Thị Lan', address: 'chị' };
export const hung: Person = { name: 'Trần Văn Hùng', address: 'anh' };
export const minh: Person = { name: 'Lê Minh', address: null };

/** One line of a digest on `today`; working days are counted from the dates. */
export function item(today: string, target: string, more: Partial<DigestItem> = {}): DigestItem {
  const aimed = day(target);
  const lastDay = more.lastDay ?? aimed;
  const legalLastDay = more.legalLastDay ?? lastDay;
  return {
    code: 3,
    title: 'Báo cáo kiểm soát TTHC',
    label: 'quý I/2024',
    role: 'lead',
    target: aimed,
    lastDay,
    legalLastDay,
    time: null,
    provisional: false,
    tightCutoff: null,
    remindBy: null,
    daysLeft: Math.max(0, calendar.workingDaysBetween(day(today), aimed)),
    daysLate: Math.max(0, calendar.workingDaysBetween(legalLastDay, day(today))),
    cooperating: [],
    leads: [],
    about: [],
    told: [],
    ...more,
  };
}

export function told(person: Person, more: Partial<Told> = {}): Told {
  return {
    person,
    standIn: null,
    sent: 4,
    lastSent: { day: day('2024-03-14'), minute: 450 },
    problem: null,
    acknowledged: false,
    ...more,
  };
}
