import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { readWhole, writeWhole } from './whole-file.ts';

/** What the next login needs, and who it is. Whoever has it can write as the account. */
const Credentials = z.object({
  /** Names this «browser»; made anew by each login by code, hence also the name of that login. */
  imei: z.string().min(1),
  userAgent: z.string().min(1),
  language: z.string().min(1),
  /** As tough-cookie serialises them. */
  cookies: z.array(z.record(z.string(), z.unknown())).min(1),
  /** The account's own id. */
  ownId: z.string().regex(/^\d+$/),
  /** When the code was scanned, epoch ms. What was written to the account earlier is no business of the office. */
  loggedInAt: z.number(),
  /** Accounts that this one took the place of, until the office knows. */
  replaced: z.array(z.string()).default([]),
});
export type Credentials = z.infer<typeof Credentials>;

export interface CredentialsFile {
  /** Null where there is no file, or none that can be used. */
  read(): Credentials | null;
  /** Keeps what a login by code has brought; accounts that it takes the place of are noted. */
  replace(credentials: Omit<Credentials, 'replaced'>): Credentials;
  /** Keeps a later state of the same login; false where another login has come in between, which stays. */
  update(credentials: Credentials): boolean;
}

const credentialsPath = (home: string): string => join(home, 'zalo.json');

export function credentialsFile(home: string): CredentialsFile {
  const path = credentialsPath(home);
  const textOf = (credentials: Credentials) => `${JSON.stringify(credentials, null, 2)}\n`;
  const write = (credentials: Credentials) => writeWhole(path, textOf(credentials));

  const read = (): Credentials | null => understood(readWhole(path));

  function understood(text: string | null): Credentials | null {
    if (text === null) return null;
    try {
      const parsed = Credentials.safeParse(JSON.parse(text));
      return parsed.success ? parsed.data : null;
    } catch {
      // Cut off or edited by hand: as good as missing, and logging in again mends it.
      return null;
    }
  }

  return {
    read,
    replace(fresh) {
      mkdirSync(home, { recursive: true, mode: 0o700 });
      const before = read();
      const earlier = before === null ? [] : [...before.replaced, before.ownId];
      const replaced = [...new Set(earlier)].filter((id) => id !== fresh.ownId);
      const credentials = { ...fresh, replaced };
      write(credentials);
      return credentials;
    },
    update(credentials) {
      const before = readWhole(path);
      if (understood(before)?.imei !== credentials.imei) return false;
      // Mostly nothing has changed, and every write waits for the disk.
      if (before !== textOf(credentials)) write(credentials);
      return true;
    },
  };
}

/** Where the code of the running service lies, and that of somebody who logs in by hand. */
export const CODE_FILES = { service: 'zalo-qr.png', command: 'zalo-login.png' } as const;

/** The code that is to be scanned, as a picture beside the database; null takes it away. Returns where. */
export function keepCode(home: string, whose: keyof typeof CODE_FILES, pngBase64: string | null): string {
  const path = join(home, CODE_FILES[whose]);
  if (pngBase64 === null) {
    rmSync(path, { force: true });
  } else {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    writeWhole(path, Buffer.from(pngBase64, 'base64'));
  }
  return path;
}
