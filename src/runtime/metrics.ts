import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Counter, Histogram } from 'prom-client';
import type { Log } from '../app/log.ts';

/** What is read when somebody asks. */
export interface Figures {
  /** Steps that are due and not told. */
  readonly due: number;
  /** Messages that are due and not sent. */
  readonly queue: number;
}

export interface Metrics {
  readonly settled: Pick<Counter<'state'>, 'inc'>;
  readonly tickSeconds: Pick<Histogram, 'observe'>;
  /** From an answer being written down to the platform having it. */
  readonly answerSeconds: Pick<Histogram, 'observe'>;
  /** From an update being journaled to its answer being written down. */
  readonly handlingSeconds: Pick<Histogram, 'observe'>;
  inFlight(change: number): void;
  /** In Prometheus' text format. */
  text(): Promise<string>;
}

const SECONDS = [0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export async function makeMetrics(read: () => Promise<Figures>): Promise<Metrics> {
  // Loaded only when wanted.
  const { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } = await import('prom-client');
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const due = new Gauge({ name: 'nhacviec_due_steps', help: 'Steps that are due and not told', registers });
  const queue = new Gauge({ name: 'nhacviec_queue_length', help: 'Messages that are due and not sent', registers });
  const inFlight = new Gauge({ name: 'nhacviec_in_flight', help: 'Messages that are being sent', registers });
  const settled = new Counter({
    name: 'nhacviec_messages_total',
    help: 'Attempts to send, by what came of them',
    labelNames: ['state'] as const,
    registers,
  });
  for (const state of ['sent', 'unknown', 'failed', 'skipped', 'pending']) settled.inc({ state }, 0);
  const histogram = (name: string, help: string) => new Histogram({ name, help, buckets: SECONDS, registers });
  return {
    settled,
    tickSeconds: histogram('nhacviec_tick_seconds', 'How long a tick takes'),
    answerSeconds: histogram('nhacviec_answer_seconds', 'From an answer being written down to the platform having it'),
    handlingSeconds: histogram('nhacviec_handling_seconds', 'From an update to its answer being written down'),
    inFlight: (change) => inFlight.inc(change),
    async text() {
      const figures = await read();
      due.set(figures.due);
      queue.set(figures.queue);
      return registry.metrics();
    },
  };
}

/** Serves `/metrics` to this machine alone; resolves once it listens. A port in use is logged, and nothing else. */
export async function serveMetrics(
  metrics: Metrics,
  port: number,
  log: Log,
): Promise<{ readonly port: number; close(): void }> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text),
      (error: unknown) => {
        log.error({ error }, 'figures could not be read');
        response.writeHead(500).end();
      },
    );
  });
  await new Promise<void>((resolve) => {
    server.once('error', (error) => {
      log.error({ port, error }, 'figures cannot be served');
      resolve();
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  server.unref();
  return {
    port: (server.address() as AddressInfo | null)?.port ?? port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
