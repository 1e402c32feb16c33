import { nextOpening } from '../../../../domain/office-hours.ts';
import type { Effect } from '../../../store.ts';
import type { Call, Desk } from '../../command.ts';

/** Tells somebody else, in working hours, what a command changed for them; nobody is told what they did themselves. */
export function tell({ office }: Desk, call: Call, officerId: number, about: string, text: string): Effect[] {
  if (officerId === call.officer.id) return [];
  const key = `${about}:${call.inboundId}:${officerId}`;
  return [{ kind: 'notice', notice: { key, officerId, message: { text }, dueAt: nextOpening(office, call.now) } }];
}
