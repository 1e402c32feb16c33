import { hasJustPassed, readDay } from '../../domain/chat-day.ts';
import type { Day } from '../../domain/civil-day.ts';
import {
  notDoneText,
  promisedText,
  promiseImpossibleText,
  promisePastText,
  promiseTooFarText,
} from '../../text/answers.ts';
import { shortened } from '../../text/shorten.ts';
import { namesOf } from '../render.ts';
import type { Effect } from '../store.ts';
import { type Call, type ChatCommand, type Desk, over } from './command.ts';
import { type Answer, answer, named, type OpenTask, type Talk } from './talk.ts';

/** A promise further ahead than this is a slip of the thumb. */
const FURTHEST_DAYS = 366;

interface State {
  readonly occurrenceIds: readonly number[];
}

/** «chưa»: the task stays open, and the officer may say by when it will be done. Reminding goes on as before. */
export interface Promises {
  /** The question «Chị dự kiến khi nào xong ạ?», or its answer where the day was said at once. */
  notDone(talk: Talk, tasks: readonly OpenTask[], day: Day | null): Promise<Answer>;
  /** Reads the day that answers the question. Words that are no day belong to somebody else. */
  readonly command: ChatCommand;
}

const NAME = 'promise';

export function makePromises({ store, office }: Desk): Promises {
  const effectsOf = (talk: Talk, ids: readonly number[], day: Day): Effect[] =>
    ids.map((occurrenceId) => ({ kind: 'promise', occurrenceId, officerId: talk.officer.id, day }));

  async function promised(talk: Talk, ids: readonly number[], day: Day): Promise<Answer> {
    const today = office.zone.dayOf(talk.now);
    if (day > today + FURTHEST_DAYS) return answer('not-done', promiseTooFarText(talk.officer));
    const open = (await Promise.all(ids.map((id) => store.occurrence(id)))).flatMap((each) =>
      each?.state === 'open' ? [each] : [],
    );
    const late = open.some((each) => day > each.legalLastDay);
    const tasks = open.map((each) => ({ code: null, ...namesOf(each) }));
    const effects = effectsOf(
      talk,
      open.map((each) => each.id),
      day,
    );
    return answer('promised', promisedText(talk.officer, tasks, day, today, late), effects);
  }

  return {
    async notDone(talk, tasks, day) {
      const { officer, chat, now, inboundId } = talk;
      const remarks = tasks.map(({ occurrence }): Effect => {
        // Said of a deadline that was past when its plan was loaded, «chưa» means: it is still to be done.
        if (occurrence.state === 'held') return { kind: 'release', occurrenceId: occurrence.id, officerId: officer.id };
        return { kind: 'remark', occurrenceId: occurrence.id, officerId: officer.id, what: 'not-done' };
      });
      const open = tasks.filter((task) => task.occurrence.state === 'open').map((task) => task.occurrence.id);
      if (day !== null && open.length > 0) {
        const said = await promised(talk, open, day);
        return { ...said, effects: [...remarks, ...said.effects] };
      }
      // What is half typed in this chat is worth more than a date.
      const busy = await store.draft(chat);
      const asks = open.length > 0 && !(busy && busy.command !== NAME && busy.expiresAt >= now);
      const draft: Effect = {
        kind: 'keep-draft',
        chat,
        draft: {
          officerId: officer.id,
          command: NAME,
          revision: inboundId,
          state: { occurrenceIds: open } satisfies State,
          askedAt: now,
          expiresAt: now + 30 * 60_000,
        },
      };
      return answer('not-done', notDoneText(officer, tasks.map(named), asks), asks ? [...remarks, draft] : remarks);
    },
    command: {
      name: NAME,
      heads: [],
      right: 'officer',
      help: { does: '', usage: '', examples: [] },
      begin: async () => over({ intent: NAME, effects: [], text: null }),
      async resume(call: Call, raw: unknown) {
        const reading = readDay(call.rest, call.today, 'future');
        if (reading.kind === 'none') return null;
        const refused =
          reading.kind === 'impossible'
            ? promiseImpossibleText(call.officer, shortened(call.rest))
            : reading.day < call.today || hasJustPassed(call.rest, call.today)
              ? promisePastText(call.officer, shortened(call.rest))
              : null;
        // The question stays.
        if (refused !== null) return { kind: 'wait', text: refused, state: raw };
        if (reading.kind !== 'day') return null;
        return over(await promised(call, (raw as State).occurrenceIds, reading.day));
      },
    },
  };
}
