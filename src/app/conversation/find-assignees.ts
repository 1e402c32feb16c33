import { fold } from '../../domain/fold.ts';
import { unknownAssigneeText } from '../../text/conversation.ts';
import { fullyCalled } from '../../text/people.ts';
import { shortened } from '../../text/shorten.ts';
import { emptyAssigneeText, manyAssigneesText, severalAssigneesText } from '../../text/tasks.ts';
import type { Directory } from '../directory.ts';
import type { Assignee, OfficerView, PositionView, Store } from '../store.ts';
import { exampleName, meansSelf, officersMeant } from './find.ts';
import type { Choice, Read } from './form.ts';

/** Who answers for a task; with `each` everybody reports for their own part. */
export interface Assignees {
  readonly lead: readonly Assignee[];
  readonly completion: 'any' | 'each';
}

const MOST_CHOICES = 10;
const MOST_PARTS = 30;
const EACH = '(?:moi|tung) (?:nguoi|dong chi|can bo|don vi|bo phan)';
const EACH_FIRST = new RegExp(`^${EACH}(?: (?:mot ban|mot bao cao|tu bao xong))? ?[:,-]? ?`);
const EACH_LAST = new RegExp(`[ ,:;(-]+${EACH}(?: (?:mot ban|mot bao cao|tu bao xong))? ?\\)?$`);
/** «VP UBND», «CC Tư pháp»: as offices write for short. */
const ABBREVIATED: Readonly<Record<string, string>> = {
  vp: 'van phong',
  cc: 'cong chuc',
  cb: 'can bo',
  bp: 'bo phan',
  ct: 'chu tich',
  pct: 'pho chu tich',
};
/** What stands between two of them; both may also be part of a name («Văn hóa và Xã hội»). */
const JOIN = /\s*(?:[,+&]|\s(?:và|va|cùng|cung|với|voi)(?=\s))\s*/giu;

interface Where {
  readonly store: Pick<Store, 'positions' | 'positionAliases'>;
}

interface Who {
  /** «tôi»; null at the command line. */
  readonly officer: OfficerView | null;
  readonly directory: Directory;
}

type Meant = { readonly assignee: Assignee; readonly label: string };

/**
 * «Văn phòng UBND», «chị Lan», «Lan, Minh», «Văn phòng UBND và Công chức Tư pháp», «mỗi người: Lan, Minh»: positions by
 * any of their names, people by theirs.
 */
export async function readAssignees(desk: Where, call: Who, typed: string): Promise<Read<Assignees>> {
  const { words, each } = withoutEach(typed);
  const completion = each ? 'each' : 'any';
  const parts = split(words);
  if (parts.length === 0) return { kind: 'again', text: emptyAssigneeText(exampleName(call)) };
  if (parts.length > MOST_PARTS)
    return { kind: 'again', text: manyAssigneesText(MOST_PARTS, exampleName(call)), heard: true };
  const book = await readBook(desk, call);
  const found: Meant[][] = [];
  for (let at = 0; at < parts.length; ) {
    const longest = longestMeant(book, parts.slice(at));
    if (longest === null) return { kind: 'again', text: unknownAssigneeText(shortened(parts[at]!.text)) };
    found.push(longest.meant);
    at += longest.length;
  }
  const every = combined(found);
  const assigned = (meant: readonly Meant[]): Assignees => ({ lead: unique(meant), completion });
  const [only] = every;
  if (only && every.length === 1) return { kind: 'value', value: assigned(only) };
  const choices = every.slice(0, MOST_CHOICES).map((meant): Choice => {
    return { label: meant.map((one) => one.label).join('; '), value: assigned(meant) };
  });
  return { kind: 'again', text: severalAssigneesText(shortened(words)), choices, heard: true };
}

/** «mỗi người: Lan, Minh» and «Lan, Minh (từng người)». */
function withoutEach(typed: string): { words: string; each: boolean } {
  const text = typed.normalize('NFC').replace(/\s+/g, ' ').trim();
  const folded = fold(text);
  // Composed and with single spaces a text is as long as its folded form, unless it holds characters nobody types.
  if (folded.length !== text.length) return { words: text, each: false };
  const first = EACH_FIRST.exec(folded);
  if (first && first[0].length < text.length) return { words: text.slice(first[0].length), each: true };
  const last = EACH_LAST.exec(folded);
  return last ? { words: text.slice(0, last.index), each: true } : { words: text, each: false };
}

interface Part {
  readonly text: string;
  /** What stands before it, to join it with the part before. */
  readonly join: string;
}

function split(words: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  let join = '';
  for (const match of [...words.matchAll(JOIN), null]) {
    const text = words.slice(from, match?.index ?? words.length).trim();
    if (text !== '') parts.push({ text, join });
    join = match?.[0] ?? '';
    from = match ? match.index + match[0].length : words.length;
  }
  return parts;
}

interface Book {
  meant(text: string): Meant[];
}

async function readBook({ store }: Where, call: Who): Promise<Book> {
  const [positions, aliases] = await Promise.all([store.positions(), store.positionAliases()]);
  const byId = new Map(positions.map((position) => [position.id, position]));
  const byName = new Map(aliases.map((alias) => [alias.folded, byId.get(alias.positionId)!]));
  const position = ({ name }: PositionView): Meant => ({ assignee: { kind: 'position', name }, label: name });
  const person = (officer: Parameters<typeof fullyCalled>[0] & { id: number }): Meant => {
    return { assignee: { kind: 'officer', officerId: officer.id }, label: fullyCalled(officer) };
  };
  return {
    meant(text) {
      const written = fold(text)
        .split(' ')
        .map((word) => ABBREVIATED[word] ?? word)
        .join(' ');
      const folded = written.replace(/^(?:bo phan|chuc danh|don vi) (?=.*\S)/, '');
      const exact = byName.get(fold(text)) ?? byName.get(written) ?? byName.get(folded);
      if (exact) return [position(exact)];
      const people = officersMeant(call.directory.officers, text);
      if (people.length > 0) return people.map(person);
      if (call.officer && meansSelf(text)) return [person(call.officer)];
      // «tư pháp» for «Công chức Tư pháp - Hộ tịch».
      const near = aliases.filter((alias) => ` ${alias.folded} `.includes(` ${folded} `));
      return [...new Set(near.map((alias) => alias.positionId))].map((id) => position(byId.get(id)!));
    },
  };
}

/** The most parts from the first on that together are a name. */
function longestMeant(book: Book, parts: readonly Part[]): { meant: Meant[]; length: number } | null {
  for (let length = parts.length; length > 0; length--) {
    const text = parts
      .slice(0, length)
      .reduce((words, part, index) => `${words}${index > 0 ? part.join : ''}${part.text}`, '');
    const meant = book.meant(text);
    if (meant.length > 0) return { meant, length };
  }
  return null;
}

/** Every way to choose one of each, as many as can be offered. */
function combined(found: readonly Meant[][]): Meant[][] {
  return found.reduce<Meant[][]>(
    (ways, options) => ways.flatMap((way) => options.map((option) => [...way, option])).slice(0, MOST_CHOICES + 1),
    [[]],
  );
}

function unique(meant: readonly Meant[]): Assignee[] {
  return [...new Map(meant.map(({ assignee }) => [JSON.stringify(assignee), assignee])).values()];
}
