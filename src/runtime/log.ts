import pino from 'pino';
import type { Log } from '../app/log.ts';

/** A Telegram token, wherever it stands in a text: request addresses hold it, and so do some error messages. */
const TOKEN = /(?<!\d)\d{3,20}:[A-Za-z0-9_-]{20,}/g;

/** JSON lines on standard error, or at the end of a file of mode 0600. Errors keep their stack; tokens are struck out wherever they turn up. */
export function makeLog(level: string, path?: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { error: pino.stdSerializers.errWithCause },
      hooks: {
        streamWrite: (line: string) => line.replace(TOKEN, '***'),
      },
    },
    pino.destination(
      path === undefined ? { dest: 2, sync: true } : { dest: path, sync: true, append: true, mode: 0o600 },
    ),
  );
}
