import { describe, expect, test } from 'vitest';
import { dayFromIso } from '../../src/domain/civil-day.ts';
import { type Intent, intentOf, understand } from '../../src/domain/reply.ts';
import { REPLIES } from './reply-texts.ts';

/** A Wednesday. */
const TODAY = dayFromIso('2026-03-11');

const textsOf = (texts: string) => texts.trim().split(/\s*(?:\||\n)\s*/);
const ALL = Object.values(REPLIES).flatMap(({ texts }) => textsOf(texts));

interface Reading {
  readonly intent: Intent;
  readonly closes: boolean;
}

function read(text: string): Reading {
  const meaning = understand(text, TODAY);
  const closes = meaning.kind === 'clauses' && meaning.clauses.some((clause) => clause.intent === 'done');
  return { intent: intentOf(meaning), closes };
}

describe.each(Object.entries(REPLIES))('%s', (_, { intent, closes, texts }) => {
  test.each(textsOf(texts))(`«%s» is ${intent}, and ${closes}`, (text) => {
    expect(read(text)).toEqual({ intent, closes: closes === 'closes' });
  });
});

describe('whatever way it is typed', () => {
  test.each([
    ['decomposed', (text: string) => text.normalize('NFD')],
    ['in capitals', (text: string) => text.toLocaleUpperCase('vi')],
    ['with punctuation behind it', (text: string) => `${text} .`],
  ])('%s it means the same', (_, typed) => {
    expect(ALL.filter((text) => JSON.stringify(read(typed(text))) !== JSON.stringify(read(text)))).toEqual([]);
  });

  test('without diacritics it closes nothing that it does not close with them', () => {
    const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');
    const more = ALL.filter((text) => read(plain(text)).closes && !read(text).closes);
    // Of «à» the mark alone tells that it asks.
    expect(more.filter((text) => !/ à$/.test(text))).toEqual([]);
    const other = ALL.filter((text) => read(plain(text)).intent !== read(text).intent);
    expect(other.length / ALL.length).toBeLessThan(0.04);
  });
});
