import { fold } from '../../../../domain/fold.ts';
import { newPositionLabel, severalPositionsText, unknownPositionText } from '../../../../text/positions.ts';
import { shortened } from '../../../../text/shorten.ts';
import type { PositionRef, PositionView } from '../../../store.ts';
import type { Desk } from '../../command.ts';
import type { Choice, Read } from '../../form.ts';
import { isNone, readPositionName } from './names.ts';

const MOST_CHOICES = 8;
const NEW = /^(?:chuc danh )?moi ?: ?(?=\S)/;

interface Book {
  exact(folded: string): PositionView | undefined;
  /** Those that have one of its words, the closest first. */
  near(folded: string): PositionView[];
}

async function readBook({ store }: Desk): Promise<Book> {
  const positions = (await store.positions()).filter((position) => position.place !== 'person');
  const aliases = await store.positionAliases();
  const byId = new Map(positions.map((position) => [position.id, position]));
  const byName = new Map(aliases.map((alias) => [alias.folded, byId.get(alias.positionId)]));
  return {
    exact: (folded) => byName.get(folded),
    near: (folded) => {
      const words = folded.split(' ').filter((word) => word.length > 1);
      const shared = (text: string) => words.filter((word) => text.split(/[^a-z0-9]+/).includes(word)).length;
      const scored = new Map<number, number>();
      for (const { folded: name, positionId } of aliases) {
        scored.set(positionId, Math.max(scored.get(positionId) ?? 0, shared(name)));
      }
      const most = Math.max(0, ...scored.values());
      // One common word («công chức») among several says nothing.
      if (most === 0 || most * 2 < words.length) return [];
      return positions.filter((position) => scored.get(position.id) === most);
    },
  };
}

const known = ({ id, name }: PositionView): PositionRef => ({ kind: 'known', id, name });

function readOne(book: Book, typed: string, mayBeNew: boolean): Read<PositionRef> {
  const folded = fold(typed);
  const exact = book.exact(folded) ?? book.exact(folded.replace(/^(?:chuc danh|bo phan) /, ''));
  if (exact) return { kind: 'value', value: known(exact) };
  const asNew = NEW.exec(folded);
  const words = asNew ? typed.slice(typed.indexOf(':') + 1) : typed;
  const name = readPositionName(words);
  if (name.kind === 'again') return name;
  const fresh: PositionRef = { kind: 'new', name: name.value };
  if (asNew && mayBeNew) {
    const same = book.exact(fold(name.value));
    return { kind: 'value', value: same ? known(same) : fresh };
  }
  const near = book.near(folded);
  const [only] = near;
  if (only && near.length === 1 && ` ${fold(only.name)} `.includes(` ${folded} `))
    return { kind: 'value', value: known(only) };
  const choices: Choice[] = near.slice(0, MOST_CHOICES).map((each) => ({ label: each.name, value: known(each) }));
  if (mayBeNew) choices.push({ label: newPositionLabel(name.value), value: fresh });
  const isSeveral = near.length > 1 && near.every((each) => ` ${fold(each.name)} `.includes(` ${folded} `));
  const text = isSeveral
    ? severalPositionsText(shortened(typed))
    : unknownPositionText(shortened(typed), choices.length > 0);
  return { kind: 'again', text, choices };
}

/** The position that is meant, by any of its names or part of one. */
export async function readPosition(
  desk: Desk,
  typed: string,
  { mayBeNew }: { mayBeNew: boolean },
): Promise<Read<PositionRef>> {
  return readOne(await readBook(desk), typed, mayBeNew);
}

/** Several, with commas between them; «không» for none. What is not there yet is asked about, one after the other. */
export async function readPositions(desk: Desk, typed: string): Promise<Read<PositionRef[]>> {
  if (isNone(typed)) return { kind: 'value', value: [] };
  const book = await readBook(desk);
  const whole = readOne(book, typed, true);
  if (whole.kind === 'value') return { kind: 'value', value: [whole.value] };
  const parts = typed
    .split(/[,+]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const found: PositionRef[] = [];
  for (const part of parts) {
    const read = readOne(book, part, true);
    if (read.kind === 'value') {
      found.push(read.value);
      continue;
    }
    // With several positions a choice stands for this one and those before it; the others would be lost.
    if (parts.length > 1) return { kind: 'again', text: unknownPositionText(shortened(part), false) };
    const choices = (read.choices ?? []).map((choice) => ({ ...choice, value: [choice.value] }));
    return { kind: 'again', text: read.text, choices };
  }
  const unique = new Map(found.map((ref) => [fold(ref.name), ref]));
  return { kind: 'value', value: [...unique.values()] };
}
