import type { Day } from './civil-day.ts';
import type { StepAudience } from './policy.ts';
import { ROLES, type Role } from './states.ts';

/** Who works here, who holds what, who is away: everything that deciding on recipients needs. */
export interface Roster {
  readonly officers: readonly RosterOfficer[];
  readonly holdings: readonly Holding[];
  readonly leaves: readonly Leave[];
}

export interface RosterOfficer {
  readonly id: number;
  readonly isAdmin: boolean;
  readonly isLeader: boolean;
  readonly supervisorId: number | null;
}

/** An officer in a position («chức danh»), both days included. */
export interface Holding {
  readonly officerId: number;
  readonly positionId: number;
  readonly from: Day;
  readonly to: Day | null;
}

/** Days away, both included. */
export interface Leave {
  readonly officerId: number;
  readonly from: Day;
  readonly to: Day;
  readonly standInId: number | null;
}

/** One person who is to be told about an occurrence, in one role. */
export interface Hearer {
  readonly officerId: number;
  readonly role: Role;
  /** For a stand-in: those who are away. For supervisors and leaders: those who are late. Otherwise empty. */
  readonly aboutIds: readonly number[];
}

export interface Responsible {
  readonly leadIds: readonly number[];
  readonly cooperatingIds: readonly number[];
  /** Lead officers who have reported it done for their part already. */
  readonly doneBy: readonly number[];
}

/** A roster by what is asked of it. */
interface RosterIndex {
  readonly officers: ReadonlyMap<number, RosterOfficer>;
  readonly holdingsOf: ReadonlyMap<number, readonly { readonly holding: Holding; readonly place: number }[]>;
  readonly leavesOf: ReadonlyMap<number, readonly Leave[]>;
}

// Derived from an immutable value and gone with it: a roster is asked about every task of a morning.
const indexes = new WeakMap<Roster, RosterIndex>();

function indexOf(roster: Roster): RosterIndex {
  const known = indexes.get(roster);
  if (known) return known;
  const placed = roster.holdings.map((holding, place) => ({ holding, place }));
  const index = {
    officers: new Map(roster.officers.map((officer) => [officer.id, officer])),
    holdingsOf: Map.groupBy(placed, ({ holding }) => holding.positionId),
    leavesOf: Map.groupBy(roster.leaves, (leave) => leave.officerId),
  };
  indexes.set(roster, index);
  return index;
}

/** Officers who hold one of the positions on that day, each once, in the order of the roster's holdings. */
export function holdersOf(roster: Roster, positionIds: readonly number[], day: Day): number[] {
  const { officers, holdingsOf } = indexOf(roster);
  const holders = positionIds
    .flatMap((id) => holdingsOf.get(id) ?? [])
    .filter(({ holding }) => holding.from <= day && (holding.to === null || day <= holding.to))
    .filter(({ holding }) => officers.has(holding.officerId))
    .sort((a, b) => a.place - b.place);
  return [...new Set(holders.map(({ holding }) => holding.officerId))];
}

/**
 * Who hears in place of an officer: the stand-in while on leave, the stand-in's stand-in if that one is away too. Where
 * nobody present is found (none named, or only each other) the officer hears all the same: nothing may get lost.
 */
export function presentFor(roster: Roster, officerId: number, day: Day): number {
  const { officers, leavesOf } = indexOf(roster);
  const asked = new Set<number>();
  let current = officerId;
  while (!asked.has(current)) {
    asked.add(current);
    const leave = leavesOf.get(current)?.find((l) => l.from <= day && day <= l.to);
    if (!leave) return current;
    if (leave.standInId === null || !officers.has(leave.standInId)) return officerId;
    current = leave.standInId;
  }
  return officerId;
}

/**
 * Who hears a step of an occurrence on `day`: positions are resolved to people now, not when the step was planned. Each
 * person appears once, in the strongest role. Where nobody leads, the administrators hear the steps that cooperating
 * positions hear, so that a task without a holder is noticed early and is no daily nuisance.
 */
export function hearersOf(roster: Roster, who: Responsible, audience: StepAudience, day: Day): Hearer[] {
  const byOfficer = new Map<number, { role: Role; about: Set<number> }>();
  const tell = (officerId: number, role: Role, about: readonly number[]) => {
    const known = byOfficer.get(officerId);
    if (!known || ROLES.indexOf(role) < ROLES.indexOf(known.role)) {
      byOfficer.set(officerId, { role, about: new Set(about) });
    } else if (known.role === role) {
      for (const id of about) known.about.add(id);
    }
  };
  const { officers } = indexOf(roster);
  const tellInTurn = (officerId: number, role: Role) => {
    const hearer = presentFor(roster, officerId, day);
    tell(hearer, role, hearer === officerId ? [] : [officerId]);
  };

  const leads = holdersOf(roster, who.leadIds, day);
  const late = leads.filter((id) => !who.doneBy.includes(id));
  if (audience.lead) for (const id of late) tellInTurn(id, 'lead');
  if (audience.cooperating) {
    for (const id of holdersOf(roster, who.cooperatingIds, day)) tellInTurn(id, 'cooperating');
    if (leads.length === 0) for (const admin of roster.officers) if (admin.isAdmin) tell(admin.id, 'unassigned', []);
  }
  if (audience.supervisor) {
    for (const id of late) {
      const supervisorId = officers.get(id)?.supervisorId ?? null;
      if (supervisorId === null || supervisorId === id || !officers.has(supervisorId)) continue;
      tell(presentFor(roster, supervisorId, day), 'supervisor', [id]);
    }
  }
  if (audience.leader && (late.length > 0 || leads.length === 0)) {
    for (const leader of roster.officers) if (leader.isLeader) tell(leader.id, 'leader', late);
  }
  return [...byOfficer].map(([officerId, { role, about }]) => ({ officerId, role, aboutIds: [...about] }));
}
