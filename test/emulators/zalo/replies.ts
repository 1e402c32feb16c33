import type http from 'node:http';
import type { Fault } from './faults.ts';

/** An answer of the server before a fault spoils it. */
export interface Reply {
  readonly status: number;
  readonly body: string | Buffer;
  readonly type?: string;
  /** Set-Cookie lines. */
  readonly cookies?: readonly string[];
  readonly location?: string;
}

export const json = (value: unknown, cookies: readonly string[] = []): Reply => ({
  status: 200,
  body: JSON.stringify(value),
  cookies,
});

/** Zalo's envelope. zca-js reads all three fields. */
export const envelope = (code: number, message: string, data: unknown): object => ({
  error_code: code,
  error_message: message,
  data,
});

export const success = (data: unknown): object => envelope(0, 'Successful.', data);

/** What a dead session is answered with. */
export const sessionExpired = envelope(102, 'Phiên đăng nhập đã hết hạn', null);

/** Sends the answer, or what the fault makes of it. */
export function sendReply(
  response: http.ServerResponse,
  { status, body, type = 'application/json', cookies = [], location }: Reply,
  fault: Fault | undefined,
  sleep: (ms: number) => Promise<void>,
): void {
  const bytes = Buffer.from(body);
  const headers = {
    'content-type': type,
    'content-length': bytes.length,
    ...(cookies.length === 0 ? {} : { 'set-cookie': [...cookies] }),
    ...(location === undefined ? {} : { location }),
  };
  const send = () => {
    if (!response.destroyed) response.writeHead(status, headers).end(bytes);
  };
  switch (fault?.kind) {
    case undefined:
    case 'refuse':
    case 'expired':
    case 'empty':
      send();
      return;
    case 'gateway':
      response.writeHead(fault.status, { 'content-type': 'text/html' }).end(`<html>${fault.status}</html>`);
      return;
    case 'reset':
      response.destroy();
      return;
    case 'hang':
      return;
    case 'truncate':
      response.writeHead(status, headers);
      response.write(bytes.subarray(0, bytes.length >> 1), () => {
        if (fault.cut) response.destroy();
      });
      return;
    case 'body':
      response.writeHead(200, { 'content-type': 'text/html' }).end(fault.text);
      return;
    case 'slow':
      void sleep(fault.ms).then(send);
      return;
  }
}
