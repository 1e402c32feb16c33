import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const MAIN = resolve(import.meta.dirname, '../../src/nv.js');

/** Empty counts as not set, and what is given wins over `.env`: a developer's own bot must never be part of a test. */
const UNSET = {
  NHACVIEC_HOME: '',
  NHACVIEC_START_AT: '',
  NHACVIEC_CLOCK_SPEED: '',
  TELEGRAM_BOT_TOKEN: '',
  TELEGRAM_API_ROOT: '',
  ZALO_ENABLED: '',
  ZALO_ANSWER_DELAY_SECONDS: '',
  ZALO_GAP_SECONDS: '',
  ZALO_MAX_PER_HOUR: '',
  ZALO_MAX_PER_DAY: '',
  OFFICE_NAME: '',
  OFFICE_TIMEZONE: '',
  LOG_LEVEL: '',
  BACKUP_HOUR: '',
  BACKUP_PASSPHRASE: '',
  BACKUP_KEEP: '',
  HEARTBEAT_URL: '',
  METRICS_PORT: '',
};

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The real program as a process of its own, with an environment that holds nothing but what the test gives. */
export function startProgram(
  args: readonly string[],
  environment: Record<string, string>,
  nodeFlags: readonly string[] = [],
  main = MAIN,
): RunningProgram {
  const child = spawn(process.execPath, [...nodeFlags, main, ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...UNSET, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  return new RunningProgram(child);
}

export async function runProgram(args: readonly string[], environment: Record<string, string>): Promise<Ended> {
  const program = startProgram(args, environment);
  program.child.stdin?.end();
  return program.ended;
}

export class RunningProgram {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  stdout = '';
  stderr = '';

  constructor(child: ChildProcess) {
    this.child = child;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    this.ended = once(child, 'close').then(([code, signal]) => ({
      code: code as number | null,
      signal: signal as NodeJS.Signals | null,
      stdout: this.stdout,
      stderr: this.stderr,
    }));
  }

  type(line: string): void {
    this.child.stdin?.write(`${line}\n`);
  }

  /** Resolves when what was printed so far matches; fails after `withinMs`, with what was printed. */
  /** Resolves with what matched. */
  async prints(pattern: RegExp, withinMs = 20_000): Promise<RegExpExecArray> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const found = pattern.exec(this.stdout + this.stderr);
      if (found) return found;
      if (Date.now() > deadline || this.child.exitCode !== null) {
        throw new Error(`no ${pattern} within ${withinMs} ms:\n${this.stdout}\n${this.stderr}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    this.child.kill(signal);
    return this.ended;
  }
}
