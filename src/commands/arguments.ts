import { InvalidArgumentError } from 'commander';
import { type Day, FIRST_YEAR, LAST_YEAR, parseIsoDate } from '../domain/civil-day.ts';
import { ADDRESSES, formOfAddress } from '../domain/form-of-address.ts';
import { LONGEST_PERSON, readName } from '../domain/written-name.ts';

export function dayArgument(text: string): Day {
  const day = parseIsoDate(text);
  if (day === null) throw new InvalidArgumentError('Not a date that exists; for example 2026-03-15.');
  return day;
}

export function yearArgument(text: string): number {
  const year = Number(text);
  if (!/^\d{4}$/.test(text) || year < FIRST_YEAR || year > LAST_YEAR) {
    throw new InvalidArgumentError(`Not a year from ${FIRST_YEAR} to ${LAST_YEAR}.`);
  }
  return year;
}

export function nameArgument(text: string): string {
  const name = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (name === '') throw new InvalidArgumentError('Empty.');
  if (name.length > 100) throw new InvalidArgumentError('Longer than 100 characters.');
  if (/\p{Cc}|\p{Cf}/u.test(name)) throw new InvalidArgumentError('Holds control characters.');
  return name;
}

/** The full name of somebody new: what a chat would take as well. */
export function personArgument(text: string): string {
  const reading = readName(nameArgument(text), LONGEST_PERSON);
  switch (reading.kind) {
    case 'name':
      return reading.name;
    case 'empty':
      throw new InvalidArgumentError('Empty.');
    case 'long':
      throw new InvalidArgumentError(`Longer than ${LONGEST_PERSON} characters.`);
    case 'odd':
      throw new InvalidArgumentError('Holds what names do not hold.');
  }
}

export function addressArgument(text: string): string {
  const address = formOfAddress(text);
  if (address === null) throw new InvalidArgumentError(`No form of address; known: ${ADDRESSES.join(', ')}.`);
  return address;
}

/** A positive whole number. */
export function numberArgument(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Not a number; for example 3.');
  return Number(text);
}

/** For options that can be given several times. */
export function nameList(text: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), nameArgument(text)];
}
