import { nextOpening } from '../../../../domain/office-hours.ts';
import type { Asked } from '../../../../text/requests.ts';
import {
  alreadyDecidedText,
  askText,
  DECISION_LABELS,
  type Decision,
  decidedNotice,
  decidedText,
  extensionPassedText,
  mayNotDecideText,
  standInAwayText,
  unknownRequestText,
  waitingText,
} from '../../../../text/requests.ts';
import { askedOf, concernedBy, decidersOf } from '../../../deciders.ts';
import type { Asking, Effect, OfficerView, RequestView } from '../../../store.ts';
import type { Call, Desk } from '../../command.ts';
import { type Answer, answer } from '../../talk.ts';

export interface Waiting {
  readonly request: RequestView;
  readonly asked: Asked;
}

export interface Decide {
  /**
   * What the officer may decide and has been asked about in a message, by id; `sinceDigest`: a message that came after
   * the newest digest.
   */
  told(call: Call, sinceDigest?: boolean): Promise<Waiting[]>;
  list(call: Call): Promise<Answer>;
  /** Decides the request of that id. */
  one(call: Call, id: number, decision: Decision, reason: string | null): Promise<Answer>;
  /** Decides the only request that waits; several are listed. */
  only(call: Call, decision: Decision, reason: string | null): Promise<Answer>;
}

export function makeDecide({ store, office }: Desk): Decide {
  async function waiting(call: Call): Promise<Waiting[]> {
    const open = await store.openRequests();
    return open.flatMap((request) => {
      const mine = decidersOf(call.directory, request, call.today).some(({ id }) => id === call.officer.id);
      const asked = mine ? askedOf(call.directory, request) : null;
      return asked ? [{ request, asked }] : [];
    });
  }

  async function list(call: Call): Promise<Answer> {
    const listed = (await waiting(call)).map(({ request, asked }) => ({ id: request.id, asked }));
    return answer('waiting-decisions', waitingText(call.officer, listed, call.today));
  }

  async function one(call: Call, id: number, decision: Decision, reason: string | null): Promise<Answer> {
    const { officer, directory, today } = call;
    const mine = (await waiting(call)).find(({ request }) => request.id === id);
    if (mine) return settle(call, mine, decision, reason);
    const request = await store.request(id);
    if (!request) return answer('unknown-request', unknownRequestText(officer, id));
    const deciders = decidersOf(directory, request, today);
    const decides = deciders.some((each) => each.id === officer.id);
    // Open and still not waiting: what it is about was closed or cancelled.
    if (request.state === 'open' && decides) return gone(officer, 'withdrawn', null);
    const own = request.askerId === officer.id;
    if (request.state === 'open' || !(decides || own || request.decidedBy === officer.id)) {
      const note = { kind: 'note', what: 'no-right', data: { requestId: id } } as const;
      return answer('no-right', mayNotDecideText(officer, deciders, own), [note]);
    }
    const by = request.decidedBy === null ? undefined : directory.officer(request.decidedBy);
    return gone(officer, request.state, by && by.id !== officer.id ? by : null);
  }

  function gone(officer: OfficerView, state: 'approved' | 'refused' | 'withdrawn', by: OfficerView | null): Answer {
    return answer('already-decided', alreadyDecidedText(officer, state, by));
  }

  async function settle(
    call: Call,
    { request, asked }: Waiting,
    decision: Decision,
    reason: string | null,
  ): Promise<Answer> {
    const { officer, today } = call;
    if (decision === 'approved') {
      const refused = await notApprovable(call, request);
      if (refused) return refused;
    }
    const change = { act: 'decide', requestId: request.id, decision } as const;
    const people = concernedBy(call.directory, request).filter(({ id }) => id !== officer.id);
    const notices = people.map((person): Effect => {
      const text = decidedNotice(person, asked, { decision, by: officer, reason }, today);
      return { kind: 'notice', notice: noticeTo(call, person, `decided:${request.id}`, text) };
    });
    return answer(decision, decidedText(officer, asked, decision, today), [{ kind: 'request', change }, ...notices]);
  }

  /** Approving would no longer do what was asked for. */
  async function notApprovable({ officer, today }: Call, request: RequestView): Promise<Answer | null> {
    if (request.kind === 'extension') {
      if (request.until >= today) return null;
      const withdraw = { kind: 'request', change: { act: 'withdraw', requestId: request.id } } as const;
      return answer('extension-passed', extensionPassedText(officer, request.until, today), [withdraw]);
    }
    const { from, to } = request.leave;
    const away = (await store.leaves({ from })).find((each) => each.officerId === officer.id && each.from <= to);
    return away ? answer('stand-in-away', standInAwayText(officer, away.from, away.to, today)) : null;
  }

  function noticeTo(call: Call, { id }: OfficerView, key: string, text: string) {
    // Who has asked wants to know, and still nobody is woken for it.
    return {
      key: `${key}:${call.inboundId}:${id}`,
      officerId: id,
      message: { text },
      dueAt: nextOpening(office, call.now),
    };
  }

  async function told(call: Call, sinceDigest = false): Promise<Waiting[]> {
    const all = await waiting(call);
    const requestIds = all.map(({ request }) => request.id);
    const known = await store.requestsToldTo({ officerId: call.officer.id, requestIds, sinceDigest });
    return all.filter(({ request }) => known.includes(request.id));
  }

  return {
    told,
    list,
    one,
    async only(call, decision, reason) {
      const all = await waiting(call);
      const [first] = all;
      if (!first || all.length > 1) return list(call);
      return settle(call, first, decision, reason);
    },
  };
}

/** The question to each of them, with its buttons; the store adds the request's id. */
export function asking(
  { office }: Pick<Desk, 'office'>,
  { now, today }: { readonly now: number; readonly today: number },
  people: readonly OfficerView[],
  asked: Asked,
): Asking[] {
  return people.map((person) => ({
    officerId: person.id,
    message: {
      text: askText(person, asked, today, null),
      buttons: [
        [
          { label: DECISION_LABELS.approve, data: 'y' },
          { label: DECISION_LABELS.refuse, data: 'n' },
        ],
      ],
    },
    dueAt: nextOpening(office, now),
  }));
}
