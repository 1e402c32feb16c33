import type { Difference, DifferenceKind } from '../domain/audit/difference.ts';
import { differenceNotice } from '../text/audit.ts';
import { type AuditParts, type AuditResult, auditEverything, confirmed, readMark } from './audit.ts';
import { auditLately, needsEverything, standingAfter } from './audit-lately.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import { planVersion } from './plan.ts';
import { adminsOf, tellAdmins, tellBrokenTasks } from './tell-admins.ts';

export interface Auditor {
  /**
   * Looks at what is new and at a part of the rest, or at everything where only that can take back what stands. Returns
   * what stands.
   */
  lately(): Promise<readonly Difference[]>;
  /** Looks at everything. */
  everything(): Promise<readonly Difference[]>;
}

/** A second look at what seems wrong comes after so long: acts that were half done are done by then. */
export const SECOND_LOOK_MS = 3_000;

/**
 * The auditor of the running service: remembers how far it came, writes down what stands, and tells the administrators once
 * of each kind of difference. `beats.audit` is the last audit that found nothing.
 */
export function makeAuditor({
  store,
  office,
  clock,
  log,
  stopped,
}: AuditParts & {
  readonly clock: Clock;
  readonly log: Log;
  /** Ends the wait before a second look. */
  readonly stopped?: AbortSignal;
}): Auditor {
  async function conclude(
    result: AuditResult,
    marks: Readonly<Record<string, string>>,
    everything: boolean,
  ): Promise<readonly Difference[]> {
    const now = clock.now();
    const before = await store.standingDifferences();
    const standing = standingAfter(before, result.differences, now, everything);
    const differences = standing.map(({ difference }) => difference);
    const known = new Set(before.map(({ difference }) => difference.kind));
    await tellNew(differences, known, now);
    await store.saveAudit({ marks: { ...marks, ...(await rulesMark()) }, standing });
    if (differences.length === 0) await store.beat('audit', now);
    else log.error({ differences: differences.length, kinds: [...countOf(differences)] }, 'audit found differences');
    return differences;
  }

  async function tellNew(
    differences: readonly Difference[],
    known: ReadonlySet<DifferenceKind>,
    now: number,
  ): Promise<void> {
    const admins = await adminsOf({ store, office }, now);
    for (const [kind, count] of countOf(differences)) {
      if (known.has(kind)) continue;
      if (kind === 'task-unreadable') {
        // By name, and with what to do, as planning tells of them.
        const ids = new Set(differences.flatMap((each) => (each.kind === kind ? (each.taskId ?? []) : [])));
        await tellBrokenTasks(
          { store, office },
          (await store.tasks()).filter(({ id }) => ids.has(id)),
          now,
        );
        continue;
      }
      const text = (admin: (typeof admins)[number]) => differenceNotice(admin, kind, count);
      await tellAdmins({ store, office }, admins, `audit:${kind}:${now}`, text, now);
    }
  }

  /** Since when calendar and policies are what they are: what was right by others is not judged by these. */
  async function rulesMark(): Promise<Readonly<Record<string, string>>> {
    const version = planVersion(office);
    const mark = readMark(await store.auditMark('rules'));
    if (mark.version === version) return {};
    const since = mark.version === null ? mark : await store.lastEvent();
    return { rules: JSON.stringify({ ...since, version }) };
  }

  async function everything(): Promise<readonly Difference[]> {
    const look = () => auditEverything({ store, office }, clock.now());
    const result = await confirmed(await look(), async () => {
      await clock.sleep(SECOND_LOOK_MS, stopped);
      return look();
    });
    return conclude(result, {}, true);
  }

  return {
    everything,
    async lately() {
      if ((await store.standingDifferences()).some(({ difference }) => needsEverything(difference)))
        return everything();
      const first = await auditLately({ store, office }, clock.now());
      let { read } = first;
      const result = await confirmed(first.result, async () => {
        await clock.sleep(SECOND_LOOK_MS, stopped);
        const second = await auditLately({ store, office }, clock.now());
        read = second.read;
        return second.result;
      });
      return conclude(result, { read: JSON.stringify(read) }, false);
    },
  };
}

function countOf(differences: readonly Difference[]): Map<DifferenceKind, number> {
  const counts = new Map<DifferenceKind, number>();
  for (const { kind } of differences) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}
