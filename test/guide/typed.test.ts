import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import type { Button, Message } from '../../src/domain/message.ts';
import { openOffices } from '../scenario/world.ts';
import { blocksOf } from './exchange.ts';
import { NAMES, OFFICE } from './office.ts';
import { replayIn } from './replay.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

/** What somebody without buttons types instead, as the text has to say it; null for a button that this test does not know. */
function typedInstead({ data, label }: Button): RegExp | null {
  const asked = /^q:\d+:(.+)$/.exec(data)?.[1];
  if (asked === 'y') return /«đồng ý/;
  if (asked === 'n') return /«(?:bỏ|bỏ qua|không)»/;
  if (asked !== undefined) return /^\d+$/.test(asked) ? new RegExp(`^${asked}\\. `, 'm') : new RegExp(`«${asked}`);
  if (data === 'a') return /«nhận»/;
  if (data.startsWith('d:')) return new RegExp(`^#?${/#(\d+)/.exec(label)?.[1]}\\b`, 'm');
  if (/^r:\d+:/.test(data)) return data.endsWith('y') ? /«(?:duyệt \d+|đồng ý)/ : /«(?:từ chối \d+|không)/;
  return null;
}

test('whatever a button does can be typed, and its message says how', async () => {
  const world = await office(OFFICE);
  const replay = replayIn(world);
  const guide = readFileSync(new URL('../../docs/huong-dan-quan-tri.md', import.meta.url), 'utf8');
  for (const { entries } of blocksOf(guide, NAMES)) await replay.play(entries);
  replay.end();
  const buttons = world
    .channel()
    .messages.flatMap((message) =>
      (message.buttons ?? []).flat().map((button): [Message, Button] => [message, button]),
    );
  expect(buttons.length).toBeGreaterThan(100);
  const silent = buttons.filter(([message, button]) => typedInstead(button)?.test(message.text) !== true);
  expect(silent.map(([{ text }, { label, data }]) => `${data} ${label}\n${text}`)).toEqual([]);
});
