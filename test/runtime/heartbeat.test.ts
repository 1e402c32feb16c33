import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeHeartbeat } from '../../src/runtime/heartbeat.ts';

let server: Server;
let url: string;
let answer: number | 'hang' = 200;
let calls = 0;
const logged: string[] = [];
const keep = (level: string) => (facts: object, message: string) =>
  void logged.push(`${level} ${message} ${JSON.stringify(facts)}`);
const log = { debug() {}, info: keep('info'), warn: keep('warn'), error: keep('error') };

beforeEach(async () => {
  logged.length = 0;
  calls = 0;
  server = createServer((_request, response) => {
    calls += 1;
    if (answer !== 'hang') response.writeHead(answer).end('a body that nobody reads');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ping/secret-1?key=secret-2`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test('calls the address; a failure is logged once, and once that it is over, never with the secret', async () => {
  const heartbeat = makeHeartbeat(url, log);
  answer = 200;
  await heartbeat();
  expect({ calls, logged }).toEqual({ calls: 1, logged: [] });
  answer = 500;
  await heartbeat();
  await heartbeat();
  expect(calls).toBe(3);
  expect(logged).toEqual([expect.stringMatching(/^error the heartbeat does not get through .*"reason":"status 500"/)]);
  answer = 200;
  await heartbeat();
  expect(logged.slice(1)).toEqual([expect.stringMatching(/^info the heartbeat gets through again/)]);
  expect(logged.join()).not.toContain('secret');
});

test('gives up at its deadline, and where nobody listens', async () => {
  answer = 'hang';
  await makeHeartbeat(url, log, 50)();
  expect(logged).toEqual([expect.stringMatching(/"reason":"TimeoutError"/)]);
  await new Promise<void>((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });
  await makeHeartbeat(url, log)();
  expect(logged[1]).toMatch(/"reason":"ECONNREFUSED"/);
  expect(logged.join()).not.toContain('secret');
});
