import type { Generated, Kysely } from 'kysely';
import type { ChannelState } from '../app/channel.ts';
import type { FriendRequestState } from '../app/store.ts';
import type { DateCertainty } from '../domain/calendar.ts';
import type { EventKind } from '../domain/case.ts';
import type { DeliveryState, OccurrenceState, ReminderState, Role } from '../domain/states.ts';

/**
 * The tables, as `migrations/` made them. Instants are epoch milliseconds in columns that end in `_at` (the plugin in
 * `dialect.ts` relies on the ending); days are `YYYY-MM-DD` texts; booleans are 0 and 1; JSON is text.
 */
export interface Database {
  positions: { id: Generated<number>; name: string; place: 'office' | 'outside' | 'person' };
  /** Every name that a position goes by, its own included, folded. */
  position_aliases: { folded: string; position_id: number };
  officers: {
    id: Generated<number>;
    name: string;
    folded: string;
    address: string | null;
    is_admin: Flag;
    is_leader: Flag;
    supervisor_id: number | null;
    created_at: number;
    left_on: string | null;
    /** Domestic form, digits only. */
    phone: string | null;
  };
  holdings: {
    id: Generated<number>;
    officer_id: number;
    position_id: number;
    from_day: string;
    to_day: string | null;
  };
  leaves: {
    id: Generated<number>;
    officer_id: number;
    from_day: string;
    to_day: string;
    stand_in_id: number | null;
    created_at: number;
    cancelled_at: number | null;
  };
  links: {
    id: Generated<number>;
    officer_id: number;
    channel: string;
    account: string;
    chat_id: string;
    state: 'active' | 'broken';
    reason: string | null;
    /** Order of preference among the officer's links. */
    rank: number;
    created_at: number;
    /** When something was last written there; null where that was before this was noted. */
    heard_at: number | null;
  };
  invites: {
    id: Generated<number>;
    officer_id: number;
    code_hash: string;
    created_at: number;
    expires_at: number;
    used_at: number | null;
    revoked_at: number | null;
  };
  link_attempts: {
    channel: string;
    account: string;
    chat_id: string;
    wrong: number;
    locked_until_at: number | null;
  };
  plans: {
    id: Generated<number>;
    plan_id: string;
    year: number;
    name: string;
    source: string;
    from_day: string;
    applied_at: number;
  };
  tasks: TaskTable;
  task_positions: { task_id: number; position_id: number; part: 'lead' | 'cooperating'; rank: number };
  office_events: {
    id: Generated<number>;
    name: string;
    folded: string;
    day: string;
    note: string;
    recorded_at: number;
    /** Null in events of earlier versions. */
    kind: EventKind | null;
    /** Who recorded it. */
    officer_id: number | null;
    /** The petition or dossier whose follow-up it is. */
    case_id: number | null;
    /** The own task that belongs to it. */
    task_id: number | null;
    withdrawn_at: number | null;
  };
  occurrences: OccurrenceTable;
  completions: {
    id: Generated<number>;
    occurrence_id: number;
    officer_id: number;
    inbound_id: number;
    document_number: string | null;
    note: string | null;
    completed_at: number;
    taken_back_at: number | null;
  };
  /** The newest one of each officer. */
  acknowledgements: { occurrence_id: number; officer_id: number; acknowledged_at: number };
  reminders: {
    id: Generated<number>;
    occurrence_id: number;
    step: string;
    fire_at: number;
    state: ReminderState;
    reason: string | null;
    settled_at: number | null;
  };
  deliveries: DeliveryTable;
  delivery_items: {
    id: Generated<number>;
    delivery_id: number;
    reminder_id: number;
    occurrence_id: number;
    officer_id: number;
    role: Role;
    about: string;
    /** Left out of the message because it was closed before the message went out. */
    dropped: Generated<Flag>;
    /** 0 for the first telling of the step to this officer, 1 for the one on the next channel … */
    way: Generated<number>;
    /** When it is told on another channel unless the officer says something before; null where nothing is waited for. */
    fallback_at: number | null;
  };
  codes: { officer_id: number; occurrence_id: number; code: number; role: Role; given_at: number };
  inbound: {
    id: Generated<number>;
    channel: string;
    account: string;
    external_id: string;
    chat_id: string;
    chat_kind: 'private' | 'group';
    written_at: number;
    received_at: number;
    content: string;
    /** Who wrote it, where that is not the chat itself: members of a group. */
    author_id: string | null;
    /** The platform's id of the message that it is, changes or takes back. */
    message_id: string | null;
    state: Generated<'new' | 'handled' | 'abandoned'>;
    intent: string | null;
    reason: string | null;
    settled_at: number | null;
  };
  questions: {
    officer_id: number;
    choices: string;
    document_number: string | null;
    note: string | null;
    asked_at: number;
    expires_at: number;
  };
  /** One unfinished conversation a chat. */
  drafts: {
    channel: string;
    account: string;
    chat_id: string;
    officer_id: number;
    command: string;
    revision: number;
    state: string;
    asked_at: number;
    expires_at: number;
  };
  /** What an officer changed with one message, so that «hoàn tác» knows the last one. */
  acts: {
    inbound_id: number;
    officer_id: number;
    intent: string;
    /** What the message changed, as JSON. */
    effects: string;
    acted_at: number;
    undone_at: number | null;
  };
  /** The day for which an officer promised it, the newest promise of each. */
  promises: {
    occurrence_id: number;
    officer_id: number;
    day: string;
    inbound_id: number | null;
    promised_at: number;
  };
  /** Something that somebody else has to agree to. */
  requests: {
    id: Generated<number>;
    kind: 'extension' | 'stand-in';
    asker_id: number;
    /** Who decides; null: supervisor or administrators. */
    decider_id: number | null;
    occurrence_id: number | null;
    leave_id: number | null;
    wanted: string;
    state: 'open' | 'approved' | 'refused' | 'withdrawn';
    inbound_id: number | null;
    asked_at: number;
    decided_by: number | null;
    decided_at: number | null;
  };
  /** Days that the administrator changed, over the shipped calendar. `plain`: as its weekday says. */
  calendar_days: {
    day: string;
    kind: 'off' | 'worked' | 'plain';
    name: string;
    source: string;
    changed_by: number | null;
    changed_at: number;
  };
  /** Years whose official notice the administrator has entered. */
  calendar_years: { year: number; source: string; changed_by: number | null; changed_at: number };
  office_settings: { name: string; value: string; changed_by: number | null; changed_at: number };
  groups: {
    id: Generated<number>;
    channel: string;
    account: string;
    chat_id: string;
    name: string;
    linked_by: number;
    linked_at: number;
    left_at: number | null;
  };
  /** One-time codes with which a group is linked; the name is the one that the group will have. */
  group_codes: {
    code_hash: string;
    name: string;
    made_by: number;
    created_at: number;
    expires_at: number;
    used_at: number | null;
  };
  /** Pictures and files that came with a completion. */
  evidence: {
    id: Generated<number>;
    completion_id: number;
    inbound_id: number;
    what: string;
    /** How the platform finds it again. */
    file: string | null;
    message_id: string;
    kept_at: number;
    taken_back_at: number | null;
  };
  friend_requests: {
    id: Generated<number>;
    channel: string;
    account: string;
    chat_id: string;
    state: FriendRequestState;
    reason: string | null;
    tries: Generated<number>;
    asked_at: number;
    /** Accepting: when it is tried (again). Waiting: when it is given up. */
    due_at: number;
    settled_at: number | null;
  };
  phone_chats: { channel: string; account: string; officer_id: number; chat_id: string | null; asked_at: number };
  channel_states: { channel: string; account: string; state: ChannelState; problem: string | null; since_at: number };
  beats: { name: string; beat_at: number };
  /** What the auditor found and still finds; `details` is JSON. */
  audit_differences: { key: string; kind: string; details: string; found_at: number };
  /** How far the auditor has read, and since when things are as they are; JSON. */
  audit_marks: { name: string; value: string };
  event_log: {
    id: Generated<number>;
    logged_at: number;
    kind: string;
    occurrence_id: number | null;
    officer_id: number | null;
    delivery_id: number | null;
    inbound_id: number | null;
    data: string;
  };
}

export type Flag = 0 | 1;

interface TaskTable {
  id: Generated<number>;
  plan_id: string;
  year: number;
  ref: string;
  kind: 'task' | 'indicator';
  title: string;
  deadline_text: string;
  rules: string;
  completion: 'any' | 'each';
  policy: string | null;
  recipient: string | null;
  result: string;
  notes: string;
  state: Generated<'active' | 'removed'>;
  valid_from: string;
  valid_to: string | null;
  handed_over_on: string | null;
  from_day: string;
  known_since_at: number;
  planned_through: string | null;
  planned_version: string | null;
  /** What people changed in the chat, over what the plan says; JSON. */
  changes: string | null;
  /** The day from which nobody is reminded of it; null while it is not paused. */
  paused_on: string | null;
  /** Grows whenever something other than planning changes what planning reads, so that an older result is not saved. */
  revision: Generated<number>;
}

interface OccurrenceTable {
  id: Generated<number>;
  task_id: number;
  period: string;
  state: OccurrenceState;
  label: string;
  nominal_day: string;
  last_day: string;
  legal_last_day: string;
  target_day: string;
  minute: number | null;
  certainty: DateCertainty;
  cutoff_to_day: string | null;
  reason: string | null;
  closed_at: number | null;
  /** What it was before it was closed; taking the closing back returns there. */
  closed_from: 'open' | 'held' | null;
  /** The last day that the administrator set for this one. */
  moved_to_day: string | null;
  /** The day up to which reminding was extended; the legal dates stay. */
  remind_by_day: string | null;
}

interface DeliveryTable {
  id: Generated<number>;
  key: string;
  kind: 'answer' | 'notice' | 'digest';
  officer_id: number | null;
  state: DeliveryState;
  reason: string | null;
  priority: number;
  due_at: number;
  slot_at: number | null;
  part: Generated<number>;
  /** Grows with every claim and never goes back: a settlement names the claim that it belongs to. */
  claim: Generated<number>;
  /** Attempts that count against the limit. */
  tries: Generated<number>;
  resend: Generated<Flag>;
  lease_at: number | null;
  /** Where an answer goes; for all others where it went. */
  channel: string | null;
  account: string | null;
  chat_id: string | null;
  external_id: string | null;
  message: string | null;
  created_at: number;
  settled_at: number | null;
  /** Worth nothing from then on; null for ever. */
  expires_at: number | null;
  /** JSON: why it goes through another channel than the preferred one, and which were used already. */
  fallback: string | null;
}

export type Db = Kysely<Database>;

export const flag = (value: boolean): Flag => (value ? 1 : 0);
