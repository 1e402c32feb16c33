import { expect, onTestFinished, test } from 'vitest';
import { faults } from '../emulators/zalo/faults.ts';
import { until } from './journal.ts';
import { logIn, QUICK, zaloOffice } from './zalo-office.ts';

const textsOf = (journal: { taken: readonly { content: { kind: string } }[] }) =>
  journal.taken.flatMap(({ content }) => ('text' in content ? [content.text as string] : []));

test.each([1000, 1001, 1006, 1011, 3003, 4000])(
  'after a socket closed with %s it listens again, and misses nothing',
  async (code) => {
    const { zalo, channel, journal, start } = await zaloOffice();
    const lan = zalo.user('Lan', { friend: true });
    await start();
    lan.says('một');
    await journal.takes(() => true);
    if (code === 1006) zalo.bot.line.cut();
    else zalo.bot.line.close(code);
    lan.says('hai');
    await zalo.bot.line.untilOpen();
    lan.says('ba');
    await until(() => journal.taken.length === 3);
    expect(textsOf(journal).toSorted()).toEqual(['ba', 'hai', 'một']);
    expect(channel.health().state).toBe('running');
    expect(zalo.countOf('getLoginInfo')).toBe(2);
  },
);

test('who asked to be a friend while nobody listened is told of by the next connection, and once', async () => {
  let ago = 0;
  const { zalo, journal, start, log } = await zaloOffice({
    now: () => Date.now() - ago,
    timings: { aliveMs: [20, 30] },
  });
  const [lan, minh, hoa] = [zalo.user('Lan'), zalo.user('Minh'), zalo.user('Hoa')];
  // Long before the account was the office's.
  ago = 86_400_000;
  hoa.asksToBeFriend('xin kết bạn');
  ago = 0;
  await start();
  await zalo.goDown();
  lan.asksToBeFriend('mã K7MP-3QXA');
  zalo.inject('receivedFriendRequests', faults.http(500));
  await zalo.comeUp();
  await until(() => log.lines.some(({ message }) => /friend requests could not be listed/.test(message)));
  await journal.takes(({ content }) => content.kind === 'friend-request');
  for (const times of [1, 2]) {
    const listed = zalo.countOf('receivedFriendRequests');
    zalo.bot.line.cut();
    await until(() => zalo.countOf('receivedFriendRequests') > listed);
    minh.says(`lần ${times}`);
    await until(() => textsOf(journal).includes(`lần ${times}`));
  }
  expect(journal.taken.filter(({ content }) => content.kind === 'friend-request')).toMatchObject([
    { chatId: lan.idAt(), chatKind: 'private', content: { text: 'mã K7MP-3QXA' } },
  ]);
});

test('a session that is open elsewhere is told, and waits longer each time', async () => {
  const { zalo, channel, start, log } = await zaloOffice();
  await start();
  const pauses = () => log.lines.flatMap(({ facts }) => ('code' in facts && 'pauseMs' in facts ? [facts.pauseMs] : []));
  for (const times of [1, 2, 3]) {
    zalo.bot.line.tellDuplicate();
    await until(() => pauses().length === times);
    expect(channel.health()).toMatchObject({ state: 'starting', problem: expect.stringMatching(/Zalo Web/) });
    await zalo.bot.line.untilOpen();
    await until(() => channel.health().state === 'running');
  }
  expect(pauses()).toEqual([150, 300, 600]);
});

test('a connection on which nothing comes any more is given up, and what was lost on it is fetched', async () => {
  const { zalo, journal, start } = await zaloOffice();
  const lan = zalo.user('Lan', { friend: true });
  await start();
  // The first pong shows that Zalo answers pings.
  await new Promise((resolve) => setTimeout(resolve, QUICK.pingMs * 2));
  zalo.bot.line.stall();
  lan.says('ai đó không');
  await journal.takes(() => true, QUICK.silentMs * 8);
  expect(zalo.bot.line.opened).toBe(2);
});

test('a quiet connection whose pings are answered stays', async () => {
  const { zalo, channel, start } = await zaloOffice();
  await start();
  await new Promise((resolve) => setTimeout(resolve, QUICK.silentMs * 3));
  expect(zalo.bot.line.opened).toBe(1);
  expect(Date.now() - (channel.health().lastGoodPollAt ?? 0)).toBeLessThan(QUICK.pingMs * 2 + 50);
});

test('handshakes that stall, bring no key or are refused are tried again', async () => {
  const { zalo, channel, journal } = await zaloOffice();
  zalo.bot.line.spoilHandshakes('unanswered');
  zalo.bot.line.spoilHandshakes('keyless');
  zalo.bot.line.spoilHandshakes({ status: 500 }, 2);
  await channel.start(journal);
  await until(() => channel.health().problem !== undefined);
  await until(() => channel.health().state === 'running', 10_000);
});

test('an address that refuses is left for the next one', async () => {
  const { zalo, channel, journal } = await zaloOffice();
  const { Listener } = await listenerClass(zalo.bot.credentials());
  const opened: string[] = [];
  const begin = Listener.prototype.start;
  Listener.prototype.start = function (this: { wsURL: string }, ...given: []) {
    opened.push(new URL(this.wsURL).pathname);
    return begin.apply(this, given);
  };
  onTestFinished(() => {
    Listener.prototype.start = begin;
  });
  zalo.bot.line.spoilHandshakes({ status: 503 }, 3);
  await channel.start(journal);
  await until(() => channel.health().state === 'running');
  expect(opened).toEqual(['/ws1', '/ws2', '/ws1', '/ws2']);
});

/** zca-js does not export it. */
async function listenerClass(credentials: object) {
  const { Zalo } = await import('zca-js');
  const api = await new Zalo({ logging: false, checkUpdate: false }).login(credentials as never);
  return { Listener: api.listener.constructor as unknown as { prototype: { start: (...given: []) => unknown } } };
}

test.each([504, 524, 551, 553])('a message under %s, which zca-js drops, arrives', async (under) => {
  const { zalo, journal, start } = await zaloOffice();
  const lan = zalo.user('Lan', { friend: true });
  await start();
  const id = lan.says('xong 3', { under });
  expect(await journal.takes(() => true)).toMatchObject({
    externalId: String(id),
    chatId: lan.idAt(),
    content: { kind: 'text', text: 'xong 3' },
  });
});

test.each([
  { encrypt: 0 },
  { encrypt: 1, compression: 'gzip' },
  { encrypt: 1, compression: 'zlib' },
  { encrypt: 2, compression: 'zlib' },
  { encrypt: 3 },
] as const)('frames packed as %j are read', async (packing) => {
  const { zalo, journal, start } = await zaloOffice();
  zalo.pack(packing);
  await start();
  zalo.user('Lan', { friend: true }).says('việc');
  await journal.takes(() => true);
});

test('one bad payload costs only itself, and no frame ends anything', async () => {
  const { zalo, channel, journal, start, log } = await zaloOffice();
  const lan = zalo.user('Lan', { friend: true });
  const rejections: unknown[] = [];
  const onRejection = (error: unknown) => void rejections.push(error);
  process.on('unhandledRejection', onRejection);
  await start();
  zalo.bot.line.together(() => {
    lan.says('một');
    lan.says('x', { fields: { content: null } });
    lan.says('x', { fields: { msgId: undefined } });
    lan.says('x', { fields: { ts: 'hôm qua' } });
    lan.says('x', { fields: { uidFrom: {} } });
    lan.says('hai', { fields: { quote: 'gì đó', mentions: 5, msgType: null, propertyExt: null } });
  });
  const { line } = zalo.bot;
  line.deliver({ cmd: 501, subCmd: 0 }, 'msgs', null);
  line.deliver({ cmd: 601, subCmd: 0 }, 'controls', { content: { act_type: 'group', act: 'join', data: '{' } });
  line.deliver({ cmd: 601, subCmd: 0 }, 'controls', { content: { act_type: 'fr', act: 'req_v2', data: 7 } });
  line.deliver({ cmd: 612, subCmd: 0 }, 'reacts', { uidFrom: '1', idTo: '0', ts: '1', content: '{"rMsg":[]}' });
  line.send({ cmd: 501, subCmd: 0 }, 'không phải JSON');
  line.send({ cmd: 501, subCmd: 0 }, '{"encrypt":2,"data":"AAAA"}');
  line.send({ cmd: 501, subCmd: 0 }, '{"encrypt":9,"data":"AAAA"}');
  line.send({ cmd: 501, subCmd: 0 }, '{"encrypt":0,"data":"{\\"data\\":{\\"msgs\\":7}}"}');
  line.send({ cmd: 501, subCmd: 0 }, '[]');
  line.send({ cmd: 9, subCmd: 0 }, '');
  zalo.bot.line.sendRaw(Buffer.from([1]));
  zalo.bot.line.sendRaw('văn bản');
  lan.says('ba');
  await until(() => textsOf(journal).includes('ba'));
  process.off('unhandledRejection', onRejection);
  expect(rejections).toEqual([]);
  expect(textsOf(journal)).toEqual(['một', 'hai', 'ba']);
  expect(journal.taken.filter(({ content }) => content.kind === 'unreadable')).toHaveLength(1);
  expect(channel.health().state).toBe('running');
  expect(zalo.bot.line.opened).toBe(1);
  expect(JSON.stringify(log.lines)).not.toMatch(/một|hai|không phải/);
});

test('what came twice, or comes again among the old ones, is journaled once', async () => {
  const { zalo, journal, start } = await zaloOffice();
  const lan = zalo.user('Lan', { friend: true });
  await start();
  const id = lan.says('xong 3');
  lan.says('xong 3', { fields: { msgId: String(id) } });
  for (let times = 0; times < 3; times += 1) {
    zalo.bot.line.cut();
    await zalo.bot.line.untilOpen();
  }
  lan.says('hết');
  await until(() => textsOf(journal).includes('hết'));
  expect(journal.offered).toHaveLength(2);
});

test('a reaction and an undo that were missed are fetched, too', async () => {
  const { zalo, journal, start, send } = await zaloOffice();
  const lan = zalo.user('Lan', { friend: true });
  await start();
  const sent = await send(lan.idAt(), '#3 Báo cáo quý');
  const id = sent.kind === 'sent' ? Number(sent.externalId) : 0;
  lan.says('việc');
  await journal.takes(() => true);
  zalo.bot.line.cut();
  lan.reacts('/-strong', id);
  expect(await journal.takes(({ content }) => content.kind === 'reaction')).toMatchObject({
    content: { emoji: '👍', messageId: String(id) },
  });
});

test('a gap longer than a page of old messages is fetched page by page', async () => {
  const { zalo, journal, start } = await zaloOffice();
  const lan = zalo.user('Lan', { friend: true });
  await start();
  lan.says('trước');
  await journal.takes(() => true);
  zalo.bot.line.spoilHandshakes({ status: 503 }, 2);
  zalo.bot.line.cut();
  const said = Array.from({ length: 450 }, (_, i) => lan.says(`tin ${i}`));
  await until(
    () => journal.taken.length === 451,
    10_000,
    () => String(journal.taken.length),
  );
  expect(
    journal.taken
      .slice(1)
      .map(({ externalId }) => externalId)
      .toSorted(),
  ).toEqual(said.map(String).toSorted());
});

test('messages heard live before the missed ones were fetched do not hide those', async () => {
  let now = Date.now();
  const { zalo, journal, start } = await zaloOffice({ now: () => now, timings: { historyMs: 60_000 } });
  const lan = zalo.user('Lan', { friend: true });
  await start();
  lan.says('trước');
  await journal.takes(() => true);
  zalo.bot.line.cut();
  lan.says('lỡ');
  await zalo.bot.line.untilOpen();
  // Cut again before the answer to the question for old messages has come; only what was live was heard.
  zalo.bot.line.stall();
  zalo.bot.line.cut();
  now += 3_600_000;
  await zalo.bot.line.untilOpen();
  lan.says('sau');
  await until(() => textsOf(journal).includes('sau'));
  await journal.takes(({ content }) => content.kind === 'text' && content.text === 'lỡ');
  expect(journal.taken).toHaveLength(3);
});

test('what was written before the account was the office’s is none of its business; what was missed since then is', async () => {
  let now = Date.now() - 86_400_000;
  const { zalo, journal, start, home } = await zaloOffice({ now: () => now, loggedIn: false });
  const lan = zalo.user('Lan', { friend: true });
  const credentials = zalo.bot.credentials();
  lan.says('chuyện riêng');
  now += 3_600_000;
  logIn(home, { uid: zalo.bot.uid, credentials: () => credentials }, now);
  now += 60_000;
  lan.says('mã mời');
  await start();
  await journal.takes(() => true);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(textsOf(journal)).toEqual(['mã mời']);
});

test('while the journal takes nothing, updates wait in order, one that it never takes does not hold up the others', async () => {
  const { zalo, journal, start } = await zaloOffice();
  const lan = zalo.user('Lan', { friend: true });
  await start();
  const take = journal.onInbound;
  Object.assign(journal, {
    onInbound: async (inbound: Parameters<typeof take>[0]) => {
      if (inbound.content.kind === 'text' && inbound.content.text === 'độc') throw new Error('cannot be stored');
      await take(inbound);
    },
  });
  lan.says('độc');
  lan.says('một');
  lan.says('hai');
  await until(() => journal.taken.length === 2);
  expect(textsOf(journal)).toEqual(['một', 'hai']);
});

test('what waits for the journal at a stop is fetched at the next start', async () => {
  const { zalo, channel, journal, start, makeChannel } = await zaloOffice();
  const lan = zalo.user('Lan', { friend: true });
  await start();
  lan.says('một');
  await journal.takes(() => true);
  journal.rejects(1_000);
  lan.says('hai');
  await until(() => journal.offered.length >= 2);
  await channel.stop();
  lan.says('ba');
  journal.rejects(0);
  const later = makeChannel();
  await later.start(journal);
  await until(() => textsOf(journal).includes('ba'));
  expect(textsOf(journal).slice(-2)).toEqual(['hai', 'ba']);
});

test('a message that is dated ahead hides nothing of what is missed before that day', async () => {
  const { zalo, channel, journal, start, makeChannel } = await zaloOffice();
  const lan = zalo.user('Lan', { friend: true });
  await start();
  lan.says('một', { fields: { ts: String(Date.UTC(2100, 0, 1)) } });
  await journal.takes(() => true);
  await channel.stop();
  lan.says('hai');
  await makeChannel().start(journal);
  await until(() => textsOf(journal).includes('hai'));
});

test('a session that ended is noticed while nobody writes, and a new login is asked for', async () => {
  const { zalo, channel, journal, start } = await zaloOffice({ timings: { aliveMs: [50, 50] } });
  await start();
  await until(() => zalo.countOf('keepAlive') >= 2);
  expect(channel.health().state).toBe('running');
  expect(zalo.bot.line.opened).toBe(1);
  zalo.bot.expireSession();
  await until(() => channel.health().state === 'stopped');
  await until(() => journal.logins.length === 1);
});

test('a look at the session that fails otherwise ends nothing', async () => {
  const { zalo, channel, start } = await zaloOffice({ timings: { aliveMs: [20, 20] } });
  zalo.inject('keepAlive', faults.http(502), 2);
  zalo.inject('keepAlive', faults.tooMany, 2);
  await start();
  await until(() => zalo.countOf('keepAlive') >= 6);
  expect(channel.health().state).toBe('running');
  expect(zalo.bot.line.opened).toBe(1);
});

test('an outage of the whole platform heals by itself', async () => {
  const { zalo, channel, journal, start } = await zaloOffice({ timings: { staleMs: 100 } });
  const lan = zalo.user('Lan', { friend: true });
  await start();
  await zalo.goDown();
  await until(() => channel.health().problem?.includes('connection-refused') === true);
  expect(channel.health().state).toBe('starting');
  lan.says('lúc mất mạng');
  await zalo.comeUp();
  await journal.takes(() => true);
  await until(() => channel.health().state === 'running');
  zalo.inject('getLoginInfo', faults.http(502), 2);
  zalo.bot.line.cut();
  await zalo.bot.line.untilOpen();
});
