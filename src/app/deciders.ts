import type { Day } from '../domain/civil-day.ts';
import { presentFor } from '../domain/roster.ts';
import type { Asked } from '../text/requests.ts';
import type { Directory } from './directory.ts';
import { namesOf } from './render.ts';
import type { OccurrenceView, OfficerView, RequestView } from './store.ts';

export interface Deciders {
  /** Supervisors, those who stand in for them, and administrators: each of them may decide. Never the asker. */
  readonly all: readonly OfficerView[];
  /** Who is asked first: supervisors who can be reached, else administrators. */
  readonly first: readonly OfficerView[];
  /** Nobody else may decide, and the asker is an administrator: the asker decides alone. */
  readonly own: boolean;
}

/** Who decides about more time for a deadline: the supervisors of those whose part the asker answers for. */
export function decidersOfExtension(
  directory: Directory,
  askerId: number,
  occurrence: OccurrenceView,
  today: Day,
): Deciders {
  const { roster, officers } = directory;
  const asker = directory.officer(askerId);
  const answered = directory
    .leads(occurrence, today)
    .filter(({ id }) => id === askerId || presentFor(roster, id, today) === askerId);
  const supervised = answered.length > 0 ? answered : asker ? [asker] : [];
  const supervisorIds = supervised.flatMap(({ supervisorId }) => supervisorId ?? []);
  const present = supervisorIds.map((id) => presentFor(roster, id, today));
  const others = (ids: readonly number[]) => directory.people([...new Set(ids)].filter((id) => id !== askerId));
  const administrators = others(officers.filter((officer) => officer.isAdmin).map(({ id }) => id));
  const all = others([...present, ...supervisorIds, ...administrators.map(({ id }) => id)]);
  const reachable = [others(present), administrators, all].map((people) => people.filter(canBeReached));
  return {
    all,
    first: reachable.find((people) => people.length > 0) ?? all,
    own: all.length === 0 && asker?.isAdmin === true,
  };
}

export function canBeReached(officer: OfficerView): boolean {
  return officer.links.some((link) => link.state === 'active');
}

export function decidersOf(directory: Directory, request: RequestView, today: Day): readonly OfficerView[] {
  switch (request.kind) {
    case 'extension':
      return decidersOfExtension(directory, request.askerId, request.occurrence, today).all;
    case 'stand-in':
      return directory.people([request.deciderId]);
  }
}

/** A request as texts need it; null where its people have left. */
export function askedOf(directory: Directory, request: RequestView): Asked | null {
  switch (request.kind) {
    case 'extension': {
      const asker = directory.officer(request.askerId);
      const { occurrence, until, reason } = request;
      return asker ? extensionAsked(asker, occurrence, until, reason) : null;
    }
    case 'stand-in': {
      const away = directory.officer(request.leave.officerId);
      return away ? { kind: 'stand-in', away, from: request.leave.from, to: request.leave.to } : null;
    }
  }
}

export function extensionAsked(asker: OfficerView, occurrence: OccurrenceView, until: Day, reason: string | null) {
  const { target, legalLastDay, remindBy } = occurrence;
  const days = { from: remindBy ?? target, until, legal: legalLastDay };
  return { kind: 'extension', asker, task: namesOf(occurrence), ...days, reason } as const;
}

/** Who hears what became of it: the asker, and the one who is away. */
export function concernedBy(directory: Directory, request: RequestView): OfficerView[] {
  return directory.people([
    ...new Set(request.kind === 'stand-in' ? [request.askerId, request.leave.officerId] : [request.askerId]),
  ]);
}
