import * as z from 'zod';

/** What the person at the server sets: backups, and what watches the service from outside. */
export const operationsShape = {
  BACKUP_HOUR: z
    .string()
    .regex(/^([01]?\d|2[0-3]|off)$/, 'is neither an hour from 0 to 23 nor off; for example 2')
    .default('2'),
  BACKUP_PASSPHRASE: z
    .string()
    .min(12, 'is shorter than 12 characters; for example five words that make no sentence')
    .optional(),
  BACKUP_KEEP: z
    .string()
    .regex(/^[1-9]\d{0,2}\/\d{1,3}\/\d{1,3}$/, 'is not days/weeks/months; for example 7/5/12')
    .default('7/5/12'),
  HEARTBEAT_URL: z
    .string()
    .refine(
      (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
      'is not a web address; for example https://hc-ping.com/…',
    )
    .optional(),
  METRICS_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'is not a port; for example 9464')
    .transform(Number)
    .refine((port) => port < 65_536, 'is not a port; for example 9464')
    .optional(),
};

/** How many backups are kept of each length of time. */
export interface Keep {
  readonly days: number;
  readonly weeks: number;
  readonly months: number;
}

export interface OperationsSettings {
  /** The office's hour at which the nightly backup is made; null: none is. */
  readonly backupHour: number | null;
  /** A secret. Null: backups are plain files. */
  readonly backupPassphrase: string | null;
  readonly backupKeep: Keep;
  /** Called after each good audit. Its path or query is a secret. */
  readonly heartbeatUrl: string | null;
  /** Where figures are served, on this machine alone; 0: on any free port, which the log names; null: nowhere. */
  readonly metricsPort: number | null;
}

export function operationsOf(values: z.infer<z.ZodObject<typeof operationsShape>>): OperationsSettings {
  const [days = 7, weeks = 5, months = 12] = values.BACKUP_KEEP.split('/').map(Number);
  return {
    backupHour: values.BACKUP_HOUR === 'off' ? null : Number(values.BACKUP_HOUR),
    backupPassphrase: values.BACKUP_PASSPHRASE ?? null,
    backupKeep: { days, weeks, months },
    heartbeatUrl: values.HEARTBEAT_URL ?? null,
    metricsPort: values.METRICS_PORT ?? null,
  };
}
