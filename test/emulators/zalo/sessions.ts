import { randomBytes } from 'node:crypto';

/** One login of an account: what a cookie jar stands for. */
export interface Session {
  /** The cookie `zpw_sek` that is accepted. */
  sek: string;
  /** A cookie that replaces it with the next answer; null when none is to. */
  replacement: string | null;
  readonly zpsid: string;
  /** `zpw_enk`: the key of parameters and answers, base64. */
  readonly secretKey: string;
  /** Old messages are given from here on. */
  readonly since: number;
}

/** As zca-js takes them: `Credentials` in `dist/zalo.d.ts`. */
export interface EmulatedCredentials {
  readonly imei: string;
  readonly userAgent: string;
  readonly language: string;
  readonly cookie: { key: string; value: string; domain: string; path: string }[];
}

const secret = (bytes: number) => randomBytes(bytes).toString('base64url');

export const makeSession = (now: number): Session => ({
  sek: secret(24),
  replacement: null,
  zpsid: secret(24),
  secretKey: randomBytes(16).toString('base64'),
  since: now,
});

/** What a browser would have kept after logging in. */
export const credentialsOf = (session: Session): EmulatedCredentials => ({
  imei: 'c0ffee00-0000-4000-8000-000000000000-0123456789abcdef0123456789abcdef',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
  language: 'vi',
  cookie: [
    { key: 'zpsid', value: session.zpsid, domain: 'zalo.me', path: '/' },
    { key: 'zpw_sek', value: session.sek, domain: 'chat.zalo.me', path: '/' },
  ],
});

/**
 * Set-Cookie lines. `request` in `zca-js/dist/utils.js` needs a domain on each, and once split lines at the comma of
 * a date, so dates are there.
 */
const line = (name: string, value: string, domain: string) =>
  `${name}=${value}; Domain=${domain}; Path=/; Expires=Wed, 18 Mar 2099 10:00:00 GMT; Secure; HttpOnly`;

export const zpsidLine = ({ zpsid }: Session) => line('zpsid', zpsid, '.zalo.me');
export const sekLine = (sek: string) => line('zpw_sek', sek, '.chat.zalo.me');

export function readCookie(header: string | undefined, name: string): string | null {
  const parts = (header ?? '').split('; ').map((part) => part.split('='));
  return parts.find(([key]) => key === name)?.[1] ?? null;
}
