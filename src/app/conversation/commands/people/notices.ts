import { nextOpening } from '../../../../domain/office-hours.ts';
import { unreachedText } from '../../../../text/people.ts';
import { canBeReached } from '../../../deciders.ts';
import type { Effect, OfficerView } from '../../../store.ts';
import type { Call, Desk } from '../../command.ts';

/** A line for a preview about somebody who has no chat yet, to stand under it. */
export const unreachedLine = (person: OfficerView): string =>
  canBeReached(person) ? '' : `\n${unreachedText(person)}`;

/** Tells somebody else, in working hours, what a command changed for them; nobody is told what they did themselves. */
export function tell({ office }: Desk, call: Call, officerId: number, about: string, text: string): Effect[] {
  if (officerId === call.officer.id) return [];
  const key = `${about}:${call.inboundId}:${officerId}`;
  return [{ kind: 'notice', notice: { key, officerId, message: { text }, dueAt: nextOpening(office, call.now) } }];
}
