/**
 * Makes work that runs once at a time: a call while it runs joins that run, which goes round once more so that nothing the
 * caller has just added is left lying. Everybody gets the result of the last round.
 */
export function joined<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  let again = false;

  async function rounds(): Promise<T> {
    try {
      for (;;) {
        again = false;
        const result = await work();
        if (!again) return result;
      }
    } finally {
      running = null;
    }
  }

  return () => {
    again = true;
    running ??= rounds();
    return running;
  };
}
