/**
 * Runs a task and yields what it reports on the way, the latest report when several came at once.
 * @returns what the task returns; @throws what it throws
 */
export async function* withProgress<P, R>(task: (report: (progress: P) => void) => Promise<R>): AsyncGenerator<P, R> {
  const waiting: { readonly progress: P }[] = [];
  let wake = (): void => {};
  const done = task((progress) => {
    waiting.push({ progress });
    wake();
  });
  const ended = done.then(
    () => true,
    () => true,
  );
  for (;;) {
    const reported = new Promise<false>((resolve) => (wake = () => resolve(false)));
    const [pending] = waiting.splice(0).slice(-1);
    if (pending !== undefined) yield pending.progress;
    else if (await Promise.race([ended, reported])) return done;
  }
}
