import type http from 'node:http';
import type { FaultPlan } from '../faults.ts';
import type { ArrivedCall, CallLog } from './call-log.ts';
import { type CallResult, sessionCalls } from './calls.ts';
import { decryptParams, encryptAnswer } from './cipher.ts';
import { type Fault, takesEffect } from './faults.ts';
import { type Call, callAt } from './hosts.ts';
import { loginInfo, serverInfo } from './login.ts';
import type { QrLogin } from './qr.ts';
import { envelope, json, type Reply, sendReply, sessionExpired, success } from './replies.ts';
import { type Session, sekLine } from './sessions.ts';
import type { AccountState, World } from './world.ts';

interface Owner {
  readonly account: AccountState;
  readonly session: Session;
}

interface Dependencies {
  readonly world: World;
  readonly qr: QrLogin;
  readonly plan: FaultPlan<Call, Fault>;
  readonly sleep: (ms: number) => Promise<void>;
  readonly sessionOf: (cookie: string | undefined) => Owner | null;
  readonly pingIntervalMs: number;
  readonly wsUrls: () => readonly string[];
  readonly log: CallLog;
  readonly onUnknown: (address: string) => void;
}

/** Takes a request whose path begins with the host that it was meant for (`redirect.ts`). */
export function makeAnswer(
  deps: Dependencies,
): (request: http.IncomingMessage, response: http.ServerResponse) => Promise<void> {
  const { world, plan, sessionOf } = deps;

  /** The new cookie travels with the answer, and the old one is dead from then on. */
  function rotated({ session }: Owner): string[] {
    if (session.replacement === null) return [];
    session.sek = session.replacement;
    session.replacement = null;
    return [sekLine(session.sek)];
  }

  function carryOut(call: Call, owner: Owner, params: Record<string, unknown>, fault: Fault | undefined): Reply {
    const act = sessionCalls[call];
    if (act === undefined) throw new Error(`nobody carries out ${call}`);
    if (fault?.kind === 'expired') return json(sessionExpired);
    const result: CallResult | Fault =
      fault?.kind === 'refuse' || fault?.kind === 'empty' || !takesEffect(fault)
        ? (fault as Fault)
        : act(world, owner.account, params);
    const answer =
      result.kind === 'refuse'
        ? envelope(result.code, result.message, null)
        : success('data' in result ? result.data : null);
    // keepAlive reads its answer unencrypted (`dist/apis/keepAlive.js`).
    const body = call === 'keepAlive' ? answer : success(encryptAnswer(owner.session.secretKey, answer));
    return json(body, rotated(owner));
  }

  return async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://emulator');
    const [, host = '', ...path] = decodeURIComponent(url.pathname).split('/');
    const body = await readBody(request);
    const call = callAt(host, `/${path.join('/')}`);
    if (call === null) {
      deps.onUnknown(`${host}/${path.join('/')}`);
      sendReply(response, { status: 404, body: 'nobody answers here' }, undefined, deps.sleep);
      return;
    }
    if (call === 'picture') {
      const picture = world.pictures.get(`/${path.join('/')}`);
      const found = { status: 200, type: 'image/png', body: picture ?? '' };
      sendReply(response, picture === undefined ? { status: 404, body: '' } : found, undefined, deps.sleep);
      return;
    }

    const fault = plan.next(call);
    const query = Object.fromEntries(url.searchParams);
    const form = new URLSearchParams(body);
    const cookie = request.headers.cookie;
    const owner = sessionOf(cookie);
    const sealed = query.params ?? form.get('params');
    const params =
      owner === null || sessionCalls[call] === undefined || sealed === null
        ? Object.fromEntries(form)
        : decryptParams(owner.session.secretKey, sealed);
    const arrived: ArrivedCall = { call, at: world.now(), account: owner?.account.uid ?? null, params, status: null };
    deps.log.note(arrived);
    response.on('finish', () => {
      arrived.status = response.statusCode;
    });

    const reply = async (): Promise<Reply> => {
      if (sessionCalls[call] !== undefined) {
        return owner === null ? json(sessionExpired) : carryOut(call, owner, params, fault);
      }
      if (fault?.kind === 'expired') return json(sessionExpired);
      if (fault?.kind === 'refuse') return json(envelope(fault.code, fault.message, null));
      if (fault?.kind === 'empty') return json(success(fault.data));
      if (call === 'getLoginInfo') return loginInfo(query, deps.wsUrls(), owner);
      if (call === 'getServerInfo') return serverInfo(query, deps.pingIntervalMs, owner !== null);
      const onAbandon = (act: () => void) => void response.on('close', act);
      const answer = deps.qr.answer(call, { form, cookie, onAbandon });
      if (answer === null) throw new Error(`nobody answers ${call}`);
      return answer;
    };
    sendReply(response, await reply(), fault, deps.sleep);
    deps.log.answered(call);
  };
}

async function readBody(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('latin1');
}
