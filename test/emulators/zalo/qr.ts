import { randomUUID } from 'node:crypto';
import type { Call } from './hosts.ts';
import { qrImage } from './qr-image.ts';
import { envelope, json, type Reply, success } from './replies.ts';
import { makeSession, readCookie, type Session, sekLine, zpsidLine } from './sessions.ts';
import { type AccountState, keepLast, type World } from './world.ts';

/** The phone that scans the code on the screen: always the newest one. */
export interface QrPhone {
  /** The code shown last; null before there is one. */
  readonly code: string | null;
  /** Codes that were ever shown. */
  readonly shown: number;
  /** Resolves when a code is shown and zca-js waits for its scan. */
  untilShown(): Promise<string>;
  /** Resolves when zca-js waits for the confirmation. */
  untilAskedToConfirm(): Promise<void>;
  /** The first account's phone, where no account is given. */
  scans(account?: AccountState): void;
  confirms(): void;
  declines(): void;
  /** The server gives the code up. (zca-js gives it up of its own accord after 100 s.) */
  expires(): void;
  /** Answers «still waiting» (code 8), upon which zca-js asks again. */
  dawdles(): void;
}

type Stage = 'shown' | 'scanned' | 'confirmed' | 'declined' | 'expired';

interface Code {
  readonly code: string;
  stage: Stage;
  account: AccountState | null;
  session: Session | null;
  /** Requests that wait for the phone. */
  readonly waiting: Set<{ readonly for: 'scan' | 'confirm'; readonly answer: (reply: Reply) => void }>;
}

export interface QrLogin {
  readonly phone: QrPhone;
  /** Answers the calls of `zca-js/dist/apis/loginQR.js`; null to those that are not its. */
  answer(
    call: Call,
    asked: { form: URLSearchParams; cookie: string | undefined; onAbandon: (act: () => void) => void },
  ): Promise<Reply> | Reply | null;
}

/** Any code but 0, 8 and −13; without data zca-js gives up. */
const codeExpired = json(envelope(-18, 'Mã QR đã hết hạn', null));

export function makeQrLogin(world: World, sessionOf: (cookie: string | undefined) => AccountState | null): QrLogin {
  const codes = new Map<string, Code>();
  const loggedIn = new Map<string, { account: AccountState; session: Session }>();
  let latest: Code | null = null;
  let shown = 0;
  const watchers: (() => void)[] = [];

  /** What a request is told at this stage; null while there is nothing to tell. */
  function reply(code: Code, waitingFor: 'scan' | 'confirm'): Reply | null {
    switch (code.stage) {
      case 'shown':
        return null;
      case 'scanned':
        if (waitingFor === 'confirm') return null;
        return json(success({ avatar: '', display_name: code.account?.name }));
      case 'confirmed':
        return json(success({ display_name: code.account?.name }), [zpsidLine(code.session!)]);
      case 'declined':
        return json(envelope(-13, 'Đăng nhập bị từ chối', null));
      case 'expired':
        return codeExpired;
    }
  }

  function wake(code: Code): void {
    for (const request of code.waiting) {
      const answer = reply(code, request.for);
      if (answer === null) continue;
      code.waiting.delete(request);
      request.answer(answer);
    }
  }

  function move(stage: Stage, account: AccountState | null = null): void {
    if (latest === null) throw new Error('no code was shown');
    latest.stage = stage;
    latest.account = account ?? latest.account;
    if (stage === 'confirmed') {
      const session = makeSession(world.now());
      latest.session = session;
      loggedIn.set(session.zpsid, { account: latest.account!, session });
      keepLast(loggedIn, 10);
    }
    wake(latest);
  }

  function wait(form: URLSearchParams, waitingFor: 'scan' | 'confirm', onAbandon: (act: () => void) => void) {
    const code = codes.get(form.get('code') ?? '');
    if (code === undefined) return codeExpired;
    const now = reply(code, waitingFor);
    if (now !== null) return now;
    return new Promise<Reply>((resolve) => {
      const request = { for: waitingFor, answer: resolve };
      code.waiting.add(request);
      onAbandon(() => code.waiting.delete(request));
      for (const look of watchers.splice(0)) look();
    });
  }

  function generate(): Reply {
    const code: Code = { code: randomUUID(), stage: 'shown', account: null, session: null, waiting: new Set() };
    codes.set(code.code, code);
    keepLast(codes, 10);
    latest = code;
    shown += 1;
    const image = `data:image/png;base64,${qrImage(code.code).toString('base64')}`;
    const options = { enabledCheckOCR: false, enabledMultiLayer: false };
    // What the token is for is not known; only the image is.
    return json(success({ code: code.code, image, token: randomUUID(), options }));
  }

  async function untilWaiting(waitingFor: 'scan' | 'confirm'): Promise<void> {
    while (![...(latest?.waiting ?? [])].some((request) => request.for === waitingFor)) {
      await new Promise<void>((resolve) => watchers.push(resolve));
    }
  }

  const phone: QrPhone = {
    get code() {
      return latest?.code ?? null;
    },
    get shown() {
      return shown;
    },
    async untilShown() {
      await untilWaiting('scan');
      return latest!.code;
    },
    untilAskedToConfirm: () => untilWaiting('confirm'),
    scans: (account = world.accounts[0]!) => move('scanned', account),
    confirms: () => move('confirmed'),
    declines: () => move('declined'),
    expires: () => move('expired'),
    dawdles() {
      for (const request of latest?.waiting ?? []) request.answer(json(envelope(8, 'Waiting', null)));
      latest?.waiting.clear();
    },
  };

  return {
    phone,
    answer(call, { form, cookie, onAbandon }) {
      if (call === 'loginPage') {
        const body = '<html><script src="https://stc-zlogin.zdn.vn/main-2.44.10.js"></script></html>';
        return { status: 200, type: 'text/html', body };
      }
      if (call === 'loginPageInfo') return json(success({ logged: false }));
      if (call === 'verifyClient') return json(success({}));
      if (call === 'qrGenerate') return generate();
      if (call === 'qrWaitingScan') return wait(form, 'scan', onAbandon);
      if (call === 'qrWaitingConfirm') return wait(form, 'confirm', onAbandon);
      // The confirmed login becomes a session of the chat on the way through two redirections.
      if (call === 'checkSession') return { status: 302, body: '', location: 'https://chat.zalo.me/index.html' };
      if (call === 'webPage') {
        const login = loggedIn.get(readCookie(cookie, 'zpsid') ?? '');
        if (login === undefined) return { status: 200, type: 'text/html', body: '<html></html>' };
        login.account.sessions.add(login.session);
        keepLast(login.account.sessions, 20);
        return { status: 200, type: 'text/html', body: '<html></html>', cookies: [sekLine(login.session.sek)] };
      }
      if (call === 'userInfo') {
        const account = sessionOf(cookie);
        const info = account === null ? null : { name: account.name, avatar: '' };
        return json(success({ logged: account !== null, session_chat_valid: account !== null, info }));
      }
      return null;
    },
  };
}
