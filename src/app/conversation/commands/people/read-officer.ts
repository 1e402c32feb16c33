import { askWhoText, officerGoneText } from '../../../../text/officers.ts';
import type { OfficerView } from '../../../store.ts';
import type { Call } from '../../command.ts';
import { exampleName, readOfficer } from '../../find.ts';
import type { Preview, Slot } from '../../form.ts';

/** The officer with that id; null where they have left meanwhile. */
export const officerOf = (call: Call, id: number): OfficerView | null => call.directory.officer(id) ?? null;

/** The slot that says whom a command is about; `doing`: «Mời», «Ngắt kênh của». */
export function whoSlot<All>(doing: string, labels: readonly string[] = ['tên']): Slot<number, All> {
  return {
    labels,
    ask: (call) => ({ kind: 'question', text: askWhoText(doing, exampleName(call)) }),
    read: readOfficer,
  };
}

/** What a preview comes to where the officer has left meanwhile. */
export const gone = (): Preview => ({ kind: 'refuse', text: officerGoneText() });
