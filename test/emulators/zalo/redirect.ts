export interface Redirection {
  /** Addresses outside loopback that were refused, without their queries. */
  readonly refused: readonly string[];
  /** Puts the former `fetch` back. */
  restore(): void;
}

const zaloHosts = /(?:^|\.)(?:zalo\.me|zdn\.vn|zadn\.vn)$/;
const loopback = /^(?:127(?:\.\d+){3}|localhost|\[::1\])$/;

/**
 * From now on the global `fetch` takes Zalo's hosts to the emulator at `base` (`http://127.0.0.1:<port>`), with the host as
 * the first part of the path, reaches loopback as before, and refuses every other host. zca-js sends through the global
 * `fetch` (`createContext` in `dist/context.js`), which it looks up when it logs in. In a child process:
 *
 *     ZALO_EMULATOR=<base> node --import ./test/emulators/zalo/redirect-preload.ts src/nv.js start
 */
export function redirectZalo(base: string): Redirection {
  const former = globalThis.fetch;
  const refused: string[] = [];
  globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (loopback.test(url.hostname)) return former(input, init);
    if (zaloHosts.test(url.hostname)) {
      const there = `${base}/${url.hostname}${url.pathname}${url.search}`;
      return former(input instanceof Request ? new Request(there, input) : there, init);
    }
    refused.push(`${url.origin}${url.pathname}`);
    // Clients swallow what fetch throws; this they cannot.
    console.error(`fetch reached for ${url.origin}, which is neither Zalo nor loopback`);
    throw new TypeError(`refused to reach ${url.hostname}`);
  };
  return {
    refused,
    restore() {
      globalThis.fetch = former;
    },
  };
}
