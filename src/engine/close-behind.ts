/** Closes something, now or later. */
export type Close = () => unknown;

/**
 * Does some work, and closes what it used whatever became of it: all of it, in this order, also behind one that cannot be
 * closed. Gives what the work gives. Throws what the work throws, else what the first failing close does.
 */
export async function closeBehind<Result>(work: () => Promise<Result>, closes: readonly Close[]): Promise<Result> {
  const [done] = await Promise.allSettled([work()]);
  const failures: unknown[] = done.status === "rejected" ? [done.reason] : [];
  for (const close of closes) {
    try {
      await close();
    } catch (error) {
      failures.push(error);
    }
  }
  if (done.status === "fulfilled" && failures.length === 0) return done.value;
  throw failures[0];
}
