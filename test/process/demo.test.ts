import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { startProgram } from './program.ts';

// Saturday night: the next morning with reminders is shown at once, whatever day the test runs on.
const environment = { NHACVIEC_START_AT: '2026-03-14T22:00:00+07:00' };
const demoFolders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('nhacviec-demo-'));

test('a newcomer sees the next digests within five seconds, answers as anybody, moves the clock and leaves', async () => {
  const before = Date.now();
  const foldersBefore = demoFolders().length;
  const demo = startProgram(['start'], environment);
  await demo.prints(/──── 07:30 thứ Hai 16\/3 → 2 chị Lan ────\nChào chị Lan, thứ Hai 16\/3\./, 15_000);
  expect(Date.now() - before).toBeLessThan(5_000);

  demo.type('việc');
  await demo.prints(/Chị có \d+ việc:\n/);
  demo.type('@4 việc');
  await demo.prints(/→ 4 chị Hoa ────\nChị có/);
  demo.type('@99 việc');
  await demo.prints(/1 anh Hùng, 2 chị Lan, /);
  demo.type(':tiếp');
  await demo.prints(/──── 07:30 thứ Ba 17\/3 → 2 chị Lan/);
  demo.type(':den 30/2');
  await demo.prints(/Em chưa hiểu ngày «30\/2»/);
  demo.type(':đến 1/4');
  await demo.prints(/Bây giờ là 07:30 thứ Tư 1\/4\./);
  demo.type('x'.repeat(5_000));
  await demo.prints(/Em chưa hiểu «xxx/);

  const ended = await demo.stop('SIGINT');
  expect(ended.code).toBe(0);
  expect(ended.stderr).toBe('');
  expect(demoFolders().length).toBe(foldersBefore);
});

test('without a terminal it prints and stays until it is stopped', async () => {
  const demo = startProgram(['start'], environment);
  demo.child.stdin?.end();
  await demo.prints(/Chào chị Lan/);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(demo.child.exitCode).toBeNull();
  expect((await demo.stop()).code).toBe(0);
});

test('«:thoát» ends it', async () => {
  const demo = startProgram(['start', '--demo'], environment);
  await demo.prints(/Chào chị Lan/);
  demo.type(':thoat');
  expect((await demo.ended).code).toBe(0);
});
