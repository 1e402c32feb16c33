import type { Command } from 'commander';
import type { LoginEnd, LoginStep } from '../channel/zalo/login.ts';
import { contextOf, print, settingsOrFail, UsageError } from './open-office.ts';

/** As shells report a process that ended at Ctrl-C. */
const INTERRUPTED = 130;

export function addZaloCommands(program: Command): void {
  const zalo = program.command('zalo').description('the Zalo account that the bot writes as');
  zalo
    .command('login')
    .description('log the account in by a code that its owner scans; also while the service runs')
    .action(() => loginCommand());
}

async function loginCommand(): Promise<void> {
  const { settings, clock } = contextOf(settingsOrFail());
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    // Loaded only when wanted, as in the service.
    const { logInByCode } = await import('../channel/zalo/login.ts');
    const { codeBlocks } = await import('./code-blocks.ts');
    print('Asking Zalo for a code …');
    const end = await logInByCode({
      home: settings.home,
      clock,
      signal: stopping.signal,
      onStep: (step) => tell(step, codeBlocks),
    });
    report(end, settings.zalo !== null);
  } finally {
    process.removeListener('SIGINT', stop);
    process.removeListener('SIGTERM', stop);
  }
}

function tell(step: LoginStep, codeBlocks: typeof import('./code-blocks.ts').codeBlocks): void {
  switch (step.kind) {
    case 'code': {
      const lines = codeBlocks(step.png, { colours: process.stdout.isTTY === true });
      if (lines !== null) print(lines.join('\n'));
      print(
        `In Zalo on the telephone of the bot's account, scan this code within 100 seconds. Also saved as ${step.path}`,
      );
      break;
    }
    case 'scanned':
      print('Scanned. Confirm the login on the telephone.');
      break;
    case 'declined':
      print('The login was declined on the telephone.');
      break;
    case 'expired':
      print('The code has expired.');
      break;
  }
}

function report(end: LoginEnd, isEnabled: boolean): void {
  switch (end.kind) {
    case 'in':
      print('Logged in. A running service takes it up within seconds.');
      if (end.replaced) print('This is another account than before: everybody has to be linked anew.');
      if (!isEnabled) print('Zalo is switched off so far: set ZALO_ENABLED=yes.');
      return;
    case 'nobody':
      switch (end.why) {
        case 'given-up':
          print('Given up; nothing has changed.');
          process.exitCode = INTERRUPTED;
          return;
        case 'expired':
          throw new UsageError('nobody scanned a code; nothing has changed. Try again: nv zalo login');
        case 'declined':
          throw new UsageError('the login was declined; nothing has changed. Try again: nv zalo login');
      }
      return;
    case 'failed':
      throw new UsageError(
        `Zalo could not be reached or gave no code (${end.reason}); check the network and try again`,
      );
  }
}
