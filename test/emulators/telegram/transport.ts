import type http from 'node:http';
import type { Fault } from './faults.ts';
import type { MethodAnswer } from './methods.ts';

/** Sends the answer, or what the fault makes of it. */
export function answerWith(response: http.ServerResponse, answer: MethodAnswer, fault: Fault | undefined): void {
  const json = Buffer.from(JSON.stringify(answer));
  const status = answer.ok ? 200 : answer.error_code;
  const send = () => {
    if (response.destroyed) return;
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': json.length }).end(json);
  };
  switch (fault?.kind) {
    case undefined:
    case 'refuse':
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
      response.writeHead(status, { 'content-type': 'application/json', 'content-length': json.length });
      response.write(json.subarray(0, json.length >> 1), () => {
        if (fault.cut) response.destroy();
      });
      return;
    case 'body':
      response.writeHead(200, { 'content-type': 'text/html' }).end(fault.text);
      return;
    case 'slow':
      setTimeout(send, fault.ms);
      return;
  }
}
