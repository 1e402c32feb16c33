import type { Day } from '../../domain/civil-day.ts';
import type { Message } from '../../domain/message.ts';
import type { ChatAddress } from './people.ts';
import type { OccurrenceView } from './reminders.ts';

/**
 * `open`: nobody has decided yet. `approved`, `refused`: somebody did. `withdrawn`: taken back by its asker, replaced by a
 * newer one, or no longer needed because its task was closed or its leave is over.
 */
export type RequestState = 'open' | 'approved' | 'refused' | 'withdrawn';

/**
 * A message to somebody who can decide. The store makes it a notice and puts the request's id before the data of its
 * buttons: `y` becomes `r:12:y`.
 */
export interface Asking {
  readonly officerId: number;
  readonly message: Message;
  readonly dueAt: number;
}

/** What people ask of each other, and leave. Each is stale where the request, task or leave is not as it was. */
export type RequestChange =
  /** More time for one deadline, up to `until`; takes the place of an open one for the same deadline. */
  | {
      readonly act: 'ask-extension';
      readonly occurrenceId: number;
      readonly askerId: number;
      readonly until: Day;
      readonly reason: string | null;
      /** The asker may decide it and does so at once. */
      readonly granted: boolean;
      readonly ask: readonly Asking[];
    }
  /** Approving an extension changes what reminding aims at; consenting to stand in makes that person hear. */
  | { readonly act: 'decide'; readonly requestId: number; readonly decision: 'approved' | 'refused' }
  | { readonly act: 'withdraw'; readonly requestId: number }
  /** Stale where it overlaps another leave of the officer. */
  | {
      readonly act: 'add-leave';
      readonly officerId: number;
      readonly from: Day;
      readonly to: Day;
      readonly standIn: {
        readonly officerId: number;
        /** True where the stand-in enters the leave and so agrees already. */
        readonly agreed: boolean;
        readonly ask: readonly Asking[];
      } | null;
    }
  | { readonly act: 'cancel-leave'; readonly leaveId: number };

export interface LeaveView {
  readonly id: number;
  readonly officerId: number;
  /** Both days included. */
  readonly from: Day;
  readonly to: Day;
  /** Who stands in, by own consent or as the administrator entered it. */
  readonly standInId: number | null;
  /** Who was asked to, and has not answered or said no. */
  readonly asked: { readonly officerId: number; readonly state: RequestState } | null;
}

interface RequestBase {
  readonly id: number;
  readonly state: RequestState;
  readonly askerId: number;
  readonly askedAt: number;
  readonly inboundId: number | null;
  readonly decidedBy: number | null;
}

export interface ExtensionRequest extends RequestBase {
  readonly kind: 'extension';
  readonly occurrence: OccurrenceView;
  readonly until: Day;
  readonly reason: string | null;
}

export interface StandInRequest extends RequestBase {
  readonly kind: 'stand-in';
  readonly deciderId: number;
  readonly leave: LeaveView;
}

export type RequestView = ExtensionRequest | StandInRequest;

export interface RequestStore {
  /** Requests that wait for a decision and can still be decided: the task is open, the leave not cancelled. By id. */
  openRequests(): Promise<RequestView[]>;
  /** In any state; null where there is none. */
  request(id: number): Promise<RequestView | null>;
  /** The request that a message of ours asks about; null where it asks about none. */
  requestInMessage(message: ChatAddress & { externalId: string }): Promise<number | null>;
  /**
   * Those of the requests about which a message has gone out to the officer; `sinceDigest`: later than the newest digest,
   * so that a bare «vâng» is about them.
   */
  requestsToldTo(query: {
    readonly officerId: number;
    readonly requestIds: readonly number[];
    readonly sinceDigest?: boolean;
  }): Promise<number[]>;
  /** Requests that were asked with one message. */
  requestsOfInbound(inboundId: number): Promise<RequestView[]>;
  /** Leaves that are not cancelled and end on `from` or later, by their first day. */
  leaves(query: { readonly from: Day }): Promise<LeaveView[]>;
}
