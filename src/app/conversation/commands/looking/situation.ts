import type { Day } from '../../../../domain/civil-day.ts';
import { holdersOf, presentFor } from '../../../../domain/roster.ts';
import { splitPeriod } from '../../../../domain/schedule.ts';
import { personSituationText, type StateItem, situationText, taskSituationText } from '../../../../text/situation.ts';
import { namesOf } from '../../../render.ts';
import {
  countsOf,
  isPressing,
  type OccurrenceState,
  openOccurrences,
  SITUATION_DAYS,
  statesOf,
  unreachable,
  unreachableWhy,
} from '../../../situation.ts';
import type { OccurrenceView, OfficerView } from '../../../store.ts';
import { type Call, type ChatCommand, type Desk, say, type Turn } from '../../command.ts';
import { officersMeant, readOfficer } from '../../find.ts';
import type { Read } from '../../form.ts';
import { lookup } from './lookup.ts';
import { readSubject, type Subject } from './subject.ts';

type Meant =
  | { readonly kind: 'office' }
  | { readonly kind: 'officer'; readonly officerId: number }
  | ({ readonly kind: 'task' } & Subject);

/** So many deadlines of one task are looked at for one that is open or was done last. */
const MOST_OF_TASK = 60;
const MOST_OPEN = 3;
const URGENCIES = ['late', 'today', 'later'];

/** «tình hình», «tình hình chị Lan», «tình hình III.1.6». */
export function situationCommand(desk: Desk): ChatCommand {
  const { store, office } = desk;

  async function read(call: Call, typed: string): Promise<Read<Meant>> {
    if (typed === '' && call.quotes === undefined) return { kind: 'value', value: { kind: 'office' } };
    if (typed !== '' && officersMeant(call.directory.officers, typed).length > 0) {
      return asMeant(readOfficer(call, typed), (officerId) => ({ kind: 'officer', officerId }));
    }
    return asMeant(await readSubject(desk, call, typed), (subject) => ({ kind: 'task', ...subject }));
  }

  const seenAt = (call: Call) => {
    const momentOf = (at: number) => ({ day: office.zone.dayOf(at), minute: office.zone.minuteOf(at) });
    return { momentOf, now: momentOf(call.now) };
  };

  async function states(call: Call, occurrences: readonly OccurrenceView[]): Promise<OccurrenceState[]> {
    const all = await statesOf(desk, call.directory, occurrences, call.now);
    return all.sort((a, b) => URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency));
  }

  async function ofOffice(call: Call): Promise<Turn> {
    const { today, directory } = call;
    const all = await states(call, await openOccurrences(desk, today));
    return say(
      'situation',
      situationText({
        ...seenAt(call),
        ...countsOf(all, today),
        daysAhead: SITUATION_DAYS,
        unreachable: unreachable(directory, today, desk.channels),
        items: all.filter((state) => isPressing(state, today)).map(itemOf),
      }),
    );
  }

  async function ofOfficer(call: Call, person: OfficerView): Promise<Turn> {
    const { today, directory } = call;
    const { roster } = directory;
    const open = await openOccurrences(desk, today);
    const led = open.filter((o) => holdersOf(roster, o.task.leadIds, today).includes(person.id));
    const helped = open.filter(
      (o) => !led.includes(o) && holdersOf(roster, o.task.cooperatingIds, today).includes(person.id),
    );
    const own = (await states(call, nearestOfEachTask(led, today))).flatMap((state) => {
      const people = state.people.filter((each) => each.person.id === person.id);
      return people.length === 0 ? [] : [{ ...state, people }];
    });
    const leave = roster.leaves.find((l) => l.officerId === person.id && l.from <= today && today <= l.to);
    const standInId = presentFor(roster, person.id, today);
    return say(
      'situation',
      personSituationText({
        ...seenAt(call),
        person,
        positions: person.positions,
        unreachable: unreachableWhy(person, desk.channels),
        awayUntil: leave?.to ?? null,
        standIn: standInId === person.id ? null : (directory.officer(standInId) ?? null),
        daysAhead: SITUATION_DAYS,
        items: own.map(itemOf),
        cooperating: helped.length,
      }),
    );
  }

  async function ofTask(call: Call, { taskId, occurrenceId }: Subject): Promise<Turn> {
    const { directory } = call;
    const task = (await store.tasks()).find((each) => each.id === taskId)!;
    const all = await store.occurrencesOfTask({ taskId, limit: MOST_OF_TASK });
    const open = all
      .filter((each) => each.state === 'open' && (occurrenceId === null || each.id === occurrenceId))
      .reverse()
      .slice(0, MOST_OPEN);
    const done = all.find((each) => each.state === 'done');
    const results = done ? await store.results([done.id]) : [];
    return say(
      'situation',
      taskSituationText({
        ...seenAt(call),
        ref: task.ref,
        title: task.title,
        leads: task.lead,
        cooperating: task.cooperating,
        pausedOn: task.pausedOn,
        items: (await states(call, open)).map(itemOf),
        lastDone: done
          ? {
              label: namesOf(done).label,
              target: done.target,
              by: directory.people(done.doneBy),
              documentNumber: results.findLast((each) => done.doneBy.includes(each.officerId))?.documentNumber ?? null,
            }
          : null,
      }),
    );
  }

  return lookup<Meant>({
    name: 'situation',
    heads: ['tình hình'],
    right: 'leader',
    help: {
      does: 'việc quá hạn, đến hạn, ai đã trả lời, ai chưa và vì sao; thêm tên người hoặc việc để xem riêng',
      usage: 'tình hình [người hoặc việc]',
      examples: ['tình hình', 'tình hình chị Lan', 'tình hình III.1.6'],
    },
    read,
    async show(call, meant) {
      switch (meant.kind) {
        case 'office':
          return ofOffice(call);
        case 'officer': {
          const person = call.directory.officer(meant.officerId);
          return person ? ofOfficer(call, person) : ofOffice(call);
        }
        case 'task':
          return ofTask(call, meant);
      }
    },
  });
}

/** Of what is still ahead only the next deadline of each task and rule; the week after next tells nothing new. */
function nearestOfEachTask(occurrences: readonly OccurrenceView[], today: Day): OccurrenceView[] {
  const seen = new Set<string>();
  return occurrences.filter((occurrence) => {
    if (occurrence.target <= today) return true;
    const key = `${occurrence.task.id}/${splitPeriod(occurrence.period).index}`;
    return !seen.has(key) && seen.add(key);
  });
}

function asMeant<V>(found: Read<V>, meant: (value: V) => Meant): Read<Meant> {
  if (found.kind === 'value') return { kind: 'value', value: meant(found.value) };
  const choices = found.choices?.map((choice) => ({ ...choice, value: meant(choice.value as V) }));
  return { ...found, ...(choices ? { choices } : {}) };
}

function itemOf({ occurrence, urgency, daysLate, people }: OccurrenceState): StateItem {
  const { target, lastDay, legalLastDay, remindBy, certainty, task } = occurrence;
  return {
    ref: task.ref,
    ...namesOf(occurrence),
    ...{ urgency, target, lastDay, legalLastDay, remindBy, daysLate, people },
    provisional: certainty === 'provisional',
  };
}
