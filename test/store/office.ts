import type {
  Claimed,
  JournalEntry,
  NewOfficer,
  NewTask,
  OccurrenceDates,
  PlanApplication,
  ScheduleChange,
  Store,
  TaskSchedule,
} from '../../src/app/store.ts';
import { dayFromIso } from '../../src/domain/civil-day.ts';
import type { Role } from '../../src/domain/states.ts';

/** Monday 2 March 2026, 07:30 in Ho Chi Minh City. */
export const T0 = Date.UTC(2026, 2, 2, 0, 30);
export const MINUTE = 60_000;
export const DAY = 86_400_000;
export const day = dayFromIso;
export const CHAT = { channel: 'telegram', account: 'bot-1', chatId: '100' };
export const silent = { debug() {}, info() {}, warn() {}, error() {} };

export async function officer(store: Store, name: string, over: Partial<NewOfficer> = {}): Promise<number> {
  const added = await store.addOfficer({
    name,
    address: 'anh',
    isAdmin: false,
    isLeader: false,
    supervisorId: null,
    positions: ['Văn phòng'],
    from: day('2026-01-01'),
    at: T0,
    ...over,
  });
  if (added.kind !== 'added') throw new Error(`${name} is there already`);
  return added.officerId;
}

export const task = (ref: string, over: Partial<NewTask> = {}): NewTask => ({
  ref,
  kind: 'task',
  title: `Báo cáo ${ref}`,
  lead: ['Văn phòng'],
  cooperating: ['Công an xã'],
  deadlineText: 'trước ngày 15 hằng tháng',
  rules: [{ kind: 'monthly', day: 15, bound: 'before' }],
  completion: 'any',
  policy: null,
  recipient: 'UBND huyện',
  result: 'Báo cáo',
  notes: '',
  ...over,
});

export const application = (tasks: readonly NewTask[], over: Partial<PlanApplication> = {}): PlanApplication => ({
  planId: 'kstthc',
  name: 'Kế hoạch kiểm soát thủ tục hành chính',
  source: 'KH 12/KH-UBND',
  year: 2026,
  from: day('2026-03-02'),
  knownSince: T0 - 7 * 60 * MINUTE,
  at: T0,
  positions: [
    { name: 'Văn phòng', aliases: ['VP UBND'], place: 'office' },
    { name: 'Công an xã', aliases: [], place: 'outside' },
  ],
  tasks,
  ...over,
});

export const dates = (target: string, over: Partial<OccurrenceDates> = {}): OccurrenceDates => ({
  label: 'tháng 3/2026',
  nominal: day(target),
  lastDay: day(target),
  legalLastDay: day(target),
  target: day(target),
  time: null,
  certainty: 'official',
  cutoffTo: null,
  ...over,
});

export const change = (taskId: number, over: Partial<ScheduleChange> = {}): ScheduleChange => ({
  taskId,
  insert: [],
  redate: [],
  cancel: [],
  addReminders: [],
  moveReminders: [],
  skipReminders: [],
  ...over,
});

export const VERSION = 'calendar-1';
export const THROUGH = day('2026-06-30');

export const save = (store: Store, changes: readonly ScheduleChange[], at = T0): Promise<void> =>
  store.saveSchedules({ changes, through: THROUGH, version: VERSION, at });

/** The task's schedule as it stands, whether or not it has to be planned. */
export async function schedule(store: Store, taskId: number, since = '2026-01-01'): Promise<TaskSchedule> {
  const query = { through: THROUGH, version: 'another', since: day(since), afterId: taskId - 1, limit: 1 };
  const [found] = await store.tasksToPlan(query);
  if (found?.task.id !== taskId) throw new Error(`task ${taskId} is not active`);
  return found;
}

export const toPlan = async (store: Store, through = THROUGH, version = VERSION): Promise<string[]> => {
  const found = await store.tasksToPlan({ through, version, since: day('2026-01-01'), afterId: 0, limit: 100 });
  return found.map((each) => each.task.ref);
};

export interface Deadline {
  readonly taskId: number;
  readonly id: number;
  /** Reminder ids by step. */
  readonly steps: Readonly<Record<string, number>>;
}

/** Applies a plan of `count` tasks with one deadline each, on 13 March: steps on 2 (T0), 12 and 13 March, 07:30. */
export async function deadlines(store: Store, count: number, over: Partial<NewTask> = {}): Promise<Deadline[]> {
  const refs = Array.from({ length: count }, (_, index) => String(index + 1));
  await store.applyPlan(application(refs.map((ref) => task(ref, over))));
  const tasks = await store.tasks();
  const reminder = (step: string, fireAt: number) => ({ step, fireAt, state: 'planned', reason: null }) as const;
  await save(
    store,
    tasks.map(({ id }) =>
      change(id, {
        insert: [
          {
            period: '2026-03',
            state: 'open',
            ...dates('2026-03-13'),
            reminders: [reminder('early', T0), reminder('eve', T0 + 10 * DAY), reminder('day', T0 + 11 * DAY)],
          },
        ],
      }),
    ),
  );
  return Promise.all(
    tasks.map(async ({ id }) => {
      const [occurrence] = (await schedule(store, id)).occurrences;
      if (!occurrence) throw new Error('nothing planned');
      return {
        taskId: id,
        id: occurrence.id,
        steps: Object.fromEntries(occurrence.reminders.map((each) => [each.step, each.id])),
      };
    }),
  );
}

/** Fires one step of the deadlines for the officers, as the slot `slotAt`. */
export function fire(
  store: Store,
  list: readonly Deadline[],
  officers: readonly number[],
  { step = 'early', slotAt = T0, role = 'lead' as Role } = {},
): Promise<void> {
  const fired = list.map((each) => each.steps[step]!);
  const items = list.map((each) => ({ reminderId: each.steps[step]!, occurrenceId: each.id, role, aboutIds: [] }));
  const digests = officers.map((officerId) => ({ officerId, items }));
  return store.commitFire({ at: slotAt, slotAt, fired, skipped: [], digests });
}

export const claim = (
  store: Store,
  now: number,
  over: { limit?: number; unasked?: boolean } = {},
): Promise<Claimed[]> => store.claimDeliveries({ now, limit: 100, leaseMs: 2 * MINUTE, unasked: true, ...over });

export const sent = (delivery: Claimed, externalId: string, over: { dropped?: number[]; chatId?: string } = {}) => ({
  deliveryId: delivery.id,
  attempt: delivery.attempt,
  to: { state: 'sent' as const, chat: { ...CHAT, chatId: over.chatId ?? CHAT.chatId }, externalId },
  dropped: over.dropped ?? [],
  brokenLink: null,
});

export const settled = (delivery: Claimed, to: { state: 'unknown' | 'failed' | 'skipped'; reason: string }) => ({
  deliveryId: delivery.id,
  attempt: delivery.attempt,
  to,
  dropped: [],
  brokenLink: null,
});

/** Claims the officer's one pending message and settles it as sent. */
export async function sendAll(store: Store, now: number, externalId = 'm1'): Promise<Claimed[]> {
  const claimed = await claim(store, now);
  await store.settleDeliveries(
    claimed.map((delivery, index) => sent(delivery, index === 0 ? externalId : `${externalId}-${index}`)),
    now,
  );
  return claimed;
}

export const text = (externalId: string, content = 'xong', over: Partial<JournalEntry> = {}): JournalEntry => ({
  ...CHAT,
  externalId,
  chatKind: 'private',
  at: T0,
  receivedAt: T0,
  content: { kind: 'text', text: content, messageId: `m-${externalId}` },
  ...over,
});

export const states = async (store: Store, ids: readonly number[]): Promise<(string | undefined)[]> =>
  Promise.all(ids.map(async (id) => (await store.occurrence(id))?.state));

export async function reminderStates(store: Store, deadline: Deadline): Promise<Record<string, string>> {
  const { occurrences } = await schedule(store, deadline.taskId);
  const found = occurrences.find((each) => each.id === deadline.id);
  return Object.fromEntries(
    (found?.reminders ?? []).map((each) => [each.step, each.reason ? `${each.state}: ${each.reason}` : each.state]),
  );
}

export const logged = async (store: Store, occurrenceId?: number): Promise<string[]> =>
  (await store.events({ limit: 10_000, ...(occurrenceId === undefined ? {} : { occurrenceId }) })).map((e) => e.kind);
