import { fold } from '../../../../domain/fold.ts';
import { LONGEST_TITLE, plainLine } from '../../../../domain/plain-line.ts';
import { badLineText } from '../../../../text/calendar.ts';
import type { Call } from '../../command.ts';
import type { Read } from '../../form.ts';

/** A name or a document, of at most `longest` characters. */
export function readWords(call: Call, typed: string, longest: number): Read<string> {
  const line = plainLine(typed, longest);
  if (line.kind === 'line') return { kind: 'value', value: line.text };
  return { kind: 'again', text: badLineText(call.officer, line, longest) };
}

/** The document that days off rest on. «không có» is an answer: some are known before their notice has a number. */
export function readSource(call: Call, typed: string): Read<string> {
  if (/^(?:khong|chua)(?: co)?(?: a)?$/.test(fold(typed))) return { kind: 'value', value: '' };
  return readWords(call, typed, LONGEST_TITLE);
}
