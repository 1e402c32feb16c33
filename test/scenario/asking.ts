import { expect } from 'vitest';
import type { Phone, World } from './world.ts';

/** A leader, and an officer beside the usual one. */
export const NAM = { name: 'Huỳnh Nam', address: 'anh', leader: true };
export const MINH = { name: 'Lê Minh', address: 'anh', positions: ['Tư pháp'] };
export const WEEKLY = {
  title: 'Báo cáo tuần',
  lead: ['Tư pháp'],
  cooperating: ['Đầu mối'],
  rules: [{ kind: 'weekly', weekday: 5 }],
};
export const MONTHLY = {
  title: 'Báo cáo tháng',
  lead: ['Đầu mối'],
  rules: [{ kind: 'monthly', day: 20, bound: 'on' }],
};

/** The answer to a line, as one text. */
export async function asks(phone: Phone, line: string): Promise<string> {
  phone.takeAll();
  await phone.replies(line);
  const answers = phone.takeAll();
  expect(answers, line).not.toEqual([]);
  return answers.map((each) => each.text).join('\n');
}

/** What was refused for want of a right, as the log has it. */
export const noRights = async (here: World) =>
  (await here.store.events({ limit: 10_000 })).filter((event) => event.kind === 'no-right').map((event) => event.data);

/** Takes everything that was told meanwhile, by everybody who is named. */
export function heard(here: World, ...names: string[]): void {
  for (const name of names) here.phone(name).takeAll();
}
