import Sqlite from 'better-sqlite3';
import { better, defineQueue, defineWorker } from 'plainjob';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** The job queue that somebody would take for this on SQLite, filled with `count` jobs of a message's size. */
export function plainJob(path: string, count: number) {
  const db = new Sqlite(path);
  const queue = defineQueue({ connection: better(db), logger: silent });
  db.pragma('synchronous = OFF');
  queue.addMany(
    'send',
    Array.from({ length: count }, (_, n) => ({ n, text: 'x'.repeat(300) })),
  );
  return {
    /** Works off so many jobs that do nothing; NORMAL is what plainjob sets by itself. */
    async drain(jobs: number, synchronous: 'FULL' | 'NORMAL'): Promise<void> {
      db.pragma(`synchronous = ${synchronous}`);
      let done = 0;
      let enough = () => {};
      const reached = new Promise<void>((resolve) => {
        enough = resolve;
      });
      const worker = defineWorker('send', async () => {}, {
        queue,
        logger: silent,
        pollIntervall: 1,
        onCompleted: () => {
          done += 1;
          if (done === jobs) enough();
        },
      });
      void worker.start();
      await reached;
      await worker.stop();
    },
    close() {
      queue.close();
      if (db.open) db.close();
    },
  };
}
