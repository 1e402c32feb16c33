import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { type OperationsSettings, operationsOf, operationsShape } from './operations-settings.ts';
import { isZone, parseInstant } from './zone.ts';

const PROJECT = resolve(import.meta.dirname, '../..');

const settingsSchema = z.object({
  NHACVIEC_HOME: z
    .string()
    .default('var')
    .transform((path) => (isAbsolute(path) ? path : join(PROJECT, path))),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d{3,20}:[A-Za-z0-9_-]{20,}$/, 'is not a bot token; BotFather gives one like 123456789:AA…')
    .optional(),
  TELEGRAM_API_ROOT: z
    .string()
    .refine(
      (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
      'is not a web address; for example https://api.telegram.org',
    )
    .optional(),
  OFFICE_NAME: z
    .string()
    .trim()
    .min(1, 'is empty; for example UBND xã Phú Tân')
    .max(100, 'is longer than 100 characters; for example UBND xã Phú Tân')
    .default('UBND xã'),
  OFFICE_TIMEZONE: z
    .string()
    .refine(isZone, 'is not a time zone; for example Asia/Ho_Chi_Minh')
    .default('Asia/Ho_Chi_Minh'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'is not a log level; for example info',
    })
    .optional(),
  NHACVIEC_START_AT: z
    .string()
    .transform((text) => parseInstant(text) ?? Number.NaN)
    .refine((instant) => !Number.isNaN(instant), 'is not an instant; for example 2026-03-13T07:29:00+07:00')
    .optional(),
  ...operationsShape,
});

/** Everything that can be set from outside, checked. */
export interface Settings {
  /** Folder of the database; absolute. */
  readonly home: string;
  readonly telegram: { readonly token: string; readonly apiRoot?: string } | null;
  readonly officeName: string;
  readonly timeZone: string;
  /** Undefined where nothing is set: the command decides. */
  readonly logLevel: string | undefined;
  /** For rehearsals: the instant at which the clock starts. */
  readonly startAt: number | undefined;
  readonly operations: OperationsSettings;
}

export type SettingsResult =
  | { readonly ok: true; readonly settings: Settings }
  /** Every problem, each naming its setting. Values are never repeated: they may be secrets. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads settings from an environment. Empty values count as not set. */
export function readSettings(environment: Record<string, string | undefined>): SettingsResult {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = settingsSchema.safeParse(given);
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) };
  }
  const values = parsed.data;
  return {
    ok: true,
    settings: {
      home: values.NHACVIEC_HOME,
      telegram:
        values.TELEGRAM_BOT_TOKEN === undefined
          ? null
          : {
              token: values.TELEGRAM_BOT_TOKEN,
              ...(values.TELEGRAM_API_ROOT === undefined ? {} : { apiRoot: values.TELEGRAM_API_ROOT }),
            },
      officeName: values.OFFICE_NAME,
      timeZone: values.OFFICE_TIMEZONE,
      logLevel: values.LOG_LEVEL,
      startAt: values.NHACVIEC_START_AT,
      operations: operationsOf(values),
    },
  };
}

/** Adds what `.env` in the project's folder says; what is set outside wins. A missing file is no error. */
export function loadEnvironmentFile(path = join(PROJECT, '.env')): void {
  try {
    process.loadEnvFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
