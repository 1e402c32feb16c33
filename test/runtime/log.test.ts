import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const TOKEN = '123456789:AA-not-a-real-token-0123456789_abcde';

/** What a process that runs `statements` with a log writes to standard error. */
function logged(statements: string, level = 'info'): string {
  const log = new URL('../../src/runtime/log.ts', import.meta.url).href;
  const script = `
    import { makeLog } from ${JSON.stringify(log)};
    const token = ${JSON.stringify(TOKEN)};
    const log = makeLog(${JSON.stringify(level)});
    ${statements}`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  return stderr;
}

test('a log writes one JSON line an entry to standard error, with the time and the facts', () => {
  const lines = logged(`log.info({ taskId: 7 }, 'planned'); log.warn({}, 'late'); log.debug({}, 'unseen');`)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    { level: 30, taskId: 7, msg: 'planned' },
    { level: 40, msg: 'late' },
  ]);
  expect(lines[0].time).toMatch(/^\d{4}-\d{2}-\d{2}T.*Z$/);
  expect(lines[0]).not.toHaveProperty('hostname');
});

test('a token is struck out in facts, messages, errors and their causes', () => {
  const text = logged(`
    log.info({ token, deep: { list: [token] } }, 'with ' + token);
    log.error({ error: new Error('failed: ' + token, { cause: new Error(token) }) }, 'failed');`);
  expect(text).not.toContain(TOKEN.slice(10));
  expect(text.split('***').length - 1).toBeGreaterThanOrEqual(5);
  for (const line of text.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
});

test('a token is struck out in the address of a request', () => {
  const text = logged(`
    log.info({ url: 'https://api.telegram.org/bot' + token + '/getMe' }, 'asked');
    log.error({ error: new Error('GET https://api.telegram.org/bot' + token + '/getMe') }, 'failed');`);
  expect(text).not.toContain(TOKEN.slice(10));
});

test('an error keeps its stack and its cause', () => {
  const [line] = logged(`log.error({ error: new Error('outer', { cause: new Error('inner') }) }, 'failed');`).split(
    '\n',
  );
  const { error } = JSON.parse(line ?? '');
  expect(error.message).toBe('outer');
  expect(error.stack).toContain('at ');
  expect(JSON.stringify(error)).toContain('inner');
});

test('at level silent nothing is written', () => {
  expect(logged(`log.error({}, 'failed');`, 'silent')).toBe('');
});
