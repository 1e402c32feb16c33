import { mkdirSync } from 'node:fs';
import type { Command } from 'commander';
import cron from 'node-cron';
import type { Channel } from '../app/channel.ts';
import type { Clock } from '../app/clock.ts';
import { makeEngine } from '../app/engine.ts';
import { watchClock } from '../app/watch-clock.ts';
import { machineUptime } from '../runtime/clock.ts';
import { inviteCodes } from '../runtime/invite-codes.ts';
import { takeLock } from '../runtime/lock.ts';
import { stopRequested, withinMs } from '../runtime/stop.ts';
import { runDemo } from './demo.ts';
import { startDuties } from './duties.ts';
import { startMetrics } from './metering.ts';
import { onceUnlocked } from './once-unlocked.ts';
import { type Context, contextOf, openDatabase, settingsOrFail } from './open-office.ts';
import { rehearseOn } from './rehearse.ts';

const MINUTE_MS = 60_000;

export function addStartCommand(program: Command): void {
  program
    .command('start')
    .description('run the bot; without a configured channel, or with --demo, a demonstration in this terminal')
    .option('--demo', 'run the demonstration even if a channel is configured')
    .action(async ({ demo }: { demo?: true }) => {
      const settings = settingsOrFail();
      if (demo || (settings.telegram === null && settings.zalo === null)) await runDemo(contextOf(settings, 'error'));
      else await runService(contextOf(settings, 'info'));
    });
}

/** Channels that the settings ask for. A third platform is one more line here. */
async function channelsOf({ settings, clock, log }: Context): Promise<Channel[]> {
  const channels: Channel[] = [];
  // Loaded only when wanted: a platform's library is most of the start-up time.
  if (settings.telegram) {
    const { telegramChannel } = await import('../channel/telegram/channel.ts');
    channels.push(telegramChannel({ ...settings.telegram, clock, log }));
  }
  if (settings.zalo) {
    const { zaloChannel } = await import('../channel/zalo/channel.ts');
    channels.push(zaloChannel({ home: settings.home, pace: settings.zalo, clock, log }));
  }
  return channels;
}

/** Who stops a service waits ten seconds for it at least; the process itself needs some of them. */
const STOP_WITHIN_MS = 8_000;

/**
 * Ends the process although something does not come to its end, such as a platform that neither answers nor breaks off. What
 * is being sent keeps its lease, and goes once more after the next start, marked as repeated.
 */
function leaveHanging({ log }: Context): never {
  log.warn({}, 'stopped while something was still under way');
  process.exit(0);
}

/** Calls `tick` at every full minute; what it returns ends that. */
function everyMinute(tick: () => Promise<void>, clock: Clock): () => Promise<void> {
  if ((clock.speed ?? 1) === 1) {
    const schedule = cron.schedule('* * * * *', tick, { noOverlap: true });
    return async () => void (await schedule.destroy());
  }
  const stopping = new AbortController();
  const ticking = (async () => {
    for (;;) {
      await clock.sleep(MINUTE_MS - (clock.now() % MINUTE_MS), stopping.signal);
      if (stopping.signal.aborted) return;
      await tick();
    }
  })();
  return async () => {
    stopping.abort();
    await ticking;
  };
}

/** Runs until it is asked to stop: a tick every minute, and whatever people write in between. */
async function runService(context: Context): Promise<void> {
  const { settings, office, clock, log } = context;
  // Listened for from the beginning, so that a stop during the start is a graceful one too.
  const stop = stopRequested();
  const stopping = new AbortController();
  void stop.then(() => stopping.abort());
  mkdirSync(settings.home, { recursive: true, mode: 0o700 });
  const lock = takeLock(settings.home, clock.now());
  if (settings.startAt !== undefined || settings.clockSpeed !== 1) {
    log.warn({ now: new Date(clock.now()).toISOString(), speed: settings.clockSpeed }, 'a rehearsal: the clock is set');
  }
  try {
    const opened = await onceUnlocked(() => openDatabase(context, { verify: true }), context, stopping.signal);
    if (opened === null) return;
    const { store, timed, metrics } = await startMetrics(context, opened);
    const channels = await channelsOf(context);
    const engine = makeEngine({
      store,
      channels,
      office,
      clock,
      log,
      codes: inviteCodes,
      rehearse: rehearseOn(store, context),
      watch: watchClock({ store, office, log, elapsed: () => machineUptime() * settings.clockSpeed }),
    });
    const tick = async (): Promise<void> => {
      try {
        await timed(() => engine.tick());
      } catch (error) {
        log.error({ error }, 'tick failed');
      }
    };
    if ((await store.appliedPlans()).length === 0) log.warn({}, 'no plan is applied: run `plan apply FILE --year Y`');
    await engine.start();
    await tick();
    const duties = startDuties(context, store);
    const stopTicking = everyMinute(tick, context.clock);
    log.info({ channels: channels.map((channel) => channel.name) }, 'started');

    const signal = await stop;
    log.info({ signal }, 'stopping');
    metrics?.close();
    const ended = async () => {
      await Promise.all([stopTicking(), duties.stop()]);
      await engine.stop();
      await store.close();
    };
    if (await withinMs(ended(), STOP_WITHIN_MS)) log.info({}, 'stopped');
    else leaveHanging(context);
  } finally {
    lock.release();
  }
}
