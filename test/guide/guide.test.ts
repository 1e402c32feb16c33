import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { inviteOfficer, SINCE_EVER } from '../../src/app/people.ts';
import { inviteCodes } from '../../src/runtime/invite-codes.ts';
import { openOffices, type World } from '../scenario/world.ts';
import { blocksOf, withBlocks, written } from './exchange.ts';
import { NAMES, OFFICE } from './office.ts';
import { replayIn } from './replay.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

/** The guide for officers begins with somebody who has just been given a code. */
async function newcomer({ store, clock }: World): Promise<string> {
  const added = await store.addOfficer({
    name: 'Lê Văn Tám',
    address: 'anh',
    isAdmin: false,
    isLeader: false,
    supervisorId: null,
    positions: ['Cán bộ, công chức tiếp nhận hồ sơ tại Bộ phận Một cửa'],
    from: SINCE_EVER,
    at: clock.now(),
  });
  if (added.kind !== 'added') throw new Error('the newcomer is there already');
  const invite = await inviteOfficer({ store, codes: inviteCodes }, added.officerId, clock.now());
  return invite.code;
}

const GUIDES = [
  { name: 'huong-dan-can-bo.md', begin: newcomer },
  { name: 'huong-dan-quan-tri.md', begin: async () => null },
].map((guide) => ({ ...guide, url: new URL(`../../docs/${guide.name}`, import.meta.url) }));

describe.each(GUIDES)('the guide $name', ({ url, begin }) => {
  const guide = readFileSync(url, 'utf8');

  // With UPDATE_GUIDES=1 the guide is rewritten to what the bot says now.
  test('shows exchanges as they really are', async () => {
    const world = await office(OFFICE);
    const replay = replayIn(world, await begin(world));
    const blocks = blocksOf(guide, NAMES);
    const texts: string[] = [];
    for (const { entries } of blocks) texts.push(written(await replay.play(entries)));
    replay.end();
    if (process.env.UPDATE_GUIDES === '1') writeFileSync(url, withBlocks(guide, texts));
    else expect(blocks.map((block) => block.text)).toEqual(texts);
  });
});
