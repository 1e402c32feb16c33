import { nextOpening, type Office } from '../../domain/office-hours.ts';
import { commandNotUndoneText } from '../../text/answers.ts';
import {
  decisionTakenBackNotice,
  decisionTakenBackText,
  notTakenBackText,
  requestWithdrawnText,
} from '../../text/requests.ts';
import { askedOf, concernedBy } from '../deciders.ts';
import type { Act, Effect, RequestChange, RequestView, Store } from '../store.ts';
import { type Answer, answer, type Talk } from './talk.ts';

/** Takes back a request that nobody has answered, or the officer's own answer to one. */
export async function undoRequest(
  { store, office }: { store: Store; office: Office },
  talk: Talk,
  act: Act,
  change: RequestChange,
): Promise<Answer> {
  const { officer, directory, now } = talk;
  const undo: Effect = { kind: 'undo', officerId: officer.id, inboundId: act.inboundId };
  switch (change.act) {
    case 'ask-extension': {
      const requests = await store.requestsOfInbound(act.inboundId);
      const wanted = change.granted ? 'approved' : 'open';
      const found = requests.some((each) => each.state === wanted && stands(each));
      return found ? answer('undo', requestWithdrawnText(officer), [undo]) : answer('undo', notTakenBackText(officer));
    }
    case 'decide': {
      const request = await store.request(change.requestId);
      const asked = request ? askedOf(directory, request) : null;
      if (
        !request ||
        !asked ||
        request.state !== change.decision ||
        request.decidedBy !== officer.id ||
        !stands(request)
      )
        return answer('undo', notTakenBackText(officer));
      const today = office.zone.dayOf(now);
      const notices = concernedBy(directory, request)
        .filter(({ id }) => id !== officer.id)
        .map((person): Effect => {
          const notice = {
            key: `undecided:${request.id}:${talk.inboundId}:${person.id}`,
            officerId: person.id,
            message: { text: decisionTakenBackNotice(person, asked, officer, today) },
            dueAt: nextOpening(office, now),
          };
          return { kind: 'notice', notice };
        });
      return answer('undo', decisionTakenBackText(officer, asked), [undo, ...notices]);
    }
    case 'withdraw':
    case 'add-leave':
    case 'cancel-leave':
      return answer('undo', commandNotUndoneText(officer));
  }
}

/** It still stands as it was left, and what it is about can still be changed. */
function stands(request: RequestView): boolean {
  if (request.kind === 'stand-in') return true;
  const { state, occurrence, until } = request;
  return occurrence.state === 'open' && (state !== 'approved' || occurrence.remindBy === until);
}
