import type { Command } from 'commander';
import { examine, type Finding } from '../app/doctor.ts';
import type { Store } from '../app/store.ts';
import { clockHold } from '../app/watch-clock.ts';
import { loadEnvironmentFile, readSettings, type Settings } from '../runtime/settings.ts';
import { NewerDatabaseError } from '../store/migrations.ts';
import { DamagedDatabaseError, LockedDatabaseError, NoDatabaseError, openSqlite } from '../store/open.ts';
import {
  type Context,
  contextOf,
  databasePath,
  mustBeCurrent,
  print,
  printJson,
  settingsOrFail,
  UsageError,
} from './open-office.ts';
import { vitalSigns } from './vital-signs.ts';

const MINUTE_MS = 60_000;
/** A tick comes every minute; three missed ones are no accident. */
const TICK_LIMIT_MS = 3 * MINUTE_MS;
/** A poll is answered within a minute or so even when nothing happens. */
const POLL_LIMIT_MS = 5 * MINUTE_MS;

export function addCheckCommands(program: Command): void {
  program
    .command('doctor')
    .description('look over settings, database, calendar, plan and people; non-zero where something stops the main job')
    .option('--json', 'print JSON')
    .action((options: { json?: true }) => doctorCommand(options));
  program
    .command('health')
    .description('zero while the running service ticks and its channels answer; for a container')
    .action(() => healthCommand());
}

const TITLES: Readonly<Record<string, string>> = { telegram: 'Telegram', zalo: 'Zalo' };

/** Names of the channels that the settings ask for. */
function configuredChannels(settings: Settings): string[] {
  return [...(settings.telegram ? ['telegram'] : []), ...(settings.zalo ? ['zalo'] : [])];
}

async function doctorCommand({ json }: { json?: true }): Promise<void> {
  const findings = await diagnose();
  if (json) printJson(findings);
  else for (const { level, area, message } of findings) print(`${level.padEnd(7)}  ${area.padEnd(9)}  ${message}`);
  if (findings.some((finding) => finding.level === 'problem')) process.exitCode = 1;
}

async function diagnose(): Promise<Finding[]> {
  loadEnvironmentFile();
  const result = readSettings(process.env);
  if (!result.ok) return result.problems.map((message) => ({ level: 'problem', area: 'settings', message }));
  const { settings } = result;
  const findings: Finding[] = [
    { level: 'ok', area: 'settings', message: `office «${settings.officeName}», ${settings.timeZone}` },
  ];
  const channels = configuredChannels(settings);
  for (const name of channels) {
    findings.push({ level: 'ok', area: 'settings', message: `${TITLES[name] ?? name} is configured` });
  }
  if (channels.length === 0) {
    const message = 'no channel is configured: set TELEGRAM_BOT_TOKEN or ZALO_ENABLED=yes, or nobody is reminded';
    findings.push({ level: 'problem', area: 'settings', message });
  }
  const context = contextOf(settings);
  try {
    const store = await openSqlite({ path: databasePath(settings.home), log: context.log, readonly: true });
    try {
      const version = await store.schemaVersion();
      if (version.pending.length > 0) {
        const message = `older than this program (${version.pending.join(', ')} pending); it is migrated at the next start`;
        return [...findings, { level: 'warning', area: 'database', message }];
      }
      findings.push({ level: 'ok', area: 'database', message: `migration ${version.current}` });
      findings.push(...(await examine(store, context.office, context.clock.now(), channels)));
      for (const message of await clockProblems(store)) findings.push({ level: 'problem', area: 'clock', message });
      for (const message of await staleSince(store, context))
        findings.push({ level: 'warning', area: 'service', message });
      findings.push(...(await vitalSigns(store, context)));
    } finally {
      await store.close();
    }
  } catch (error) {
    const expected = [NoDatabaseError, NewerDatabaseError, DamagedDatabaseError, LockedDatabaseError].some(
      (kind) => error instanceof kind,
    );
    if (!expected || !(error instanceof Error)) throw error;
    findings.push({ level: 'problem', area: 'database', message: error.message });
  }
  return findings;
}

async function healthCommand(): Promise<void> {
  const context = contextOf(settingsOrFail());
  const store = await openSqlite({ path: databasePath(context.settings.home), log: context.log, readonly: true });
  try {
    await mustBeCurrent(store);
    const stale = [...(await clockProblems(store)), ...(await staleSince(store, context))];
    for (const { level, area, message } of await vitalSigns(store, context))
      if (level === 'problem') stale.push(`${area}: ${message}`);
    if (stale.length > 0) throw new UsageError(`unhealthy: ${stale.join('; ')}`);
    print('healthy');
  } finally {
    await store.close();
  }
}

/** Empty while the service believes the machine's clock. */
async function clockProblems(store: Store): Promise<string[]> {
  const hold = await clockHold(store);
  if (hold === null || hold.confirmed) return [];
  const [since, believed] = [hold.since, hold.believedAt].map((at) => new Date(at).toISOString());
  return [
    `the clock is ${hold.doubt}: it showed ${since} after ${believed}; nobody is reminded until it is set or an administrator sends «đồng hồ đúng»`,
  ];
}

/** What should have given a sign of life lately and has not. */
async function staleSince(store: Store, { settings, clock }: Context): Promise<string[]> {
  const beats = await store.beats();
  const now = clock.now();
  // Networks are no faster in a rehearsal.
  const pollLimitMs = POLL_LIMIT_MS * (clock.speed ?? 1);
  const expected: [string, string, number][] = [['tick', 'last tick', TICK_LIMIT_MS]];
  const states = new Map((await store.channelStates()).map((each) => [each.channel, each]));
  for (const name of configuredChannels(settings)) {
    // Nothing but a person can mend a stopped channel: no restart would.
    if (states.get(name)?.state === 'stopped') continue;
    expected.push([`poll:${name}`, `last answer of ${TITLES[name] ?? name}`, pollLimitMs]);
  }
  return expected.flatMap(([beat, name, limit]) => {
    // A service that has just started is given as long as one that has just shown a sign of life.
    const at = Math.max(beats[beat] ?? 0, beats.start ?? 0);
    if (at === 0) return [`${name}: never`];
    return now - at > limit ? [`${name}: ${Math.round((now - at) / MINUTE_MS)} minutes ago`] : [];
  });
}
