import { afterEach, expect, test } from 'vitest';
import { type BackupOutcome, makeNightlyBackup } from '../../src/app/nightly-backup.ts';
import { openOffices, type World } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const NAM = { name: 'Huỳnh Văn Nam', address: 'anh', admin: true };

function nightly(it: World, outcome: BackupOutcome) {
  const logged: string[] = [];
  const keep = (level: string) => (_facts: object, message: string) => void logged.push(`${level} ${message}`);
  const log = { debug() {}, info: keep('info'), warn: keep('warn'), error: keep('error') };
  let audits = 0;
  const everything = async () => {
    audits += 1;
    return [];
  };
  const { store, clock } = it;
  const run = makeNightlyBackup({
    store,
    office: it.office,
    clock,
    log,
    auditor: { everything },
    make: async () => outcome,
  });
  return { run, logged, audits: () => audits };
}

test('a backup that was made is logged and nothing more', async () => {
  const it = await office({ at: '2024-03-05T02:00+07:00', people: [NAM] });
  const night = nightly(it, { kind: 'made', bytes: 500_000, differences: 0 });
  await night.run();
  expect(night.logged).toEqual(['info backup made']);
  expect(night.audits()).toBe(0);
  await it.advance('8h');
  it.nobodyElseHears();
});

test('what the auditor finds in the restored copy makes it look at everything', async () => {
  const it = await office({ at: '2024-03-05T02:00+07:00', people: [NAM] });
  const night = nightly(it, { kind: 'made', bytes: 500_000, differences: 2 });
  await night.run();
  expect(night.audits()).toBe(1);
});

test('one that fails is told to the administrator in the morning, once a day', async () => {
  const it = await office({ at: '2024-03-05T02:00+07:00', people: [NAM] });
  const night = nightly(it, { kind: 'failed', reason: 'database or disk is full' });
  await night.run();
  await night.run();
  expect(night.logged).toEqual(Array(2).fill('error no backup was made'));
  it.nobodyElseHears();
  await it.advance('6h');
  it.phone(NAM.name).receives(/^Thưa anh Nam, đêm qua em chưa sao lưu được sổ nhắc việc/);
  it.nobodyElseHears();
});
