import type { API, FriendEvent, GroupEvent, Message, Reaction, Undo } from 'zca-js';
import { type Redirection, redirectZalo } from './redirect.ts';
import { type EmulatorOptions, startZalo, type ZaloEmulator } from './server.ts';

const options = { logging: false, checkUpdate: false } as const;

/** The real zca-js, used raw: what tests of the emulator itself speak through. */
export interface RawClient {
  readonly api: API;
  readonly messages: Message[];
  readonly old: Message[];
  readonly reactions: Reaction[];
  readonly undos: Undo[];
  readonly friendEvents: FriendEvent[];
  readonly groupEvents: GroupEvent[];
  readonly errors: unknown[];
  /** Codes that the listener's socket closed with. */
  readonly closed: number[];
}

export interface Connected {
  readonly zalo: ZaloEmulator;
  readonly redirection: Redirection;
  /** A client of zca-js that is not logged in. */
  client(): Promise<import('zca-js').Zalo>;
  /** Logs in by cookie. */
  login(credentials?: ReturnType<ZaloEmulator['bot']['credentials']>, selfListen?: boolean): Promise<API>;
  /** Logs in by cookie and listens, with everything heard noted. */
  listening(api?: API): Promise<RawClient>;
  close(): Promise<void>;
}

export async function connectZalo(emulatorOptions: EmulatorOptions = {}): Promise<Connected> {
  const zalo = await startZalo(emulatorOptions);
  const redirection = redirectZalo(zalo.base);
  const { Zalo } = await import('zca-js');
  const listeners: API['listener'][] = [];
  const client = async () => new Zalo(options);
  const login: Connected['login'] = (credentials = zalo.bot.credentials(), selfListen = false) =>
    new Zalo({ ...options, selfListen }).login(credentials);

  return {
    zalo,
    redirection,
    client,
    login,
    async listening(given) {
      const api = given ?? (await login());
      const heard: RawClient = {
        api,
        messages: [],
        old: [],
        reactions: [],
        undos: [],
        friendEvents: [],
        groupEvents: [],
        errors: [],
        closed: [],
      };
      const { listener } = api;
      listeners.push(listener);
      listener.on('message', (message) => void heard.messages.push(message));
      listener.on('old_messages', (messages) => void heard.old.push(...messages));
      listener.on('reaction', (reaction) => void heard.reactions.push(reaction));
      listener.on('undo', (undo) => void heard.undos.push(undo));
      listener.on('friend_event', (event) => void heard.friendEvents.push(event));
      listener.on('group_event', (event) => void heard.groupEvents.push(event));
      listener.on('error', (error) => void heard.errors.push(error));
      listener.on('closed', (code) => void heard.closed.push(code));
      const keyed = new Promise((resolve) => listener.once('cipher_key', resolve));
      listener.start();
      await keyed;
      return heard;
    },
    async close() {
      for (const listener of listeners) listener.stop();
      redirection.restore();
      await zalo.close();
    },
  };
}
