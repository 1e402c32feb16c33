import { describe, expect, test } from 'vitest';
import { runProgram, startProgram } from './program.ts';

const nv = (...args: string[]) => runProgram(args, {});

describe('nv reply', () => {
  test('prints what each text means as one JSON object a line', async () => {
    const texts = [
      'xong #7 số 45/BC-UBND',
      'xong cả 2',
      'gia hạn 5 đến 20/3 vì chờ số liệu',
      'xong 2 việc',
      'mai em gửi',
    ];
    const { code, stdout, stderr } = await nv('reply', '--json', '--on', '2026-03-11', ...texts);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map(({ text }) => text)).toEqual(texts);
    expect(answers).toMatchObject([
      { intent: 'done', tasks: [7], closes: true, mustAsk: false, documentNumber: '45/BC-UBND' },
      { intent: 'done', tasks: 'all', closes: true, mustAsk: true },
      { intent: 'extend', tasks: [5], closes: false, extendDays: null, until: '2026-03-20', reason: 'chờ số liệu' },
      { intent: 'done', tasks: null, closes: false, mustAsk: true },
      { intent: 'not-done', tasks: null, closes: false, mustAsk: false, until: '2026-03-12' },
    ]);
  });

  test('reads one text a line from standard input, and needs no settings', async () => {
    const program = startProgram(['reply', '--json'], {});
    program.type('xong 3');
    program.type('');
    program.type('xong chưa?');
    program.child.stdin?.end();
    const { code, stdout } = await program.ended;
    expect(code).toBe(0);
    const answers = stdout.trimEnd().split('\n');
    expect(answers.map((line) => JSON.parse(line).intent)).toEqual(['done', 'other', 'question']);
  });

  test('without --json says it in a line for people', async () => {
    const { stdout } = await nv('reply', 'gia hạn #5 2 ngày');
    expect(stdout).toBe('gia hạn #5 2 ngày\textend, #5, extendDays 2\n');
  });

  test('refuses a date that does not exist', async () => {
    const { code, stderr } = await nv('reply', '--on', '2026-02-30', 'xong');
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/Not a date that exists/);
  });
});
