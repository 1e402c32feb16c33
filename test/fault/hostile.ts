import fc from 'fast-check';

/** What people, programs and enemies put into texts. */
const PIECES = [
  'xong',
  'xong 1',
  'chưa',
  'nhận',
  'việc',
  'giúp',
  'hoàn tác',
  'đồng ý',
  '1',
  '#2',
  '99999999999999999999',
  '-1',
  '٣',
  '\u202e1 gnox',
  '\u2066',
  '\u2069',
  '\u200f',
  '\u200b',
  '\ufeff',
  '\u0000',
  '\u0007',
  '\u001b[2J',
  '\r\n',
  '\u2028',
  '\ud800',
  '\udfff',
  'a\u0301\u0301\u0301\u0301',
  '👨‍👩‍👧‍👦',
  '<b>',
  '</a>',
  '&lt;',
  '*_`[',
  '](tg://user?id=1)',
  "'; drop table officers; --",
  '$(reboot)',
  '../../etc/passwd',
  '/start',
  '/start AAAA-BBBB',
  '@nhacviec_thu_bot',
  '{"text":"xong"}',
  'd:1',
  '__proto__',
  'constructor',
  'toString',
  'a',
  '«',
  '»',
];

/** Texts from what hurts, from any characters at all, and long ones. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .array(fc.constantFrom(...PIECES, ' ', ' '), { minLength: 1, maxLength: 12 })
      .map((all) => all.join('')),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...PIECES)
      .chain((piece) => fc.integer({ min: 100, max: 4_000 }).map((n) => piece.repeat(n).slice(0, 20_000))),
  },
);

/** Values where others were expected. */
const strangeValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    0,
    -1,
    1e308,
    -0.5,
    2 ** 53,
    [],
    {},
    [[]],
    'null',
    '\u0000',
    { length: 1e9 },
    '__proto__',
  ),
  hostileText,
  fc.jsonValue({ maxDepth: 2 }),
);

/**
 * A sound JSON value with a few of its parts gone, doubled, or something else. What a channel's platform could send, from
 * samples of what it does send.
 */
export function mutated<T>(sound: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  const change = fc.record({
    where: fc.nat(),
    how: fc.constantFrom('drop', 'replace', 'wrap', 'add'),
    value: strangeValue,
  });
  return fc.tuple(sound, fc.array(change, { minLength: 1, maxLength: 4 })).map(([value, changes]) => {
    const root = { value: structuredClone(value) as unknown };
    for (const { where, how, value: given } of changes) {
      const strange = structuredClone(given);
      const places = placesIn(root);
      const place = places[where % Math.max(1, places.length)];
      if (place === undefined) break;
      const { parent, key } = place;
      const holder = parent as Record<string, unknown>;
      if (how === 'drop') Array.isArray(parent) ? parent.splice(Number(key), 1) : delete holder[key];
      else if (how === 'replace') holder[key] = strange;
      else if (how === 'wrap') holder[key] = [holder[key]];
      else if (typeof holder[key] === 'object' && holder[key] !== null) Object.assign(holder[key], { extra: strange });
    }
    return root.value;
  });
}

function placesIn(value: object): { parent: object; key: string }[] {
  return Object.entries(value).flatMap(([key, inner]) => [
    { parent: value, key },
    ...(typeof inner === 'object' && inner !== null ? placesIn(inner) : []),
  ]);
}

/** Nothing that could hide, turn round or break what stands beside it in a chat. */
export function isPlain(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be there
  return text.isWellFormed() && !/[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(text);
}

/** Whatever could say that something is done. */
export function maySayDone(text: string): boolean {
  return /x\s*o\s*n\s*g|done|hoan|gui|nop|ok|roi|d:/i.test(text.normalize('NFD').replace(/\p{M}|\p{Cf}/gu, ''));
}
