import { capital } from './dates.ts';

/** A person as texts name one. */
export interface Person {
  readonly name: string;
  /** «anh», «chị», «cô» …; null where the office has set none. */
  readonly address: string | null;
}

/** «chị», or «anh/chị» where no form of address is set. */
export function you(person: Person | null): string {
  return person?.address ?? 'anh/chị';
}

export function You(person: Person | null): string {
  return capital(you(person));
}

/** «chị Lan»: Vietnamese call each other by the given name, which stands last. */
export function called(person: Person): string {
  const given = person.name.trim().split(/\s+/).at(-1) ?? person.name;
  return `${you(person)} ${given}`;
}

/**
 * A text that says «anh/chị» to whoever reads it, said to one reader: «Anh/chị gõ lại giúp em» becomes «Chị gõ lại giúp
 * em». Names («anh/chị Tám») and what stands between quotes stay as they are.
 */
export function saidTo(reader: Person, text: string): string {
  if (reader.address === null) return text;
  return text
    .split(/(«[^»]*»)/)
    .map((part) =>
      part.startsWith('«')
        ? part
        : part.replace(/([Aa])nh\/chị(?=[ ,.;]|$)(?! \p{Lu}| em\b)/gu, (_, first: string) =>
            first === 'A' ? You(reader) : you(reader),
          ),
    )
    .join('');
}

/** «chị Nguyễn Thị Lan», where it must be clear who is meant. */
export function fullyCalled(person: Person): string {
  return person.address === null ? person.name : `${person.address} ${person.name}`;
}

/** «Chị Lan», where a sentence begins. */
export function Called(person: Person): string {
  return capital(called(person));
}

/** Under a preview whose news somebody cannot get yet. */
export function unreachedText(person: Person): string {
  return `${Called(person)} chưa có kênh liên lạc nên chưa nhận được tin nào; lưu xong nhắn «mời ${person.name}».`;
}

/** «Chị Nguyễn Thị Lan», where a sentence begins. */
export function FullyCalled(person: Person): string {
  return capital(fullyCalled(person));
}
