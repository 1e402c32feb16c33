import type { ChannelEvents } from '../../app/channel.ts';
import type { Clock } from '../../app/clock.ts';
import type { Log } from '../../app/log.ts';
import type { Client, Session } from './client.ts';
import type { Credentials, CredentialsFile } from './credentials.ts';
import { type Failure, factsOf } from './failure.ts';
import type { ZaloHealth } from './health.ts';
import { makeKeeping } from './keeping.ts';
import { listenTo } from './listening.ts';
import type { LoginCodes } from './login-codes.ts';
import { makePauses } from './pauses.ts';
import type { Timings } from './timings.ts';

export interface AccountOptions {
  /** The account's own id as of the last login; empty before the first. */
  readonly lastKnownId: string;
  readonly client: Client;
  readonly file: CredentialsFile;
  readonly codes: LoginCodes;
  readonly events: Pick<ChannelEvents, 'onAccountChanged' | 'onReady'>;
  readonly health: ZaloHealth;
  readonly clock: Clock;
  readonly log: Log;
  readonly timings: Timings;
  /** 0 ≤ x < 1, for the jitter. */
  readonly random: () => number;
  /** Logged in; called before anything of the account is reported. */
  readonly onLogin: (ownId: string) => void;
  /** What was written since this instant of Zalo's, epoch ms, may be unknown. */
  readonly missedSince: (loggedInAt: number) => number;
  /** `since` where the payload was fetched: what is older does not count. */
  readonly onPayload: (payload: unknown, ownId: string, since: number | null) => void;
  /** Whatever was missed before this connection has been reported. */
  readonly onCaughtUp: () => void;
}

export interface Account {
  /** Null while nobody is logged in. */
  session(): Session | null;
  /** A call was answered with «this session is over». */
  refused(session: Session): void;
  /** Shows codes, unless somebody is logged in. */
  begin(): 'begun' | 'running';
  stop(): Promise<void>;
}

/** Zalo errs now and then; a session counts as expired when it is refused so many times in a row. */
const REFUSALS = 2;

/**
 * Keeps the account logged in and listening. zca-js's own retrying uses codes that Zalo sends, does not know broken
 * sockets, and goes on with old cookies; here every connection begins with a login of its own.
 */
export function keepAccount(options: AccountOptions): Account {
  const { client, file, codes, events, health, clock, log, timings, random } = options;
  const pauses = makePauses({ timings, random });
  const keeping = makeKeeping({ file, clock, log, timings });
  const stopping = new AbortController();
  const { signal } = stopping;
  let wake = new AbortController();
  let session: Session | null = null;
  let hangUp = () => {};
  let answersPings = false;
  let ownId = options.lastKnownId;
  let scanned: { session: Session; credentials: Credentials } | null = null;
  let expired: { readonly imei: string; readonly tryAt: number } | null = null;
  let expiries = 0;
  let refusals = 0;

  function wakeUp(): void {
    wake.abort();
    wake = new AbortController();
  }

  /** Ends early when other credentials appear, or somebody asks for a code. */
  const pause = (ms: number, imei: string | null): Promise<void> =>
    keeping.pause(ms, imei, AbortSignal.any([wake.signal, signal]));

  async function turn(): Promise<void> {
    if (scanned !== null) {
      const ready = scanned;
      scanned = null;
      return listen(ready.session, ready.credentials);
    }
    const credentials = file.read();
    if (credentials === null) return loggedOut(null, Number.POSITIVE_INFINITY);
    const { imei } = credentials;
    if (expired?.imei === imei && clock.now() < expired.tryAt) return loggedOut(imei, expired.tryAt - clock.now());

    const login = await client.login(credentials);
    if (signal.aborted) return;
    switch (login.kind) {
      case 'in':
        return listen(login.session, credentials);
      case 'expired':
        refusals += 1;
        if (refusals < REFUSALS) return again({ kind: 'not-sent', reason: 'session-refused' }, imei);
        expiries = expired?.imei === imei ? expiries + 1 : 1;
        expired = { imei, tryAt: clock.now() + pauses.afterExpiry(expiries) };
        log.error({ channel: 'zalo' }, 'the session has expired; a code has to be scanned');
        return;
      case 'failed':
        refusals = 0;
        return again(login.failure, imei);
    }
  }

  async function again(failure: Failure, imei: string): Promise<void> {
    health.failed(failure);
    const pauseMs = pauses.afterFailure();
    log.warn({ channel: 'zalo', failures: pauses.failures, pauseMs, ...factsOf(failure) }, 'logging in failed');
    await pause(pauseMs, imei);
  }

  async function loggedOut(imei: string | null, forMs: number): Promise<void> {
    session = null;
    health.loggedOut(imei === null ? 'missing' : 'expired');
    const over = new AbortController();
    const showing = codes.show(AbortSignal.any([over.signal, signal]));
    // Over as soon as either is: a scanned code, or something else to try.
    const early = AbortSignal.any([over.signal, wake.signal, signal]);
    const pausing = keeping.pause(forMs, imei, early);
    await Promise.race([showing, pausing]);
    over.abort();
    await pausing;
    const login = await showing;
    if (login !== null) scanned = { session: login.session, credentials: file.replace(login.credentials) };
  }

  /** From a fresh login to the end of its connection. */
  async function listen(fresh: Session, given: Credentials): Promise<void> {
    let credentials: Credentials = given;
    const keep = (change: Partial<Credentials>): boolean => {
      credentials = { ...credentials, ...change, cookies: fresh.cookies() ?? credentials.cookies };
      return keeping.keep(credentials);
    };
    const earlier = [...given.replaced, given.ownId, ownId].filter((id) => id !== '' && id !== fresh.ownId);
    ownId = fresh.ownId;
    if (!keep({ ownId, replaced: [...new Set(earlier)] })) return;
    options.onLogin(ownId);
    for (const replaced of credentials.replaced) await tellChange(replaced);
    if (signal.aborted) return;
    if (credentials.replaced.length > 0) keep({ replaced: [] });
    expired = null;
    refusals = 0;
    codes.renew();
    session = fresh;
    health.loggedIn();

    const listening = listenTo({
      session: fresh,
      clock,
      log,
      timings,
      random,
      answersPings,
      endpoint: pauses.failures,
      since: options.missedSince(credentials.loggedInAt),
      onReady() {
        health.heard();
        events.onReady();
      },
      onTraffic(pong) {
        answersPings ||= pong;
        health.heard();
      },
      onPayload: (payload, since) => options.onPayload(payload, fresh.ownId, since),
      onCaughtUp: options.onCaughtUp,
      onSessionOver: () => refused(fresh),
    });
    hangUp = () => listening.close();
    signal.addEventListener('abort', hangUp);
    const watching = keeping
      .watch(credentials.imei, () => keep({}), listening.signal)
      .then((isOurs) => {
        if (isOurs) return true;
        log.info({ channel: 'zalo' }, 'somebody has logged in anew');
        listening.close();
        return false;
      });
    const { code, heldMs } = await listening.ended;
    signal.removeEventListener('abort', hangUp);
    hangUp = () => {};
    const isOurs = (await watching) && keep({});
    if (signal.aborted || !isOurs) return;
    await pauseAfter(code, heldMs, credentials.imei);
  }

  /** Until the application has it: nothing of the new account may be reported before. */
  async function tellChange(from: string): Promise<void> {
    for (let times = 1; !signal.aborted; times += 1) {
      try {
        await events.onAccountChanged(from, ownId);
        return;
      } catch (error) {
        log.error({ channel: 'zalo', error }, 'the change of the account could not be written down');
        await clock.sleep(pauses.beforeOffer(times), signal);
      }
    }
  }

  async function pauseAfter(code: number, heldMs: number | null, imei: string): Promise<void> {
    const { ms: pauseMs, why } = pauses.afterClosing(code, heldMs);
    switch (why) {
      case 'used-elsewhere':
        health.duplicate();
        log.error({ channel: 'zalo', code, pauseMs }, 'the account is used elsewhere');
        break;
      case 'closed':
        if (heldMs === null) health.failed({ kind: 'unclear', reason: `socket-${code}` });
        log.warn({ channel: 'zalo', code, failures: pauses.failures, pauseMs }, 'the connection was closed');
        break;
    }
    await pause(pauseMs, imei);
  }

  /** Only a bug or a broken disk ends a turn by an error; the office is better served by another try than by silence. */
  async function supervised(): Promise<void> {
    while (!signal.aborted) {
      try {
        await turn();
      } catch (error) {
        log.error({ channel: 'zalo', error }, 'keeping the account logged in failed');
        await clock.sleep(timings.backoffMs[1], signal);
      }
    }
  }
  function refused(over: Session): void {
    if (session !== over) return;
    log.warn({ channel: 'zalo' }, 'Zalo says that the session is over');
    session = null;
    hangUp();
    // It may be between two connections, too.
    wakeUp();
  }
  const ended = supervised();

  return {
    session: () => session,
    refused,
    begin() {
      if (session !== null) return 'running';
      codes.renew();
      wakeUp();
      return 'begun';
    },
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
