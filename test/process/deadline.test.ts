import { describe, expect, test } from 'vitest';
import { runProgram, startProgram } from './program.ts';

describe('nv deadline', () => {
  test('answers each phrase with one JSON object: its rules, the days of the next occurrence, what is open or wrong', async () => {
    const phrases = ['trước 16h ngày 30/4/2026', 'trong 10 ngày kể từ ngày nhận', 'hằng tuần', 'ngày 30/2/2026'];
    const { code, stdout, stderr } = await runProgram(['deadline', ...phrases, '--on', '2026-04-20', '--json'], {});
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const none = { nominal: null, lastDay: null, legalLastDay: null, target: null, time: null };
    const days = (nominal: string, legalLastDay: string, target: string) => ({
      nominal,
      lastDay: nominal,
      legalLastDay,
      target,
    });
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers).toEqual([
      {
        ...{
          phrase: phrases[0],
          ...days('2026-04-30', '2026-04-30', '2026-04-29'),
          time: '16:00',
          question: null,
          error: null,
        },
        rules: [{ kind: 'once', date: '2026-04-30', bound: 'before', time: '16:00' }],
      },
      {
        ...{
          phrase: phrases[1],
          ...days('2026-04-30', '2026-05-04', '2026-04-29'),
          time: null,
          question: null,
          error: null,
        },
        rules: [{ kind: 'within', n: 10, unit: 'day', event: 'ngày nhận', bound: 'by' }],
      },
      {
        ...{ phrase: phrases[2], rules: [], ...none, error: null },
        question: {
          ...{ kind: 'weekday', text: '«hằng tuần» là vào thứ mấy ạ?' },
          choices: ['Sáu', 'Hai', 'Ba', 'Tư', 'Năm'].map((name) => `chậm nhất thứ ${name} hằng tuần`),
        },
      },
      {
        ...{ phrase: phrases[3], rules: [], ...none, question: null },
        error: 'Ngày 30/2/2026 không có trong lịch. Anh/chị xem lại giúp em, ví dụ «trước ngày 4/5/2026».',
      },
    ]);
  });

  test('reads one phrase a line from standard input, empty lines too, and needs no settings', async () => {
    const program = startProgram(['deadline', '--on', '2026-04-20', '--json'], {});
    for (const line of ['quý II/2026', '', 'ngày 5 hằng tháng']) program.type(line);
    program.child.stdin?.end();
    const { code, stdout } = await program.ended;
    expect(code).toBe(0);
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).lastDay);
    expect(answers).toEqual(['2026-06-30', null, '2026-05-05']);
  });

  test('without --json says it for people, with the choices numbered', async () => {
    const { stdout } = await runProgram(['deadline', 'chậm nhất 15/4', '--on', '2026-03-04'], {});
    expect(stdout).toBe(
      `chậm nhất 15/4 → chậm nhất ngày 15/4/2026
  2026-04-15
  «15/4» chưa ghi rõ năm. Hạn là năm nào ạ?
  1. chậm nhất ngày 15/4/2026
  2. chậm nhất ngày 15/4 hằng năm
  3. chậm nhất ngày 15/4/2027
`,
    );
  });
});
