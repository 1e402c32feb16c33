import type { Difference } from './difference.ts';
import { emptyOccurrence, type FoldedOccurrence, foldOccurrence } from './fold.ts';
import type { LedgerOccurrence } from './rows.ts';

/** The state that the event log alone gives, held against the tables. */
export function compareOccurrence(occurrence: LedgerOccurrence): Difference[] {
  const folded = emptyOccurrence();
  for (const event of occurrence.log) foldOccurrence(folded, event);
  const { id: occurrenceId } = occurrence;
  if (folded.state === null) return [{ kind: 'log-missing', occurrenceId }];
  const differences: Difference[] = [];
  if (folded.state !== occurrence.state || folded.reason !== occurrence.reason) {
    const [expected, found] = [said(folded), said(occurrence)];
    differences.push({ kind: 'log-differs', occurrenceId, expected, found });
  }
  return [...differences, ...reminders(occurrence, folded), ...answers(occurrence, folded)];
}

const said = ({ state, reason }: { state: string | null; reason: string | null }) =>
  reason === null ? state : `${state} (${reason})`;

function reminders(occurrence: LedgerOccurrence, folded: FoldedOccurrence): Difference[] {
  const { id: occurrenceId } = occurrence;
  const differences: Difference[] = [];
  const rows = new Map(occurrence.reminders.map((row) => [row.id, row]));
  for (const row of occurrence.reminders) {
    const about = { occurrenceId, reminderId: row.id, step: row.step };
    const known = folded.reminders.get(row.id);
    if (!known) {
      differences.push({ kind: 'log-missing', ...about });
    } else if (known.state !== row.state || known.reason !== row.reason) {
      differences.push({ kind: 'log-differs', ...about, expected: said(known), found: said(row) });
    } else if (known.step !== row.step || known.fireAt !== row.fireAt) {
      differences.push({ kind: 'log-differs', ...about, expected: known.fireAt, found: row.fireAt });
    }
  }
  for (const reminderId of folded.reminders.keys())
    if (!rows.has(reminderId)) differences.push({ kind: 'row-missing', occurrenceId, reminderId });
  return differences;
}

/** Who reported it done, and who acknowledged it. */
function answers(occurrence: LedgerOccurrence, folded: FoldedOccurrence): Difference[] {
  const { id: occurrenceId } = occurrence;
  const told = (map: ReadonlyMap<number, number | null>) => new Map(map);
  const sides = [
    [told(folded.completions), new Map(occurrence.completions.map((one) => [one.officerId, one.inboundId]))],
    [told(folded.acknowledgements), new Map(occurrence.acknowledgements.map((one) => [one.officerId, one.at]))],
  ] as const;
  return sides.flatMap(([log, rows]) =>
    [...new Set([...log.keys(), ...rows.keys()])].flatMap((officerId): Difference[] => {
      if (!rows.has(officerId)) return [{ kind: 'row-missing', occurrenceId, officerId }];
      if (!log.has(officerId)) return [{ kind: 'log-missing', occurrenceId, officerId }];
      const [expected, found] = [log.get(officerId) ?? null, rows.get(officerId) ?? null];
      return expected === found ? [] : [{ kind: 'log-differs', occurrenceId, officerId, expected, found }];
    }),
  );
}
