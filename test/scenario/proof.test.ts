import { afterEach, expect, test } from 'vitest';
import { proofOf } from '../../src/app/proof.ts';
import { dayFromIso } from '../../src/domain/civil-day.ts';
import { LAN, openOffices, QUARTERLY } from './world.ts';

const { office, closeAll } = openOffices();
afterEach(closeAll);

const HUNG = { name: 'Đặng Văn Hùng', address: 'anh', leader: true };
const NAM = { name: 'Huỳnh Văn Nam', address: 'anh', admin: true };

test('a proof names who was told what when through which channel, who answered what, and whether it was in time', async () => {
  const it = await office({
    at: '2024-03-04T08:00+07:00',
    people: [HUNG, NAM, { ...LAN, supervisor: HUNG.name }],
    plan: [QUARTERLY],
  });
  const lan = it.phone(LAN.name);
  await it.advance('2024-03-15T08:00+07:00');
  await lan.replies('nhận');
  await it.advance('2024-03-18T09:00+07:00');
  await lan.replies('xong, số 45/BC-UBND');
  // Who leaves afterwards is named all the same.
  await it.advance('2024-03-20T09:00+07:00');
  const nam = it.phone(NAM.name);
  await nam.replies('cán bộ nghỉ Lan; hôm nay');
  await nam.replies('đồng ý');
  for (const person of [HUNG, NAM, LAN]) it.phone(person.name).takeAll();

  const range = { from: dayFromIso('2024-01-01'), to: dayFromIso('2024-06-30'), now: it.clock.now() };
  const proof = await proofOf(it, { ref: 't1', ...range });
  expect(proof?.deadlines.map(({ period, state }) => [period, state])).toEqual([['2024-Q1', 'done']]);
  const [first] = proof!.deadlines;
  expect(first?.reports).toMatchObject([
    { person: { name: LAN.name }, documentNumber: '45/BC-UBND', at: Date.parse('2024-03-18T09:00+07:00') },
  ]);
  const said = first!.lines.flatMap((line) =>
    'person' in line && line.person ? [`${line.person.name} ${line.kind === 'said' ? line.said.kind : line.kind}`] : [],
  );
  expect(said.filter((line) => line === `${LAN.name} told`).length).toBeGreaterThanOrEqual(4);
  expect(said).toEqual(expect.arrayContaining([`${LAN.name} acknowledged`, `${LAN.name} done`]));
  expect(first!.lines.filter((line) => line.kind === 'told').every((line) => line.channel === 'phone')).toBe(true);

  expect(await proofOf(it, { ref: 'IX.9', ...range })).toBeNull();
});
