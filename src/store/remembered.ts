import type { SqliteDatabase } from 'kysely';

/** Another text once something may have been written that a remembered value comes from, by whichever process. */
export type Version = () => string;

/**
 * What `read` gave for the same argument, as long as the version is the same; without a version it is read each time. The
 * version is asked for first, so that what is written meanwhile is read again.
 */
export function remembered<A, T extends object>(
  version: Version | null,
  read: (argument: A) => Promise<T>,
): (argument: A) => Promise<T> {
  if (version === null) return read;
  let last: { readonly version: string; readonly argument: A; readonly value: T } | null = null;
  return async (argument) => {
    const now = version();
    if (last?.version === now && last.argument === argument) return last.value;
    const value = Object.freeze(await read(argument));
    last = { version: now, argument, value };
    return value;
  };
}

/** True for a statement that may change people, what they hold, how they are reached, or the calendar. */
export function writesOffice(sql: string): boolean {
  if (/^(select|update "links" set "heard_at" = \? where) /.test(sql)) return false;
  return /"(officers|positions|holdings|leaves|links|calendar_days|calendar_years)"/.test(sql);
}

/** A database through which every statement runs, and how many of those that `matter` there were. */
export function counting(database: SqliteDatabase, matters: (sql: string) => boolean) {
  let count = 0;
  return {
    database: {
      prepare(sql: string) {
        if (matters(sql)) count += 1;
        return database.prepare(sql);
      },
      close: () => database.close(),
    } satisfies SqliteDatabase,
    count: () => count,
  };
}
