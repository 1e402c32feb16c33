import { describe, expect, it } from 'vitest';
import type { CaseChange, NewEvent } from '../../src/app/store.ts';
import type { Current } from './contract.ts';
import { application, change, dates, day, logged, officer, save, schedule, T0, task, toPlan } from './office.ts';

const RECEIVED = 'tiếp nhận phản ánh, kiến nghị';
const RESULT = 'có kết quả xử lý phản ánh, kiến nghị';

export function casesContract(store: Current): void {
  const take = (...changes: readonly CaseChange[]) =>
    store().applyChanges({ changes: changes.map((one) => ({ kind: 'case', change: one })), at: T0, officerId: null });
  const petition: NewEvent = {
    ...{ kind: 'petition', name: RECEIVED, day: day('2026-03-02'), note: 'đường hỏng' },
    ...{ caseId: null, taskRef: null },
  };
  const record = (over: Partial<NewEvent> = {}): CaseChange => ({ act: 'record', event: { ...petition, ...over } });
  const query = { kinds: ['petition', 'dossier'], since: day('2026-01-01') } as const;
  const cases = () => store().officeCases(query);

  const first = async (): Promise<number> => (await store().officeEvents())[0]!.id;

  /** A plan with one row that waits for petitions; its id. */
  async function waiting(): Promise<number> {
    const rules = [{ kind: 'within', n: 10, unit: 'day', event: RECEIVED, bound: 'by' }] as const;
    await store().applyPlan(application([task('1', { rules })]));
    await save(store(), [change((await store().tasks())[0]!.id)]);
    return (await store().tasks())[0]!.id;
  }

  /** What planning makes of the newest event. */
  async function opened(taskId: number, eventId: number): Promise<number> {
    const insert = [{ period: `e${eventId}`, state: 'open', reminders: [], ...dates('2026-03-12') }] as const;
    await save(store(), [change(taskId, { insert })]);
    return (await store().occurrences({ states: ['open'] }))[0]!.id;
  }

  describe('petitions, dossiers and other events', () => {
    it('are recorded with their kind and who recorded them, and have their tasks planned anew', async () => {
      const taskId = await waiting();
      const lan = await officer(store(), 'Lan');
      expect(await toPlan(store())).toEqual([]);
      const changes = [{ kind: 'case', change: record() }] as const;
      expect(await store().applyChanges({ changes, at: T0, officerId: lan })).toBe('applied');
      expect(await toPlan(store())).toEqual(['1']);
      expect((await schedule(store(), taskId)).events).toMatchObject([{ name: RECEIVED, day: day('2026-03-02') }]);
      const [event] = await store().officeEvents();
      expect(event).toMatchObject({ kind: 'petition', note: 'đường hỏng', caseId: null, taskId: null });
      const entry = (await store().events({ limit: 1000 })).find((each) => each.kind === 'event-recorded');
      expect(entry).toMatchObject({ officerId: lan, data: { eventId: event!.id, kind: 'petition' } });
      // The log says what happened and not whose words they were.
      expect(JSON.stringify(entry)).not.toContain('đường');
    });

    it('have all that they started beside them, and what follows from them', async () => {
      const taskId = await waiting();
      await take(record());
      const id = await first();
      const occurrenceId = await opened(taskId, id);
      await take(record({ kind: 'petition-result', name: RESULT, caseId: id, day: day('2026-03-05') }));
      const [only] = await cases();
      expect(only).toMatchObject({
        event: { id },
        followUps: [{ kind: 'petition-result', caseId: id, withdrawn: false }],
        steps: [{ occurrenceId, taskId, eventId: id, state: 'open', dates: { target: day('2026-03-12') } }],
      });
      expect(await store().officeCases({ ...query, since: day('2026-03-03') })).toEqual([]);
      expect(await store().officeCases({ ...query, kinds: ['dossier'] })).toEqual([]);
    });

    it('have one follow-up at a time', async () => {
      await take(record());
      const id = await first();
      const result = record({ kind: 'petition-result', name: RESULT, caseId: id });
      expect(await take(result)).toBe('applied');
      expect(await take(result)).toBe('stale');
      const followUp = (await cases())[0]!.followUps[0]!.id;
      expect(await take({ act: 'withdraw', eventId: followUp })).toBe('applied');
      expect(await take(result)).toBe('applied');
      expect((await cases())[0]!.followUps.map((each) => each.withdrawn)).toEqual([true, false]);
      expect(await take({ act: 'withdraw', eventId: id })).toBe('applied');
      expect(await take(result)).toBe('stale');
    });

    it('take everything with them when they are withdrawn, once', async () => {
      const taskId = await waiting();
      await take(record());
      const id = await first();
      const occurrenceId = await opened(taskId, id);
      expect(await take({ act: 'withdraw', eventId: id })).toBe('applied');
      expect((await store().occurrence(occurrenceId))?.state).toBe('cancelled');
      expect(await logged(store(), occurrenceId)).toContain('occurrence-cancelled');
      expect(await store().officeEvents()).toEqual([]);
      expect(await cases()).toEqual([]);
      expect((await schedule(store(), taskId)).events).toEqual([]);
      expect(await take({ act: 'withdraw', eventId: id })).toBe('stale');
    });

    it('do not touch what another event started, whose number begins the same', async () => {
      const taskId = await waiting();
      for (let count = 0; count < 10; count++) await take(record({ note: `vụ ${count}` }));
      const ids = (await store().officeEvents()).map((event) => event.id);
      const occurrenceId = await opened(taskId, ids[9]!);
      await take({ act: 'withdraw', eventId: ids[0]! });
      expect((await store().occurrence(occurrenceId))?.state).toBe('open');
    });

    it('move to another day, where that is the day that was seen', async () => {
      await waiting();
      await take(record());
      const id = await first();
      const redate = { act: 'redate', eventId: id, from: day('2026-03-02'), to: day('2026-03-04') } as const;
      expect(await take(redate)).toBe('applied');
      expect((await store().officeEvents())[0]!.day).toBe(day('2026-03-04'));
      expect(await toPlan(store())).toEqual(['1']);
      expect(await take(redate)).toBe('stale');
    });

    it('leave needless steps out, and want them again', async () => {
      const taskId = await waiting();
      await take(record());
      const occurrenceId = await opened(taskId, await first());
      await take({ act: 'settle', occurrenceId });
      expect((await cases())[0]!.steps).toMatchObject([{ state: 'skipped', reason: 'case-settled' }]);
      await take({ act: 'unsettle', occurrenceId });
      expect((await store().occurrence(occurrenceId))?.state).toBe('open');
      expect(await toPlan(store())).toEqual(['1']);
      // What somebody left out on purpose stays left out.
      const skip = { kind: 'task', change: { act: 'skip-occurrence', occurrenceId } } as const;
      await store().applyChanges({ changes: [skip], at: T0, officerId: null });
      await take({ act: 'unsettle', occurrenceId });
      expect((await store().occurrence(occurrenceId))?.state).toBe('skipped');
    });

    it('know the task that was made for them, and refuse one that is not there', async () => {
      const event = { kind: 'dossier', name: 'hồ sơ đến hạn', note: 'H01', taskRef: 'T1' } as const;
      expect(await take(record(event))).toBe('stale');
      const rules = [{ kind: 'once', date: '2026-03-20', bound: 'by' }] as const;
      const own = { ...task('T1', { rules }), lead: [], cooperating: [] };
      const add = { act: 'add', task: own, from: day('2026-03-02'), knownSince: T0 } as const;
      const changes = [
        { kind: 'task', change: add },
        { kind: 'case', change: record(event) },
      ] as const;
      expect(await store().applyChanges({ changes, at: T0, officerId: null })).toBe('applied');
      const taskId = (await store().tasks())[0]!.id;
      const insert = [{ period: 'once', state: 'open', reminders: [], ...dates('2026-03-20') }] as const;
      await save(store(), [change(taskId, { insert })]);
      expect(await cases()).toMatchObject([{ event: { taskId }, steps: [{ taskId, state: 'open' }] }]);
    });
  });

  describe('the number of days for petitions', () => {
    it('is the administrator’s newest', async () => {
      expect(await store().petitionTerm()).toBeNull();
      const term = { n: 7, unit: 'working-day', source: 'Quyết định 1' } as const;
      await take({ act: 'set-term', term }, { act: 'set-term', term: { ...term, n: 8 } });
      expect(await store().petitionTerm()).toEqual({ ...term, n: 8 });
    });
  });
}
