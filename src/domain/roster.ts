import type { Day } from './civil-day.ts';

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
