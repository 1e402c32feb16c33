import { readDay } from '../../../../domain/chat-day.ts';
import { isoDate } from '../../../../domain/civil-day.ts';
import { fold } from '../../../../domain/fold.ts';
import { sayRules } from '../../../../text/deadline-questions.ts';
import { deadlinePastText } from '../../../../text/tasks.ts';
import { pastLastDay } from '../../../new-tasks.ts';
import type { Call, Desk } from '../../command.ts';
import { readAssignees } from '../../find-assignees.ts';
import type { Read } from '../../form.ts';
import { readDeadline, readTitle, type SaidDeadline } from '../tasks/slots.ts';

/** What can be changed of a proposed task. */
export type Field = 'title' | 'deadline' | 'lead';

/** As they are named where it is said what can be changed. */
export const FIELD_LABELS: readonly string[] = ['việc', 'hạn', 'chủ trì'];

const FIELDS: readonly (readonly [Field, RegExp])[] = [
  ['title', /^(?:sua )?(?:ten viec|viec|noi dung)(?: la| thanh)?[ :]+/],
  ['deadline', /^(?:sua )?(?:thoi han|han)(?: la| thanh)?[ :]+/],
  ['lead', /^(?:sua )?(?:nguoi chu tri|chu tri|phu trach|giao(?: cho)?)(?: la| thanh)?[ :]+/],
];

/** «sửa hạn trước ngày 20/12», «chủ trì: chị Lan». */
export function correction(said: string): { field: Field; words: string } | null {
  const text = said.normalize('NFC').replace(/\s+/g, ' ').trim();
  const folded = fold(text);
  if (folded.length !== text.length) return null;
  for (const [field, pattern] of FIELDS) {
    const found = pattern.exec(folded);
    if (found) return { field, words: text.slice(found[0].length) };
  }
  return null;
}

export async function readField(desk: Desk, call: Call, field: Field, words: string): Promise<Read<unknown>> {
  switch (field) {
    case 'title':
      return readTitle(words);
    case 'deadline':
      return readComing(desk, call, words);
    case 'lead':
      return readAssignees(desk, call, words);
  }
}

/** A day as people say it, or a phrase of a document; one that is not over. */
function readComing({ office }: Desk, call: Call, words: string): Read<SaidDeadline> {
  const near = readDay(words, call.today, 'future');
  const rules = near.kind === 'day' ? ([{ kind: 'once', date: isoDate(near.day), bound: 'by' }] as const) : null;
  const said: Read<SaidDeadline> = rules
    ? { kind: 'value', value: { phrase: sayRules(rules), rules } }
    : readDeadline({ office }, call, words);
  const past = said.kind === 'value' ? pastLastDay(said.value.rules, office, call.today) : null;
  return past === null ? said : { kind: 'again', text: deadlinePastText(past, call.today), heard: true };
}
