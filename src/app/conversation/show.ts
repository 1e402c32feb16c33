import type { Office } from '../../domain/office-hours.ts';
import { alreadyClosedText, detailText, listText, unknownCodeText } from '../../text/answers.ts';
import { briefText, urgencyOf, whenText } from '../../text/digest.ts';
import { explainOccurrence } from '../explanation.ts';
import { itemOf, namesOf } from '../render.ts';
import type { Store } from '../store.ts';
import { type Answer, answer, MOST_CHOICES, named, type OpenTask, type Talk } from './talk.ts';
import type { View } from './view.ts';

const MARKS = { late: '🔴', today: '🟠', later: '🟢' } as const;

/** «việc» and «việc 3»: looking without changing anything but the codes that were shown. */
export interface Show {
  list(talk: Talk, intent: string): Promise<Answer>;
  detail(talk: Talk, code: number): Promise<Answer>;
  unknownCodes(talk: Talk, codes: readonly number[]): Promise<Answer>;
}

export function makeShow({ store, office, view }: { store: Store; office: Office; view: View }): Show {
  const dayOf = (talk: Talk) => office.zone.dayOf(talk.now);
  const itemFor = (talk: Talk, { occurrence, role, code }: OpenTask) =>
    itemOf(occurrence, office, talk.directory, dayOf(talk), { code, role, aboutIds: [], told: [] });

  async function unknownCodes(talk: Talk, codes: readonly number[]): Promise<Answer> {
    const meant = await Promise.all(codes.map((code) => store.occurrenceOfCode({ officerId: talk.officer.id, code })));
    const closed = meant.flatMap((each) => (each ? [{ code: null, ...namesOf(each) }] : []));
    if (closed.length === codes.length) return answer('already-closed', alreadyClosedText(closed));
    const open = (await view.coded(talk)).slice(0, MOST_CHOICES).map(named);
    return answer('unknown-code', unknownCodeText(talk.officer, codes, open));
  }

  return {
    unknownCodes,
    async list(talk, intent) {
      const { officer, directory, now } = talk;
      const today = dayOf(talk);
      const all = await view.openTasks(officer, directory, now);
      const tasks = all.slice(0, MOST_CHOICES);
      const items = tasks.map((task) => ({ occurrenceId: task.occurrence.id, role: task.role }));
      const codes = await store.assignCodes({ officerId: officer.id, items, at: now });
      const listed = tasks.map((task) => {
        const item = itemFor(talk, task);
        const code = codes.get(task.occurrence.id) ?? null;
        return {
          ...named(task),
          code,
          when: briefText(item, today),
          own: view.mayClose(talk, task),
          mark: MARKS[urgencyOf(item, today)],
        };
      });
      return answer(intent, listText(officer, listed, today, all.length - tasks.length));
    },
    async detail(talk, code) {
      const task = (await view.coded(talk)).find((each) => each.code === code);
      if (!task) return unknownCodes(talk, [code]);
      const { occurrence } = task;
      const { ref, deadlineText, recipient, result, notes, leadIds, cooperatingIds } = occurrence.task;
      const people = talk.directory.leads(occurrence, dayOf(talk)).map((lead) => lead.name);
      return answer(
        'detail',
        detailText({
          ...named(task),
          when: whenText(itemFor(talk, task), dayOf(talk)),
          explanation: explainOccurrence(office, occurrence)?.text ?? null,
          leads: [...talk.directory.positionNames(leadIds), ...people],
          cooperating: talk.directory.positionNames(cooperatingIds),
          ...{ ref, deadlineText, recipient, result, notes },
        }),
      );
    },
  };
}
