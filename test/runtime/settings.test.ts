import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadEnvironmentFile, readSettings } from '../../src/runtime/settings.ts';

const TOKEN = '123456789:AA-not-a-real-token-0123456789_abcde';

function settings(environment: Record<string, string | undefined>) {
  const result = readSettings(environment);
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result.settings;
}
function problems(environment: Record<string, string | undefined>): readonly string[] {
  const result = readSettings(environment);
  return result.ok ? [] : result.problems;
}

describe('settings', () => {
  test('have defaults that work for a rehearsal without any channel', () => {
    const { home, ...rest } = settings({});
    expect(isAbsolute(home)).toBe(true);
    expect(rest).toEqual({
      telegram: null,
      zalo: null,
      officeName: 'UBND xã',
      timeZone: 'Asia/Ho_Chi_Minh',
      logLevel: undefined,
      startAt: undefined,
      operations: {
        backupHour: 2,
        backupPassphrase: null,
        backupKeep: { days: 7, weeks: 5, months: 12 },
        heartbeatUrl: null,
        metricsPort: null,
      },
      clockSpeed: 1,
    });
  });

  test('are read as given', () => {
    expect(
      settings({
        NHACVIEC_HOME: '/srv/nhac-viec',
        TELEGRAM_BOT_TOKEN: TOKEN,
        TELEGRAM_API_ROOT: 'http://127.0.0.1:8081',
        ZALO_ENABLED: 'Yes',
        ZALO_ANSWER_DELAY_SECONDS: '2',
        ZALO_GAP_SECONDS: '30 - 90.5',
        ZALO_MAX_PER_HOUR: '40',
        ZALO_MAX_PER_DAY: '200',
        OFFICE_NAME: ' UBND xã Phú Tân ',
        OFFICE_TIMEZONE: 'Asia/Bangkok',
        LOG_LEVEL: 'debug',
        NHACVIEC_START_AT: '2026-03-13T07:29:00+07:00',
        BACKUP_HOUR: 'off',
        BACKUP_PASSPHRASE: 'năm từ không thành câu',
        BACKUP_KEEP: '3/2/1',
        HEARTBEAT_URL: 'https://example.vn/ping/abc',
        METRICS_PORT: '9464',
        NHACVIEC_CLOCK_SPEED: '60',
        PATH: '/bin',
      }),
    ).toEqual({
      home: '/srv/nhac-viec',
      telegram: { token: TOKEN, apiRoot: 'http://127.0.0.1:8081' },
      zalo: { answerDelayMs: [2_000, 2_000], gapMs: [30_000, 90_500], maxPerHour: 40, maxPerDay: 200 },
      officeName: 'UBND xã Phú Tân',
      timeZone: 'Asia/Bangkok',
      logLevel: 'debug',
      startAt: Date.parse('2026-03-13T00:29:00Z'),
      operations: {
        backupHour: null,
        backupPassphrase: 'năm từ không thành câu',
        backupKeep: { days: 3, weeks: 2, months: 1 },
        heartbeatUrl: 'https://example.vn/ping/abc',
        metricsPort: 9464,
      },
      clockSpeed: 60,
    });
  });

  test('of Zalo have the pace of a careful person unless another is set', () => {
    const careful = { answerDelayMs: [1_500, 4_000], gapMs: [20_000, 60_000], maxPerHour: 60, maxPerDay: 300 };
    expect(settings({ ZALO_ENABLED: 'yes' }).zalo).toEqual(careful);
    expect(settings({ ZALO_ENABLED: 'no', ZALO_MAX_PER_DAY: '10' }).zalo).toBeNull();
  });

  test.each([
    ['ZALO_GAP_SECONDS', '0'],
    ['ZALO_GAP_SECONDS', '20-6000'],
    ['ZALO_GAP_SECONDS', '-20'],
    ['ZALO_ANSWER_DELAY_SECONDS', '4-1.5'],
    ['ZALO_MAX_PER_HOUR', '1e9'],
    ['ZALO_MAX_PER_DAY', '2.5'],
    ['ZALO_ENABLED', 'true'],
  ])('do not take %s=%s', (name, value) => {
    expect(problems({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} .*for example`))]);
  });

  test('that are empty count as not set', () => {
    expect(settings({ TELEGRAM_BOT_TOKEN: '', OFFICE_NAME: '', LOG_LEVEL: undefined })).toEqual(settings({}));
  });

  test('with a relative folder mean one within the project, wherever the program was started', () => {
    expect(settings({ NHACVIEC_HOME: 'data/x' }).home).toBe(join(import.meta.dirname, '../../data/x'));
  });
});

describe('wrong settings', () => {
  const wrong = {
    TELEGRAM_BOT_TOKEN: 'hunter2-secret',
    TELEGRAM_API_ROOT: 'ftp://user:hunter2@example.vn',
    ZALO_ENABLED: 'hunter2',
    ZALO_ANSWER_DELAY_SECONDS: 'hunter2',
    ZALO_GAP_SECONDS: '60-20',
    ZALO_MAX_PER_HOUR: '0',
    ZALO_MAX_PER_DAY: 'hunter2',
    OFFICE_NAME: '   ',
    OFFICE_TIMEZONE: 'Asia/Hunter2',
    LOG_LEVEL: 'hunter2',
    NHACVIEC_START_AT: 'hunter2',
    NHACVIEC_CLOCK_SPEED: 'hunter2',
    BACKUP_HOUR: 'hunter2',
    BACKUP_PASSPHRASE: 'hunter2',
    BACKUP_KEEP: '0/hunter2',
    HEARTBEAT_URL: 'ftp://hunter2',
    METRICS_PORT: 'hunter2',
  };

  test('are all reported at once, each by its name', () => {
    expect(problems(wrong).map((problem) => problem.split(' ')[0])).toEqual(Object.keys(wrong));
  });

  test('come with an example of a good value', () => {
    for (const problem of problems(wrong)) expect(problem).toMatch(/for example \S|one like \S/);
  });

  test('never repeat a value, for it may be a secret', () => {
    expect(problems(wrong).join('\n').toLowerCase()).not.toContain('hunter2');
    expect(problems({ TELEGRAM_BOT_TOKEN: `${TOKEN}!` }).join()).not.toContain('not-a-real');
  });

  test('with an office name that is too long come with an example too', () => {
    expect(problems({ OFFICE_NAME: 'x'.repeat(101) }).join()).toMatch(/^OFFICE_NAME .*for example/);
  });

  test.each(['123:short', 'bot123456789:AA-not-a-real-token-0123456789_abcde', `${TOKEN} x`, ` ${TOKEN}`])(
    'do not take «%s» for a token',
    (token) => {
      expect(problems({ TELEGRAM_BOT_TOKEN: token })).toHaveLength(1);
    },
  );
});

describe('the file .env', () => {
  test('adds what is not set outside, and may be missing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'settings-'));
    process.env.NHACVIEC_TEST_OUTSIDE = 'outside';
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
      delete process.env.NHACVIEC_TEST_OUTSIDE;
      delete process.env.NHACVIEC_TEST_INSIDE;
    });
    const path = join(folder, '.env');
    expect(() => loadEnvironmentFile(path)).not.toThrow();
    writeFileSync(path, 'NHACVIEC_TEST_OUTSIDE=file\nNHACVIEC_TEST_INSIDE=file\n');
    loadEnvironmentFile(path);
    expect([process.env.NHACVIEC_TEST_OUTSIDE, process.env.NHACVIEC_TEST_INSIDE]).toEqual(['outside', 'file']);
  });
});
