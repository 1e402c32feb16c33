import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { readUpdate } from '../../src/channel/telegram/update.ts';
import type { InboundContent } from '../../src/domain/message.ts';
import { planFileProblems, planFileSchema } from '../../src/domain/plan-file.ts';
import { DataError, loadPlan, SHIPPED_PLAN } from '../../src/runtime/data.ts';
import { readSettings } from '../../src/runtime/settings.ts';
import { LAN, openOffices, QUARTERLY } from '../scenario/world.ts';
import { SOAK } from './burst.ts';
import { hostileText, isPlain, maySayDone, mutated } from './hostile.ts';
import { telegramUpdates } from './hostile-telegram.ts';

const { office, closeAll } = openOffices();
const folder = mkdtempSync(join(tmpdir(), 'nhacviec-hostile-'));
afterEach(closeAll);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const runs = (few: number) => ({ numRuns: SOAK ? few * 50 : few });

describe('what officers send', () => {
  test('the strangest text, button or reaction is answered in plain words, and closes nothing that it does not name', {
    timeout: SOAK ? 3_600_000 : 300_000,
  }, async () => {
    const tasks = [QUARTERLY, { ...QUARTERLY, title: 'Danh sách' }];
    const here = await office({ at: '2024-03-15T07:29:00+07:00', people: [LAN], plan: tasks });
    await here.advance('5m');
    const lan = here.phone(LAN.name);
    const digest = lan.receives(/Chị có 2 việc/);
    const quotes = fc.constantFrom<{ quotes?: string }>({}, { quotes: digest.id }, { quotes: 'nothing' });
    const content: fc.Arbitrary<InboundContent> = fc.oneof(
      {
        weight: 6,
        arbitrary: fc
          .tuple(hostileText, quotes)
          .map(([text, quoted]) => ({ kind: 'text', text, messageId: 'm', ...quoted }) as const),
      },
      hostileText.map((text) => ({ kind: 'edited', text, messageId: 'm' }) as const),
      hostileText.map((data) => ({ kind: 'button', data, messageId: digest.id }) as const),
      hostileText.map((emoji) => ({ kind: 'reaction', emoji, messageId: digest.id }) as const),
      fc.constant({ kind: 'deleted', messageId: 'm' } as const),
      hostileText.map((what) => ({ kind: 'unreadable', what, messageId: 'm' }) as const),
    );
    let update = 0;
    await fc.assert(
      fc.asyncProperty(content, async (said) => {
        const before = await here.store.occurrences({ states: ['done'] });
        // «1» answers the question that waits.
        const asked = await here.store.question(here.officerId(LAN.name));
        await lan.sends(said, `hostile-${++update}`);
        for (const { text } of lan.takeAll()) {
          expect(isPlain(text)).toBe(true);
          expect(text.length).toBeLessThanOrEqual(4_096);
        }
        const after = await here.store.occurrences({ states: ['done'] });
        const words = 'text' in said ? said.text : 'data' in said ? said.data : '';
        if (asked === null && !maySayDone(words)) expect(after).toEqual(before);
        expect(here.logged.filter((line) => line.level === 'error')).toEqual([]);
      }),
      runs(150),
    );
    await lan.replies('bỏ');
    await lan.replies('việc');
    expect(lan.takeAll().at(-1)?.text).toMatch(/việc/);
  });
});

describe('what Telegram sends', () => {
  const people = [{ id: 5_000_000_001, name: 'Lan' }];
  const update = telegramUpdates({ people, group: -1_001, messages: [7] }).map(({ id, kind, payload }) => ({
    update_id: id,
    [kind]: payload,
  }));
  const me = { id: 7_000_000_001, username: 'nhacviec_thu_bot' };

  test('whatever an update looks like, it is read, passed over or called malformed', () => {
    fc.assert(
      fc.property(fc.oneof(mutated(update), fc.jsonValue(), hostileText), (raw) => {
        const reading = readUpdate(raw, me, 0);
        // Nobody's own chat becomes another one.
        if (reading.kind === 'moved')
          expect([reading.from, reading.to]).toEqual([
            expect.stringMatching(/^-\d+$/),
            expect.stringMatching(/^-\d+$/),
          ]);
        if (reading.kind !== 'inbound') return;
        const { chatId, externalId, at, content } = reading.inbound;
        expect(chatId).toMatch(/^-?\d+$/);
        expect(externalId).toMatch(/^\d+$|^-\d+$/);
        expect(Number.isSafeInteger(at)).toBe(true);
        if (content.kind === 'text') expect(typeof content.text).toBe('string');
      }),
      runs(2_000),
    );
  });
});

describe('files and settings', () => {
  const whole = JSON.parse(readFileSync(SHIPPED_PLAN, 'utf8')) as { tasks: object[] };
  const plan = fc
    .nat({ max: whole.tasks.length - 3 })
    .map((from) => ({ ...whole, tasks: whole.tasks.slice(from, from + 2) }));

  test('a plan file with anything in it is read, or every problem is named in one line', () => {
    fc.assert(
      fc.property(fc.oneof(mutated(plan), fc.jsonValue()), (raw) => {
        const parsed = planFileSchema.safeParse(raw);
        if (parsed.success) return;
        const problems = planFileProblems(parsed.error, raw);
        expect(problems.length).toBeGreaterThan(0);
        for (const problem of problems) expect(problem).not.toMatch(/^\s*$|\[object|undefined:/);
      }),
      runs(400),
    );
  });

  test('a plan file of any bytes is refused in words that name it', () => {
    const path = join(folder, 'plan.json');
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), hostileText), (bytes) => {
        writeFileSync(path, bytes);
        try {
          loadPlan(path);
        } catch (error) {
          expect(error).toBeInstanceOf(DataError);
          expect((error as Error).message.startsWith(`${path}: `)).toBe(true);
        }
      }),
      runs(200),
    );
  });

  test('settings of any kind are taken or refused by name, and never repeated', () => {
    const names = [
      'NHACVIEC_HOME',
      'TELEGRAM_BOT_TOKEN',
      'TELEGRAM_API_ROOT',
      'OFFICE_NAME',
      'OFFICE_TIMEZONE',
      'LOG_LEVEL',
      'NHACVIEC_START_AT',
      'NHACVIEC_CLOCK_SPEED',
      'ZALO_ENABLED',
      'ZALO_ANSWER_DELAY_SECONDS',
      'ZALO_GAP_SECONDS',
      'ZALO_MAX_PER_HOUR',
      'ZALO_MAX_PER_DAY',
      'BACKUP_HOUR',
      'BACKUP_KEEP',
      'BACKUP_PASSPHRASE',
      'HEARTBEAT_URL',
      'METRICS_PORT',
    ];
    const value = fc.oneof(
      hostileText,
      fc.constantFrom('', ' ', 'http://', 'https://x:y@z', 'Asia/Ho_Chi_Minh\n', '2026-13-45T99:99', '123456789:AAE'),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value), (environment) => {
        const result = readSettings(environment);
        if (result.ok) return;
        for (const problem of result.problems) {
          const name = names.find((each) => problem.startsWith(`${each} `));
          expect(name).toBeDefined();
          const given = environment[name!] ?? '';
          if (given.length > 8) expect(problem).not.toContain(given);
        }
      }),
      runs(1_000),
    );
  });
});
