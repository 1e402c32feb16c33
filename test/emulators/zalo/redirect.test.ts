import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Connected, connectZalo } from './connected.ts';

let connected: Connected;
beforeEach(async () => {
  connected = await connectZalo();
});
afterEach(() => connected.close());

test('a child process that loads the preload logs in to the emulator with the real zca-js', async () => {
  const preload = new URL('./redirect-preload.ts', import.meta.url).href;
  const program = `
    const { Zalo } = await import('zca-js');
    const zalo = new Zalo({ logging: false, checkUpdate: false });
    console.log((await zalo.login(JSON.parse(process.env.CREDENTIALS))).getOwnId());
  `;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', preload, '--input-type=module', '-e', program],
    {
      env: {
        ...process.env,
        ZALO_EMULATOR: connected.zalo.base,
        CREDENTIALS: JSON.stringify(connected.zalo.bot.credentials()),
      },
    },
  );
  expect(stdout.trim()).toBe(connected.zalo.bot.uid);
});

test('loopback is reached as ever, any other host is refused aloud', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {});
  await expect(fetch('https://example.org/secret?token=1')).rejects.toThrow('refused to reach example.org');
  expect(told.mock.calls.flat().join()).toMatch(/example\.org, which is neither Zalo nor loopback/);
  expect(connected.redirection.refused).toEqual(['https://example.org/secret']);
  expect((await fetch(`${connected.zalo.base}/id.zalo.me/account`)).status).toBe(200);
  told.mockRestore();
});
