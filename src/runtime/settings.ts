import { isAbsolute, join, resolve } from 'node:path';
import * as z from 'zod';
import { type OperationsSettings, operationsOf, operationsShape } from './operations-settings.ts';
import { isZone, parseInstant } from './zone.ts';

const PROJECT = resolve(import.meta.dirname, '../..');

/** «a» or «a-b»: a number, or the least and the most; in ms. */
const seconds = (least: number, most: number, example: string) =>
  z
    .string()
    .transform((text) => /^\s*(\d+(?:\.\d+)?)\s*(?:-\s*(\d+(?:\.\d+)?)\s*)?$/.exec(text))
    .transform((parts) => (parts ? ([Number(parts[1]), Number(parts[2] ?? parts[1])] as const) : null))
    .refine(
      (range) => range !== null && range[0] <= range[1] && range[0] >= least && range[1] <= most,
      `is not a number of seconds or a range of them, between ${least} and ${most}; for example ${example}`,
    )
    .transform((range): readonly [number, number] => [(range?.[0] ?? 0) * 1_000, (range?.[1] ?? 0) * 1_000]);

const count = (most: number, example: number) =>
  z
    .string()
    .regex(/^\s*\d{1,6}\s*$/, `is not a number between 1 and ${most}; for example ${example}`)
    .transform(Number)
    .refine((number) => number >= 1 && number <= most, `is not between 1 and ${most}; for example ${example}`);

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
  ZALO_ENABLED: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(['yes', 'no'], { error: 'is neither yes nor no; for example yes' }))
    .default('no'),
  ZALO_ANSWER_DELAY_SECONDS: seconds(0.5, 30, '1.5-4').default([1_500, 4_000]),
  ZALO_GAP_SECONDS: seconds(5, 600, '20-60').default([20_000, 60_000]),
  ZALO_MAX_PER_HOUR: count(200, 60).default(60),
  ZALO_MAX_PER_DAY: count(1_000, 300).default(300),
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
  NHACVIEC_CLOCK_SPEED: count(1_000, 60).default(1),
  ...operationsShape,
});

/** How the account keeps from looking like a machine; times in ms. */
export interface ZaloSettings {
  readonly answerDelayMs: readonly [least: number, most: number];
  readonly gapMs: readonly [least: number, most: number];
  readonly maxPerHour: number;
  readonly maxPerDay: number;
}

/** Everything that can be set from outside, checked. */
export interface Settings {
  /** Folder of the database; absolute. */
  readonly home: string;
  readonly telegram: { readonly token: string; readonly apiRoot?: string } | null;
  /** Null where Zalo is not wanted. The login lies beside the database, see `nv zalo login`. */
  readonly zalo: ZaloSettings | null;
  readonly officeName: string;
  readonly timeZone: string;
  /** Undefined where nothing is set: the command decides. */
  readonly logLevel: string | undefined;
  /** For rehearsals: the instant at which the clock starts. */
  readonly startAt: number | undefined;
  readonly operations: OperationsSettings;
  /** For rehearsals: so many times faster the clock runs. */
  readonly clockSpeed: number;
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
      zalo:
        values.ZALO_ENABLED === 'no'
          ? null
          : {
              answerDelayMs: values.ZALO_ANSWER_DELAY_SECONDS,
              gapMs: values.ZALO_GAP_SECONDS,
              maxPerHour: values.ZALO_MAX_PER_HOUR,
              maxPerDay: values.ZALO_MAX_PER_DAY,
            },
      officeName: values.OFFICE_NAME,
      timeZone: values.OFFICE_TIMEZONE,
      logLevel: values.LOG_LEVEL,
      startAt: values.NHACVIEC_START_AT,
      clockSpeed: values.NHACVIEC_CLOCK_SPEED,
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
